"""The newest resources as Atom and RSS: public ones only, whoever asks."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from network.search.kinds import Kind
from network.search.models import CatalogueEntry

LENGTH = 30


class RssFeed(Feed):
    feed_type = Rss201rev2Feed
    title = "Resources – Contextual Safeguarding Practitioners’ Network"
    description = "New briefings, forms, slides and guides, tested in practice."
    link = reverse_lazy("resources:index")
    feed_url = reverse_lazy("resources:feed_rss")
    language = "en-gb"

    def items(self) -> QuerySet[CatalogueEntry]:
        public = CatalogueEntry.objects.filter(restriction__isnull=True)
        return public.of_kind(Kind.RESOURCE).newest()[:LENGTH]

    def item_title(self, item: CatalogueEntry) -> str:
        return item.title

    def item_description(self, item: CatalogueEntry) -> str:
        return item.summary

    def item_link(self, item: CatalogueEntry) -> str:
        return item.url

    def item_pubdate(self, item: CatalogueEntry) -> datetime:
        return item.published_at

    def item_categories(self, item: CatalogueEntry) -> list[str]:
        return [item.details.get("type_label", "")]


class AtomFeed(RssFeed):
    feed_type = Atom1Feed
    subtitle = RssFeed.description
    feed_url = reverse_lazy("resources:feed")
