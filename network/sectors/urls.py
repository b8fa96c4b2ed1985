"""/sectors/<slug>/feed/, mounted before Wagtail's pages."""

from django.urls import path

from network.sectors import feeds

app_name = "sectors"

urlpatterns = [
    path("<slug:slug>/feed/", feeds.AtomFeed(), name="feed"),
    path("<slug:slug>/feed.rss", feeds.RssFeed(), name="feed_rss"),
]
