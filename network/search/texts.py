"""Write what is searched of a page: the values of its type's ``search_fields``."""

import re
from collections.abc import Iterator

from django.db.models import Manager
from wagtail.models import Page
from wagtail.search import index

from network.search.models import CatalogueVersion, PageText

PLAIN = "page"
# The site's home stands at this depth; it is no result, and neither is what is above it.
HOME_DEPTH = 2
MOST_CHARACTERS = 400_000
_TITLE, _TERMS, _BODY = "title", "terms", "body"
_SUMMARIES = frozenset({"summary", "search_description"})
_WORD = re.compile(r"[^\W_]+")


def write_text(page: Page, *, restriction=None) -> None:
    """Write the row of a live page of its specific class, or remove it when it is not live.

    Its authors come from ``page.searched_names()`` where the type has that, and not from Wagtail's
    fields, whose index would keep the names of those who leave. Words inside its files come from
    ``page.searched_files()``: a dictionary of the documents, each with its name on the page and the
    address of its preview, and the words.
    """
    if not page.live or page.depth <= HOME_DEPTH:
        forget_text(page.pk)
        return
    texts: dict[str, list[str]] = {_TERMS: [], _BODY: []}
    for part, value in _values(page):
        if part != _TITLE:
            texts[part].append(value)
    searched_names = getattr(page, "searched_names", None)
    texts[_TERMS] += searched_names() if searched_names else []
    searched_files = getattr(page, "searched_files", None)
    documents, files = searched_files() if searched_files else ({}, "")
    PageText.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "kind": getattr(page, "catalogue_kind", "") or PLAIN,
            "title": page.title,
            "summary": getattr(page, "description", "") or page.search_description,
            "url": page.get_url() or "",
            "restriction": restriction,
            "documents": list(documents),
            "places": documents,
            "terms": words_of(" ".join(texts[_TERMS])),
            "body": words_of(" ".join(texts[_BODY])),
            "files": words_of(files),
        },
    )
    CatalogueVersion.change("texts")


def forget_text(page_id: int) -> None:
    """Take the page out of search, in the caller's transaction."""
    if PageText.objects.filter(page_id=page_id).delete()[0]:
        CatalogueVersion.change("texts")


def words_of(text: str) -> str:
    """The words alone, as a search is read, so that both databases find the same ones.

    At most 400,000 characters: PostgreSQL keeps no vector of more than a megabyte.
    """
    return " ".join(_WORD.findall(text[:MOST_CHARACTERS]))


def _values(page: Page) -> Iterator[tuple[str, str]]:
    """Where each text counts, and the text."""
    for field in page.get_search_fields():
        if isinstance(field, index.RelatedFields):
            yield from ((_TERMS, value) for value in _of_field(page, field))
        elif isinstance(field, index.SearchField):
            name = field.field_name
            part = _TITLE if name == "title" else _TERMS if name in _SUMMARIES else _BODY
            yield from ((part, value) for value in _of_field(page, field))


def _of_field(thing, field) -> Iterator[str]:
    value = field.get_value(thing)
    if isinstance(field, index.RelatedFields):
        related = value.all() if isinstance(value, Manager) or hasattr(value, "all") else [value]
        for other in related:
            for inner in field.fields:
                if other is not None and isinstance(inner, index.SearchField):
                    yield from _of_field(other, inner)
    elif isinstance(value, (list, tuple)):
        yield from (str(part) for part in value)
    elif value:
        yield str(value)
