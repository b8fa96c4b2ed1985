"""Search over every page of the site, as far as the viewer may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, When
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from network.pages.models import HomePage
from network.search.findable import findable_pages
from network.search.kinds import Kind
from network.search.words import MAX_CHARACTERS, search_words
from network.taxonomy.models import Topic

PAGE_SIZE = 20
PLAIN = "page"
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


def kind_of(model: type[Page]) -> str:
    """The kind of a page type; types that no list names are plain pages."""
    return getattr(model, "catalogue_kind", "") or PLAIN


def search_context(user, *, typed: str, kind: str, page_number: str) -> dict:
    """What the search page shows.

    Only pages that the user may open are searched, so hits, counts and tabs tell nothing of the
    others. All the words must be found, in the title, the summary, the body or the terms of a
    page; the best match comes first. ``typed`` is cut at 200 characters, an unknown ``kind`` is
    ignored, an impossible page gives the nearest one. Cost: one query for the counts of all kinds,
    two for the ids of one page of hits, one more and one per type of page to read them; nothing
    is searched without words.
    """
    typed = typed[:MAX_CHARACTERS]
    words = search_words(typed)
    kind = kind if kind in TABS else ""
    context = {"q": typed, "kind": kind, "words": words, "tabs": [], "results": []}
    if not words:
        return context
    pages = findable_pages(user, Page.objects.not_exact_type(HomePage))
    counts = count_by_kind(pages, words)
    if kind:
        pages = pages.exact_type(*(m for m in get_page_models() if kind_of(m) == kind))
    page_obj = Paginator(ranked_ids(pages, words), PAGE_SIZE).get_page(page_number)
    return {
        **context,
        "tabs": tabs(typed, kind, counts),
        "page_obj": page_obj,
        "results": read_results(page_obj),
        "querystring": urlencode({"q": typed} | ({"kind": kind} if kind else {})),
        "topics": [] if page_obj.object_list else topics_like(words),
    }


def ranked_ids(pages: PageQuerySet, words: str) -> QuerySet:
    """The ids of the hits: first those with every word in the title, then by the index's score.

    SQLite's score multiplies the whole page's by a measure of its title, so that any page with a
    short title would come before one that has the word in a longer title.
    """
    hits = pages.search(words, operator="and").get_queryset()
    in_title = Q()
    for word in words.split():
        in_title &= Q(title__icontains=word)
    place = Case(When(in_title, then=0), default=1, output_field=IntegerField())
    return hits.order_by(place, *hits.query.order_by).values_list("pk", flat=True)


def count_by_kind(pages: PageQuerySet, words: str) -> dict[str, int]:
    """Number of hits of each kind: one query."""
    numbers = pages.search(words, operator="and").facet("content_type_id")
    types = ContentType.objects.get_for_models(*get_page_models())
    counts: dict[str, int] = {}
    for model in get_page_models():
        number = numbers.get(types[model].pk, 0)
        counts[kind_of(model)] = counts.get(kind_of(model), 0) + number
    return counts


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


def read_results(ids: ListPage | Sequence[int]) -> list[Result]:
    """The pages with these ids, in this order: one query, and one per type of page among them."""
    order = list(ids)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=order).specific()}
    return [
        Result(
            title=page.title,
            url=page.get_url() or "",
            summary=getattr(page, "description", "") or page.search_description,
            label=LABELS[kind_of(type(page))],
        )
        for page in (pages[pk] for pk in order if pk in pages)
    ]


def topics_like(words: str) -> list[Topic]:
    """Topics with one of the longer words in their name or synonyms, to offer instead."""
    query = Q()
    for word in words.split():
        if len(word) >= SHORTEST_WORD:
            query |= Q(name__icontains=word) | Q(synonyms__icontains=word)
    return list(Topic.objects.filter(query)[:SUGGESTIONS]) if query else []
