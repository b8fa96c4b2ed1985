"""The list of the library: facets, words, order, pages.

What is counted and put in order is in memory (:mod:`network.search.kept`), with who may see it;
a search only narrows it, so nothing hidden can show in a result or a count. Two queries at any
size: how far the catalogue has changed, and the cards of one page. A search takes its own
(:mod:`network.search.fulltext`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpRequest, QueryDict
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
from network.search.words import search_words
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


@dataclass(frozen=True, slots=True)
class Found:
    """What a choice finds for one viewer: places of the shelf, and the numbers of all options."""

    shelf: Shelf
    visible: int
    words: Vocabulary
    selection: Selection
    hits: Hits
    matching: int
    numbers: facets.Numbers


def find(catalogue: Catalogue, parameters: QueryDict, now: datetime) -> Found:
    """Read a choice from the query of an address and find what fits it. The list, its feeds and
    its fragments all ask here. With words to search for: one query.

    Words that every text has narrow nothing; signs alone find nothing.
    """
    shelf = catalogue.shelf(Kind.RESOURCE)
    visible = catalogue.visible(Kind.RESOURCE)
    words = vocabulary(catalogue.version, years_of(shelf, visible))
    selection = Selection.read(parameters, words)
    hits = Hits(wanted(selection.q, catalogue.version), catalogue.user, now)
    within = visible
    if hits.wanted or (selection.q and not search_words(selection.q)):
        within &= shelf.of_pages(hits.pages)
    matching, numbers = facets.count(shelf.sets, selection.chosen, within)
    return Found(shelf, visible, words, selection, hits, matching, numbers)


def library_context(page: ResourceIndexPage, request: HttpRequest) -> dict:
    """Everything that the library's page and its htmx fragment show."""
    action = reverse("resources:index")
    now = timezone.now()
    found = find(Catalogue.of(request), request.GET, now)
    selection, words = found.selection, found.words
    page_obj = page.paginate(in_order(found), request)
    feed_query = selection.querystring(with_order=False)
    return {
        "selection": selection,
        "total": found.visible.bit_count(),
        "number": found.matching.bit_count(),
        "facets": facet_options(found),
        "chips": selection.chips(words, action),
        "follow": to_follow(selection, words),
        "feeds": {
            "atom": with_query(reverse("resources:feed"), feed_query),
            "rss": with_query(reverse("resources:feed_rss"), feed_query),
        },
        "cards": cards(page_obj.object_list, timezone.localdate(now), found.hits),
        "page_obj": page_obj,
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


def in_order(found: Found) -> Sequence[int]:
    """The pages that match, best match first where that is the order."""
    order = found.selection.sort
    if order != RELEVANCE:
        return InOrder(found.shelf, order, found.matching)
    newest = InOrder(found.shelf, NEWEST, found.matching)
    return found.hits.best_first(newest[:]) if found.hits.wanted else newest


def facet_options(found: Found) -> list[dict]:
    """The facets with their options: those that lead somewhere, and those chosen already.

    A facet that nothing visible carries is left out, whatever is chosen: htmx can only fill those
    that the page began with.
    """
    shown = []
    for key, label in FACETS.items():
        if not any(places & found.visible for places in found.shelf.sets.get(key, {}).values()):
            continue
        of_facet = found.numbers.get(key, {})
        chosen = found.selection.chosen.get(key, ())
        options = [
            {
                "value": slug,
                "label": name,
                "count": of_facet.get(slug, 0),
                "selected": slug in chosen,
            }
            for slug, name in found.words[key].items()
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
