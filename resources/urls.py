"""/resources/…, mounted before Wagtail's pages. ``feed`` is a reserved slug."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from resources import views
from resources.citing.views import cite
from resources.finding import feeds
from resources.packs import views as packs
from resources.previews import views as previews
from resources.requests import views_access, views_adapting, views_formats, views_own
from resources.usage import views as usage

app_name = "resources"


class NumberConverter(IntConverter):
    """A number that fits every database; a longer one is no address here."""

    regex = "[0-9]{1,9}"


register_converter(NumberConverter, "number")

urlpatterns = [
    path("", views.index, name="index"),
    path("feed/", feeds.AtomFeed(), name="feed"),
    path("feed.rss", feeds.RssFeed(), name="feed_rss"),
    path("usage/", usage.library_usage, name="library_usage"),
    path("usage/<slug:code>/csv/", usage.library_usage_table, name="library_usage_table"),
    path("packs/", include("resources.packs.urls")),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/usage/", usage.usage, name="usage"),
    path("<slug:slug>/usage/json/", usage.usage_json, name="usage_json"),
    path("<slug:slug>/usage/<slug:code>/csv/", usage.usage_table, name="usage_table"),
    path("<slug:slug>/download/", views.download, name="download"),
    path("<slug:slug>/cite/<str:code>/", cite, name="cite"),
    path("<slug:slug>/versions/<number:number>/cite/<str:code>/", cite, name="cite_version"),
    path("<slug:slug>/request/", views_access.request_files, name="request"),
    path("<slug:slug>/request/withdraw/", views_access.withdraw, name="request_withdraw"),
    path("<slug:slug>/another-format/", views_formats.another_format, name="another_format"),
    path(
        "<slug:slug>/versions/<number:number>/another-format/",
        views_formats.another_format,
        name="another_format_of",
    ),
    path("<slug:slug>/another-format/<str:signed>/", views_formats.asked, name="format_asked"),
    path("<slug:slug>/versions/<number:number>/take/", views_own.take, name="take"),
    path("<slug:slug>/adaptations/", views_adapting.adaptations, name="adaptations"),
    path(
        "<slug:slug>/adaptations/<uuid:public_id>/end/",
        views_adapting.end_adaptation,
        name="end_adaptation",
    ),
    path("<slug:slug>/versions/<number:number>/", views.version, name="version"),
    path(
        "<slug:slug>/versions/<number:number>/download/",
        packs.download_version,
        name="version_download",
    ),
    path(
        "<slug:slug>/versions/<number:number>/download/<number:document_id>/",
        views.file,
        name="file",
    ),
    path(
        "<slug:slug>/versions/<number:number>/preview/<number:document_id>/",
        previews.preview,
        name="preview",
    ),
    path(
        "<slug:slug>/versions/<number:number>/preview/<number:document_id>/"
        "<number:page_number>.webp",
        previews.picture,
        name="picture",
    ),
]
