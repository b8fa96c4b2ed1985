"""/desk/library/…: what the library is asked for. Editors and coordinators."""

from django.urls import path

from resources.requests import views_desk, views_desk_formats

app_name = "library_desk"

urlpatterns = [
    path("", views_desk.access_requests, name="access_requests"),
    path("files/<uuid:public_id>/", views_desk.access_request, name="access_request"),
    path("files/<uuid:public_id>/<slug:action>/", views_desk.decide, name="access_request_decide"),
    path("formats/", views_desk_formats.format_requests, name="format_requests"),
    path("formats/<uuid:public_id>/", views_desk_formats.format_request, name="format_request"),
    path(
        "formats/<uuid:public_id>/<slug:action>/",
        views_desk_formats.act,
        name="format_request_act",
    ),
]
