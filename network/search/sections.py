"""What the index page of a section lists, read from the catalogue.

Five queries for any number of entries: how many there are, one page of them, their authors, and
the topics to narrow by (one more for the restrictions of somebody signed in).
"""

from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.db.models import Count
from django.http import HttpRequest

from network.pages.models import PageAuthor, SectionPage
from network.search.cards import entry_cards
from network.search.models import CatalogueEntry, CatalogueEntryQuerySet
from network.taxonomy.models import Topic


def section_list(section: SectionPage, request: HttpRequest, kind: str) -> dict:
    """One page of the section's entries, newest first, and the filter by topic."""
    entries, topics = narrowed(request, kind)
    page_obj = section.paginate(entries.newest(), request)
    add_authors(page_obj)
    return {
        "page_obj": page_obj,
        "number": page_obj.paginator.count,
        "cards": entry_cards(page_obj),
        **topics,
    }


def narrowed(request: HttpRequest, kind: str) -> tuple[CatalogueEntryQuerySet, dict]:
    """The visible entries of a kind under ``?topic=``, and what the filter shows.

    A topic that nothing visible carries is ignored. The context names ``topics`` (those in use,
    with their counts), ``topic`` (the chosen one or None) and ``querystring`` for pagination.
    """
    entries = CatalogueEntry.objects.of_kind(kind).visible_to(request.user)
    topics = topics_in_use(entries)
    wanted = request.GET.get("topic", "")
    topic = next((topic for topic in topics if topic.slug == wanted), None)
    if topic is not None:
        entries = entries.with_term("topic", topic.slug)
    querystring = urlencode({"topic": topic.slug}) if topic else ""
    return entries, {"topics": topics, "topic": topic, "querystring": querystring}


def topics_in_use(entries: CatalogueEntryQuerySet) -> list[Topic]:
    """The topics that these entries carry, by name, with ``number`` of entries: two queries."""
    rows = (
        entries.filter(terms__facet="topic")
        .values_list("terms__slug")
        .annotate(number=Count("pk"))
        .order_by()
    )
    numbers = dict(rows)
    topics = list(Topic.objects.filter(slug__in=numbers))
    for topic in topics:
        topic.number = numbers[topic.slug]
    return topics


def add_authors(entries: ListPage | list[CatalogueEntry]) -> None:
    """Give each entry ``authors``, the names to print now: one query.

    They are not kept in the catalogue, so that somebody who leaves is a former member at once.
    """
    names = PageAuthor.objects.credits([entry.page_id for entry in entries])
    for entry in entries:
        entry.authors = names.get(entry.page_id, [])
