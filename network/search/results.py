"""Search over every page of the site, as far as the viewer may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from network.search.fulltext.hits import Hits, Snippet
from network.search.fulltext.wanted import wanted
from network.search.kept import Catalogue, Kept
from network.search.kinds import Kind
from network.search.models import PageText
from network.search.shelf import NEWEST
from network.search.texts import PLAIN
from network.search.words import MAX_CHARACTERS, search_words
from network.taxonomy.models import Topic

PAGE_SIZE = 20
TABS = {
    Kind.RESOURCE: "Resources",
    Kind.TIP: "Tips",
    Kind.ANSWER: "Answered questions",
    Kind.PROJECT: "Learning projects",
    Kind.WEBINAR: "Webinars",
    Kind.POST: "Blog posts",
    PLAIN: "Pages of this site",
}
LABELS = {**dict(Kind.choices), PLAIN: "Page"}
SUGGESTIONS = 6
SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Result:
    """One hit: a page that the viewer may open, by its own title and summary."""

    title: str
    url: str
    summary: str
    label: str
    passage: Snippet | None = None


def search_context(request: HttpRequest) -> dict:
    """What the search page shows of ``?q=``, ``?kind=`` and ``?page=``.

    Only pages that the viewer may open are looked at, so hits, counts and tabs tell nothing of the
    others; words inside files count where the viewer may have the files. All the words must be
    found, in one of their spellings or under another name; those that every text has are not
    asked for. What is typed is cut at 200 characters, an unknown kind is ignored, an impossible
    page gives the nearest one. Cost with words: how far the catalogue has changed, the hits,
    their ranks, one page of them and the passages in their files.
    """
    typed = request.GET.get("q", "").strip()[:MAX_CHARACTERS]
    kind = request.GET.get("kind", "")
    kind = kind if kind in TABS else ""
    context = {"q": typed, "kind": kind, "words": "", "tabs": [], "results": []}
    if not search_words(typed):
        return context
    catalogue = Catalogue.of(request)
    hits = Hits(wanted(typed, catalogue.version), request.user, timezone.now())
    if not hits.wanted:
        return context
    context["words"] = search_words(typed)
    found = found_by_kind(catalogue, hits)
    counts = {name: len(pages) for name, pages in found.items()}
    pages = [pk for name in found if kind in ("", name) for pk in found[name]]
    page_obj = Paginator(hits.best_first(pages), PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return {
        **context,
        "tabs": tabs(typed, kind, counts),
        "page_obj": page_obj,
        "results": read_results(page_obj.object_list, hits),
        "querystring": urlencode({"q": typed} | ({"kind": kind} if kind else {})),
        "topics": [] if page_obj.object_list else topics_like(context["words"]),
    }


def found_by_kind(catalogue: Catalogue, hits: Hits) -> dict[str, list[int]]:
    """Pages that the viewer may open among the hits, by kind, newest first."""
    found = {}
    if not hits.pages:
        return found
    for kind in Kind.values:
        shelf = catalogue.shelf(kind)
        places = catalogue.visible(kind) & shelf.of_pages(hits.pages)
        if places:
            found[kind] = shelf.pages_in_order(NEWEST, places, 0, len(shelf.pks))
    plain = [
        page_id
        for page_id, restriction in _plain_pages.get(catalogue.version)
        if page_id in hits.pages and (restriction is None or restriction in catalogue.passed)
    ]
    if plain:
        found[PLAIN] = plain
    return found


def read_plain_pages() -> list[tuple[int, int | None]]:
    """Page and restriction of what no list shows: the sections and plain pages, a few dozen."""
    rows = PageText.objects.filter(kind=PLAIN).order_by("-page_id")
    return list(rows.values_list("page_id", "restriction_id"))


_plain_pages = Kept("texts", read_plain_pages)


def tabs(typed: str, kind: str, counts: dict[str, int]) -> list[dict]:
    """All results, then each kind that has some; the chosen kind stays even without."""
    address = {"q": typed}
    rows = [
        {
            "label": "Everything",
            "url": f"?{urlencode(address)}",
            "count": sum(counts.values()),
            "current": not kind,
        }
    ]
    rows += [
        {
            "label": label,
            "url": f"?{urlencode({**address, 'kind': name})}",
            "count": counts.get(name, 0),
            "current": name == kind,
        }
        for name, label in TABS.items()
        if counts.get(name) or name == kind
    ]
    return rows


def read_results(page_ids: Sequence[int], hits: Hits) -> list[Result]:
    """These pages as results, in this order: two queries."""
    rows = {
        pk: (kind, *row)
        for pk, kind, *row in PageText.objects.filter(pk__in=page_ids).values_list(
            "pk", "kind", "title", "url", "summary"
        )
    }
    passages = hits.snippets(page_ids)
    return [
        Result(title, url, summary, LABELS[kind], passages.get(pk))
        for pk, (kind, title, url, summary) in ((pk, rows[pk]) for pk in page_ids if pk in rows)
    ]


def topics_like(words: str) -> list[Topic]:
    """Topics with one of the longer words in their name or synonyms, to offer instead."""
    query = Q()
    for word in words.split():
        if len(word) >= SHORTEST_WORD:
            query |= Q(name__icontains=word) | Q(synonyms__icontains=word)
    return list(Topic.objects.filter(query)[:SUGGESTIONS]) if query else []
