"""/blog/…, mounted before Wagtail's pages. ``feed`` is a reserved slug."""

from django.urls import path

from blog import feeds

app_name = "blog"

urlpatterns = [
    path("feed/", feeds.AtomFeed(), name="feed"),
    path("feed.rss", feeds.RssFeed(), name="feed_rss"),
]
