from django.urls import path

from network.members.views import directory, joining, me, membership, organisations, profile

urlpatterns = [
    path("join/", joining.join, name="join"),
    path("join/organisations/", organisations.suggestions, name="organisation_suggestions"),
    path("join/next/", joining.join_next, name="join_next"),
    path("me/", me.me, name="me"),
    path("me/profile/", profile.edit_profile, name="me_profile"),
    path("me/about/", profile.edit_about, name="me_about"),
    path("me/photo/", profile.edit_photo, name="me_photo"),
    path("me/photo/remove/", profile.remove_photo, name="me_photo_remove"),
    path("me/topics/", profile.edit_topics, name="me_topics"),
    path("me/visibility/", profile.edit_visibility, name="me_visibility"),
    path("me/visibility/<slug:audience>/", profile.preview, name="me_preview"),
    path("me/previous-employers/", profile.edit_employers, name="me_employers"),
    path("me/reply/", membership.reply, name="me_reply"),
    path("me/appeal/", membership.appeal, name="me_appeal"),
    path("me/confirm/", membership.confirm, name="me_confirm"),
    path("me/organisation/", membership.organisation, name="me_organisation"),
    path("members/", directory.directory, name="members"),
    path("members/<uuid:public_id>/", directory.member, name="member"),
    path(
        "members/<uuid:public_id>/photo/<slug:size>/",
        directory.member_photo,
        name="member_photo",
    ),
]
