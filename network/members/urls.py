from django.urls import path

from network.members.views import directory, joining, me, membership, organisations

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/organisations/", organisations.suggestions, name="organisation_suggestions"),
    path("join/next/", joining.join_next, name="join_next"),
    path("me/", me.me, name="me"),
    path("me/profile/", me.edit_profile, name="me_profile"),
    path("me/topics/", me.edit_topics, name="me_topics"),
    path("me/name/", me.edit_name, name="me_name"),
    path("me/previous-employers/", me.edit_employers, name="me_employers"),
    path("me/reply/", membership.reply, name="me_reply"),
    path("me/appeal/", membership.appeal, name="me_appeal"),
    path("me/confirm/", membership.confirm, name="me_confirm"),
    path("me/organisation/", membership.organisation, name="me_organisation"),
    path("members/", directory.directory, name="members"),
    path("members/<uuid:public_id>/", directory.member, name="member"),
]
