"""/resources/packs/…"""

from django.urls import path

from resources.packs import views
from resources.requests import views_adapting

urlpatterns = [
    path("", views.index, name="packs"),
    path("<slug:slug>/", views.detail, name="pack"),
    path("<slug:slug>/adaptations/", views_adapting.pack_adaptations, name="pack_adaptations"),
    path("<slug:slug>/download/", views.download, name="pack_download"),
    path(
        "<slug:slug>/download/<int:number>/", views.download_session, name="pack_session_download"
    ),
]
