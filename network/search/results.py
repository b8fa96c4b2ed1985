"""Search over every page of the site, as far as the viewer may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from network.search import bits
from network.search.fulltext.hits import Hits, Joined, Snippet
from network.search.fulltext.wanted import wanted
from network.search.kept import Catalogue, Kept
from network.search.kinds import Kind
from network.search.models import PageText
from network.search.shelf import NEWEST, InOrder
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
    asked = wanted(typed, catalogue.version)
    hits = Hits(asked, request.user, timezone.now(), catalogue.version, ranked=True)
    if not hits.wanted:
        return context
    context["words"] = search_words(typed)
    found = found_by_kind(catalogue, hits)
    counts = {name: len(titled) + len(others) for name, (titled, others) in found.items()}
    titled, others = reduce(
        lambda first, second: tuple(map(Joined, first, second)),
        (both for name, both in found.items() if kind in ("", name)),
        ((), ()),
    )
    ordered = hits.best_first(titled, others)
    page_obj = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page", "1"))
    return {
        **context,
        "tabs": tabs(typed, kind, counts),
        "page_obj": page_obj,
        "results": read_results(page_obj.object_list, hits),
        "querystring": urlencode({"q": typed} | ({"kind": kind} if kind else {})),
        "topics": [] if page_obj.object_list else topics_like(context["words"]),
    }


def found_by_kind(
    catalogue: Catalogue, hits: Hits
) -> dict[str, tuple[Sequence[int], Sequence[int]]]:
    """Pages that the viewer may open among the hits, by kind: those whose title has all of the
    words and the others, each newest first."""
    found = {}
    for kind in Kind.values:
        pages = catalogue.visible(kind) & hits.pages
        if pages:
            shelf, titled = catalogue.shelf(kind), pages & hits.in_titles
            found[kind] = (
                InOrder(shelf, NEWEST, titled),
                InOrder(shelf, NEWEST, pages & ~titled),
            )
    plain = [
        page_id
        for page_id, restriction in _plain_pages.get(catalogue.version)
        if bits.has(hits.pages, page_id)
        and (restriction is None or restriction in catalogue.passed)
    ]
    if plain:
        titled = [page_id for page_id in plain if bits.has(hits.in_titles, page_id)]
        found[PLAIN] = (titled, [page_id for page_id in plain if page_id not in titled])
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
