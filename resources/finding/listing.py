"""The list of the library: facets, words, order, pages.

What is counted and put in order is in memory (:mod:`network.search.kept`), with who may see it;
a search only narrows it, so nothing hidden can show in a result or a count. Two queries at any
size: how far the catalogue has changed, and the cards of one page. A search takes its own
(:mod:`network.search.fulltext`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from network.search import facets
from network.search.cards import ResourceCard
from network.search.fulltext.hits import Hits
from network.search.fulltext.wanted import wanted
from network.search.kept import Catalogue
from network.search.kinds import Kind
from network.search.models import CatalogueEntry
from network.search.shelf import NEWEST, Shelf
from resources.finding.selection import RELEVANCE, Selection, usual_order, with_query
from resources.finding.vocabulary import FACETS, Vocabulary, vocabulary
from resources.models import ResourceIndexPage

FOLLOWED_ALONE = ("topic", "sector", "context")


@dataclass(frozen=True, slots=True)
class InOrder(Sequence):
    """Pages of the shelf in an order, of which only those asked for are looked up."""

    shelf: Shelf
    order: str
    places: int

    def __len__(self) -> int:
        return self.places.bit_count()

    def __getitem__(self, asked: slice) -> list[int]:
        start, stop, _ = asked.indices(len(self))
        return self.shelf.pages_in_order(self.order, self.places, start, stop)


def library_context(page: ResourceIndexPage, request: HttpRequest) -> dict:
    """Everything that the library's page and its htmx fragment show."""
    action = reverse("resources:index")
    catalogue = Catalogue.of(request)
    shelf = catalogue.shelf(Kind.RESOURCE)
    visible = catalogue.visible(Kind.RESOURCE)
    words = vocabulary(catalogue.version, years_of(shelf, visible))
    selection = Selection.read(request.GET, words)
    now = timezone.now()
    hits = Hits(wanted(selection.q, catalogue.version), request.user, now)
    within = visible & shelf.of_pages(hits.pages) if selection.q else visible
    matching, numbers = facets.count(shelf.sets, selection.chosen, within)
    found = page.paginate(in_order(shelf, matching, hits, selection), request)
    return {
        "selection": selection,
        "total": visible.bit_count(),
        "number": matching.bit_count(),
        "facets": facet_options(shelf, visible, numbers, selection, words),
        "chips": selection.chips(words, action),
        "follow": to_follow(selection, words),
        "cards": cards(found.object_list, timezone.localdate(now), hits),
        "page_obj": found,
        "action": action,
        "reset_url": "" if selection.is_empty else action,
        "querystring": selection.querystring(),
        "address": with_query(action, selection.querystring()),
    }


def years_of(shelf: Shelf, visible: int) -> list[str]:
    """The years that the viewer's resources are of: a year of private ones alone is unknown."""
    return [year for year, places in shelf.sets.get("year", {}).items() if places & visible]


def to_follow(selection: Selection, words: Vocabulary) -> dict | None:
    """What a member can follow of the choice: a topic, sector or context chosen alone brings all
    that is new on it on the whole site, anything else what is new in this very list."""
    if selection.is_empty:
        return None
    chosen = [(facet, slug) for facet, slugs in selection.chosen.items() for slug in slugs]
    if not selection.q and len(chosen) == 1 and chosen[0][0] in FOLLOWED_ALONE:
        facet, slug = chosen[0]
        return {"kind": facet, "slug": slug, "label": words[facet][slug]}
    usual = replace(selection, sort=usual_order(selection.q))
    return {"kind": "filter", "slug": usual.querystring(), "label": ""}


def in_order(shelf: Shelf, matching: int, hits: Hits, selection: Selection) -> Sequence[int]:
    """The pages that match, best match first where that is the order."""
    if not hits.wanted or selection.sort != RELEVANCE:
        order = NEWEST if selection.sort == RELEVANCE else selection.sort
        return InOrder(shelf, order, matching)
    return hits.best_first(InOrder(shelf, NEWEST, matching)[:])


def facet_options(
    shelf: Shelf, visible: int, numbers: facets.Numbers, selection: Selection, words: Vocabulary
) -> list[dict]:
    """The facets with their options: those that lead somewhere, and those chosen already.

    A facet that nothing visible carries is left out, whatever is chosen: htmx can only fill those
    that the page began with.
    """
    shown = []
    for key, label in FACETS.items():
        if not any(places & visible for places in shelf.sets.get(key, {}).values()):
            continue
        of_facet = numbers.get(key, {})
        chosen = selection.chosen.get(key, ())
        options = [
            {
                "value": slug,
                "label": name,
                "count": of_facet.get(slug, 0),
                "selected": slug in chosen,
            }
            for slug, name in words[key].items()
            if of_facet.get(slug) or slug in chosen
        ]
        shown.append(
            {"key": key, "label": label, "options": options, "selected_count": len(chosen)}
        )
    return shown


def cards(page_ids: Sequence[int], today: date, hits: Hits) -> list[ResourceCard]:
    """The cards of these pages, in this order: one query. With a search, each with the passage of
    its files in which the words were found: one more."""
    entries = {
        entry.page_id: entry for entry in CatalogueEntry.objects.filter(page_id__in=page_ids)
    }
    passages = hits.snippets(page_ids)
    return [
        ResourceCard.of(entries[pk], today, passage=passages.get(pk))
        for pk in page_ids
        if pk in entries
    ]
