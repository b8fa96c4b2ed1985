"""/resources/…, mounted before Wagtail's pages. ``feed`` is a reserved slug."""

from django.urls import path

from resources import feeds, views

app_name = "resources"

urlpatterns = [
    path("", views.index, name="index"),
    path("feed/", feeds.AtomFeed(), name="feed"),
    path("feed.rss", feeds.RssFeed(), name="feed_rss"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/download/", views.download, name="download"),
    path("<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("<slug:slug>/versions/<int:number>/download/<int:document_id>/", views.file, name="file"),
]
