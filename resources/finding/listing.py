"""The list of the library: facets, words, order, pages.

What is counted and put in order is in memory (:mod:`network.search.kept`), with who may see it;
a search only narrows it, so nothing hidden can show in a result or a count. Two queries at any
size: how far the catalogue has changed, and the cards of one page, which are kept as long as
nothing changes. A search takes its own
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
from network.search.kept import Catalogue, Kept
from network.search.kinds import Kind
from network.search.models import CatalogueEntry, CatalogueVersion
from network.search.shelf import NEWEST, InOrder, Shelf
from network.search.words import search_words
from resources.finding.selection import RELEVANCE, Selection, usual_order, with_query
from resources.finding.vocabulary import FACETS, Vocabulary, vocabulary
from resources.models import ResourceIndexPage

FOLLOWED_ALONE = ("topic", "sector", "context")
MOST_CARDS = 2000
_known_cards: Kept[dict[tuple[int, date], ResourceCard]] = Kept("entries", dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a choice finds for one viewer: sets of pages, and the numbers of all options."""

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
    asked = wanted(selection.q, catalogue.version)
    ranked = selection.sort == RELEVANCE
    hits = Hits(asked, catalogue.user, now, catalogue.version, ranked=ranked)
    within = visible
    if hits.wanted or (selection.q and not search_words(selection.q)):
        within &= hits.pages
    matching, numbers = shelf.count(selection.chosen, within)
    return Found(shelf, visible, words, selection, hits, matching, numbers)


def library_context(page: ResourceIndexPage, request: HttpRequest) -> dict:
    """Everything that the library's page and its htmx fragment show."""
    action = reverse("resources:index")
    now = timezone.now()
    catalogue = Catalogue.of(request)
    version = catalogue.version
    found = find(catalogue, request.GET, now)
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
        "cards": cards(page_obj.object_list, timezone.localdate(now), found.hits, version),
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
    if not found.hits.wanted:
        return InOrder(found.shelf, NEWEST, found.matching)
    in_titles = found.matching & found.hits.in_titles
    return found.hits.best_first(
        InOrder(found.shelf, NEWEST, in_titles),
        InOrder(found.shelf, NEWEST, found.matching & ~in_titles),
    )


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


def cards(
    page_ids: Sequence[int], today: date, hits: Hits, version: CatalogueVersion
) -> list[ResourceCard]:
    """The cards of these pages, in this order: one query for those that were not shown since the
    catalogue changed. With a search, each with the passage of its files in which the words were
    found: one more."""
    known = _known_cards.get(version)
    missing = [pk for pk in page_ids if (pk, today) not in known]
    if missing:
        if len(known) > MOST_CARDS:
            known.clear()
            missing = page_ids
        for entry in CatalogueEntry.objects.filter(page_id__in=missing):
            known[entry.page_id, today] = ResourceCard.of(entry, today)
    found = [(pk, known[pk, today]) for pk in page_ids if (pk, today) in known]
    passages = hits.snippets(page_ids)
    return [replace(card, passage=passages[pk]) if pk in passages else card for pk, card in found]
