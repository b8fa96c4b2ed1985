from django.urls import path

from network.complaints.views import desk as complaints
from network.desk import views
from network.media.held import views_desk as held
from network.members.views import desk as members
from network.members.views import desk_domains as domains
from network.members.views import desk_organisations as organisations
from network.notifications.views import desk as emails
from network.privacy.views import access
from network.relay.views import desk as letters
from network.reported import views_desk as reported

urlpatterns = [
    path("", views.home, name="desk"),
    path("members/", members.applications, name="desk_members"),
    path("members/<uuid:public_id>/", members.application, name="desk_member"),
    path("members/<uuid:public_id>/<slug:action>/", members.decide, name="desk_member_decide"),
    path("domains/", domains.domains, name="desk_domains"),
    path("domains/<int:pk>/remove/", domains.remove, name="desk_domain_remove"),
    path("organisations/", organisations.organisations, name="desk_organisations"),
    path("organisations/merge/", organisations.merge, name="desk_organisations_merge"),
    path(
        "organisations/merge/<int:duplicate>/into/<int:keep>/",
        organisations.check_merge,
        name="desk_organisations_merge_check",
    ),
    path("organisations/proposals/<slug:code>/", organisations.proposal, name="desk_proposal"),
    path(
        "organisations/proposals/<slug:code>/<slug:action>/",
        organisations.decide_proposal,
        name="desk_proposal_decide",
    ),
    path("access-log/", access.log, name="desk_access_log"),
    path("access-log/export/", access.export, name="desk_access_log_export"),
    path("complaints/", complaints.complaints, name="desk_complaints"),
    path("complaints/<uuid:public_id>/", complaints.complaint, name="desk_complaint"),
    path("complaints/<uuid:public_id>/<slug:action>/", complaints.act, name="desk_complaint_act"),
    path("emails/", emails.parked, name="desk_emails"),
    path("emails/<uuid:public_id>/send-again/", emails.retry, name="desk_email_send_again"),
    path("emails/addresses/<int:pk>/resume/", emails.resume_address, name="desk_email_resume"),
    path("held-files/", held.held_files, name="desk_held_files"),
    path("held-files/<uuid:public_id>/", held.held_file, name="desk_held_file"),
    path("held-files/<uuid:public_id>/release/", held.release_file, name="desk_held_file_release"),
    path("held-files/<uuid:public_id>/keep/", held.keep_file, name="desk_held_file_keep"),
    path("reported-pages/", reported.reports, name="desk_page_reports"),
    path("reported-pages/<uuid:public_id>/", reported.report, name="desk_page_report"),
    path(
        "reported-pages/<uuid:public_id>/page/", reported.shown_page, name="desk_page_report_page"
    ),
    path(
        "reported-pages/<uuid:public_id>/picture/<int:image_id>/",
        reported.picture,
        name="desk_page_report_picture",
    ),
    path(
        "reported-pages/<uuid:public_id>/document/<int:document_id>/",
        reported.document,
        name="desk_page_report_document",
    ),
    path(
        "reported-pages/<uuid:public_id>/<slug:action>/",
        reported.decide,
        name="desk_page_report_decide",
    ),
    path("letters/", letters.letter_reports, name="desk_letter_reports"),
    path("letters/<uuid:public_id>/", letters.letter_report, name="desk_letter_report"),
    path(
        "letters/<uuid:public_id>/<slug:action>/",
        letters.decide,
        name="desk_letter_report_decide",
    ),
]
