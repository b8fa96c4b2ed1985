"""The list of the library: search, facets, order, page. At most five queries at any size.

Everything is read from the catalogue, which knows what the viewer may see; the hits of a search
are ids that only narrow it, so nothing hidden can show in a result or a count.
"""

from dataclasses import replace
from datetime import date

from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from network.search.cards import ResourceCard
from network.search.facets import Counts, FacetIndex
from network.search.kinds import Kind
from network.search.models import CatalogueEntry
from network.search.words import search_words
from resources.models import ResourceIndexPage, ResourcePage
from resources.selection import RELEVANCE, TITLE, Selection, usual_order, with_query
from resources.vocabulary import FACETS, Vocabulary, vocabulary

FOLLOWED_ALONE = ("topic", "sector", "context")


def library_context(page: ResourceIndexPage, request: HttpRequest) -> dict:
    """Everything that the library's page and its htmx fragment show."""
    action = reverse("resources:index")
    by_title = request.GET.get("sort") == TITLE
    index = facet_index(request.user, by_title=by_title)
    words = vocabulary(set(index.sets.get("year", ())))
    selection = Selection.read(request.GET, words)
    hits = search_ids(selection.q) if selection.q else None
    counts = index.count(selection.chosen, within=hits)
    page_ids = page.paginate(in_order(counts.matching, hits, selection), request)
    return {
        "selection": selection,
        "total": len(index.ids),
        "number": len(counts.matching),
        "facets": facet_options(index, counts, selection, words),
        "chips": selection.chips(words, action),
        "follow": to_follow(selection, words),
        "cards": cards(page_ids.object_list, timezone.localdate()),
        "page_obj": page_ids,
        "action": action,
        "reset_url": "" if selection.is_empty else action,
        "querystring": selection.querystring(),
        "address": with_query(action, selection.querystring()),
    }


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


def facet_index(user, *, by_title: bool) -> FacetIndex:
    """Bit sets over every resource the user may see, by page id, in the order of the list."""
    order = (Lower("title"), "pk") if by_title else ("-published_at", "-pk")
    return FacetIndex.build(
        CatalogueEntry.objects.of_kind(Kind.RESOURCE)
        .visible_to(user)
        .order_by(*order)
        .values_list("page_id", "terms__facet", "terms__slug")
    )


def search_ids(q: str) -> list[int]:
    """Ids of the resources with all the words, best match first.

    Drafts and restricted pages among them fall away when the catalogue is asked.
    """
    words = search_words(q)
    if not words:
        return []
    hits = ResourcePage.objects.search(words, operator="and")
    return list(hits.get_queryset().values_list("pk", flat=True))


def in_order(matching: list[int], hits: list[int] | None, selection: Selection) -> list[int]:
    """``matching`` comes in the order of the index; best match first is the order of the hits."""
    if hits is None or selection.sort != RELEVANCE:
        return matching
    wanted = set(matching)
    return [pk for pk in hits if pk in wanted]


def facet_options(
    index: FacetIndex, counts: Counts, selection: Selection, words: Vocabulary
) -> list[dict]:
    """The facets with their options: those that lead somewhere, and those chosen already."""
    facets = []
    for key, label in FACETS.items():
        if key not in index.sets:
            continue
        numbers = counts.options.get(key, {})
        chosen = selection.chosen.get(key, ())
        options = [
            {
                "value": slug,
                "label": name,
                "count": numbers.get(slug, 0),
                "selected": slug in chosen,
            }
            for slug, name in words[key].items()
            if numbers.get(slug) or slug in chosen
        ]
        facets.append(
            {"key": key, "label": label, "options": options, "selected_count": len(chosen)}
        )
    return facets


def cards(page_ids: list[int], today: date) -> list[ResourceCard]:
    """The cards of these pages, in this order: one query."""
    entries = {
        entry.page_id: entry for entry in CatalogueEntry.objects.filter(page_id__in=page_ids)
    }
    return [ResourceCard.of(entries[pk], today) for pk in page_ids if pk in entries]
