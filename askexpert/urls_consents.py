"""Addresses under /ask/ of published answers: whether one's own words may be published, the feed,
and what editors and coordinators do with the pages."""

from django.urls import path

from askexpert import feeds
from askexpert.views import consents, published, redacting

app_name = "askexpert_consents"

urlpatterns = [
    path("publications/", consents.publications, name="publications"),
    path("publications/<uuid:key>/", consents.publication, name="publication"),
    path("publications/<uuid:key>/agree/", consents.agree, name="agree"),
    path("publications/<uuid:key>/take-back/", consents.take_back, name="take_back"),
    path("published/", published.answers, name="answers"),
    path("published/<int:pk>/review/", published.review, name="review"),
    path("published/<int:pk>/withdraw/", published.withdraw, name="withdraw"),
    path("published/<int:pk>/redact/", redacting.redact_page, name="redact_page"),
    path("published/<int:pk>/redact/<slug:step>/", redacting.decide_page, name="decide_page"),
    path("feed/", feeds.AtomFeed(), name="feed"),
    path("feed.rss", feeds.RssFeed(), name="feed_rss"),
]
