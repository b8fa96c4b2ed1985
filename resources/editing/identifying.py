"""What an editor has typed into a resource that would identify somebody: pure, on the page as it
is in memory."""

from collections.abc import Iterator

from network.safeguarding.files import CERTAIN
from network.safeguarding.screening import BLOCK, screen
from resources.models import ResourcePage

FIELDS = {
    "title": "title",
    "summary": "summary",
    "law_or_guidance": "law",
    "how_tested": "tested",
}


def identifying(page: ResourcePage) -> Iterator[tuple[str, str, str, bool]]:
    """Field, column of the import, words for the editor, and whether nothing like it may be
    published.

    Numbers and dates that belong to one person are never needed. What else is surely an identifier
    (a name, an address) may be an author's or an office's: whoever publishes decides.
    """
    for field, column, text in _texts(page):
        for span in screen(text):
            if span.severity == BLOCK:
                phrase = text[span.start : span.end]
                yield field, column, f"“{phrase}”: {span.reason}", span.type in CERTAIN


def _texts(page: ResourcePage) -> Iterator[tuple[str, str, str]]:
    for field, column in FIELDS.items():
        yield field, column, getattr(page, field)
    yield "body", "about", "\n".join(page.body.stream_block.get_searchable_content(page.body))
    for version in page.sorted_versions():
        yield "", "change_note", version.change_note
        for file in version.files.all():
            yield "", "label", file.label
