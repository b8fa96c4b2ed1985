"""The newest resources as Atom and RSS, all of them or those of a choice in the list.

Public ones only, whoever asks: ``/resources/feed/?sector=police`` is read by the list's own parser.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from network.search.feeds import LENGTH, AtomMixin, SectionFeed
from network.search.kept import Catalogue
from network.search.models import CatalogueEntry, CatalogueVersion
from network.search.sections import add_authors
from network.search.shelf import NEWEST
from resources.finding.listing import InOrder, find
from resources.finding.selection import with_query

TITLE = "Resources – Contextual Safeguarding Practitioners’ Network"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a feed is of: the choice in words and as a query, and its newest pages."""

    label: str
    query: str
    pages: list[int]


class RssFeed(SectionFeed):
    words = "New briefings, forms, slides and guides, tested in practice."
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
        """Two queries, for the entries and their authors."""
        entries = list(CatalogueEntry.objects.filter(page_id__in=obj.pages).newest())
        add_authors(entries)
        return entries

    def item_categories(self, item: CatalogueEntry) -> list[str]:
        return [item.details.get("type_label", "")]


class AtomFeed(AtomMixin, RssFeed):
    address = reverse_lazy("resources:feed")

    def subtitle(self, obj: Choice) -> str:
        return self.description(obj)
