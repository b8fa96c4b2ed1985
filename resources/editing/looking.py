"""Whether somebody has looked at the marks of the files that a draft would make public."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import get_text_list
from wagtail.models import Page

from network.media.held.holding import KINDS_IN_WORDS
from network.media.marks import marks_of, not_looked_at
from network.media.models import DocumentMarks, SiteDocument
from network.reported.files import documents_in


def unseen_in(page: Page) -> list[tuple[SiteDocument, DocumentMarks]]:
    """Files of the page, as it is in memory, with marks that nobody has looked at. What the page
    offers the public already is left as it is."""
    documents = {document.pk: document for document in documents_in(page)} if page.pk else {}
    found = marks_of(documents.values())
    waiting = not_looked_at(found)
    if not waiting:
        return []
    public = public_in(page)
    return [(documents[pk], found[pk]) for pk in waiting if pk not in public]


def public_in(page: Page) -> set[int]:
    """Numbers of the documents that the page offers now, as it was last published."""
    stored = type(page).objects.filter(pk=page.pk, live=True).first()
    return {document.pk for document in documents_in(stored)} if stored else set()


def marks_address(document_id: int, page: Page) -> str:
    """Where the marks of a file stand, with the way back to the page's form."""
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"{reverse('document_marks', args=[document_id])}?{urlencode({'next': back})}"


def unseen_words(document: SiteDocument, marks: DocumentMarks) -> str:
    """What has to be done before the file is published."""
    return (
        f"{document.filename} has {in_words(marks.kinds)}. Nobody has looked yet whether a child "
        "can be recognised."
    )


def in_words(kinds: dict[str, int]) -> str:
    """ "2 marks (a name and a telephone number)": kinds alone, never what was marked."""
    number = sum(kinds.values())
    return f"{'one mark' if number == 1 else f'{number} marks'} ({listed(kinds)})"


def listed(kinds: Iterable[str]) -> str:
    """ "a name, a postcode and a school", each kind once, in one order for all files."""
    present = set(kinds)
    names = [words for kind, words in KINDS_IN_WORDS.items() if kind in present]
    names += ["something"] if present - KINDS_IN_WORDS.keys() else []
    return get_text_list(names, "and")
