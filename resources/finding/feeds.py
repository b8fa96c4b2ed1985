"""The newest resources as Atom and RSS, all of them or those of a choice in the list.

Public ones only, whoever asks: ``/resources/feed/?sector=police`` is read by the list's own parser.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from network.search.kept import Catalogue
from network.search.models import CatalogueEntry, CatalogueVersion
from network.search.shelf import NEWEST
from resources.finding.listing import InOrder, find
from resources.finding.selection import with_query

LENGTH = 30
TITLE = "Resources – Contextual Safeguarding Practitioners’ Network"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a feed is of: the choice in words and as a query, and its newest pages."""

    label: str
    query: str
    pages: list[int]


class RssFeed(Feed):
    feed_type = Rss201rev2Feed
    words = "New briefings, forms, slides and guides, tested in practice."
    language = "en-gb"
    address = reverse_lazy("resources:feed_rss")

    def get_object(self, request: HttpRequest) -> Choice:
        """Read the choice as a visitor would: two queries with words to search for, else one."""
        catalogue = Catalogue(AnonymousUser(), CatalogueVersion.current())
        found = find(catalogue, request.GET, timezone.now())
        selection = found.selection
        chips = selection.chips(found.words, "")
        newest = InOrder(found.shelf, NEWEST, found.matching)
        return Choice(
            label=", ".join(chip["label"] for chip in chips),
            query=selection.querystring(with_order=False),
            pages=newest[:LENGTH],
        )

    def title(self, obj: Choice) -> str:
        return f"{obj.label}: {TITLE}" if obj.label else TITLE

    def description(self, obj: Choice) -> str:
        return f"{self.words} Only: {obj.label}." if obj.label else self.words

    def link(self, obj: Choice) -> str:
        return with_query(reverse("resources:index"), obj.query)

    def feed_url(self, obj: Choice) -> str:
        return with_query(str(self.address), obj.query)

    def items(self, obj: Choice) -> list[CatalogueEntry]:
        """One query."""
        return list(CatalogueEntry.objects.filter(page_id__in=obj.pages).newest())

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
    address = reverse_lazy("resources:feed")

    def subtitle(self, obj: Choice) -> str:
        return self.description(obj)
