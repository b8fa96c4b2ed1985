"""What a resource needs before it is published, asked of the page as it is in memory.

The same list is a panel of the editor's form, the reason why a form is not published, and part of
an import with ``--publish``.
"""

import re
from dataclasses import dataclass
from datetime import date

from wagtail.models import Page

from network.reported.files import closed_in
from resources.editing.identifying import identifying
from resources.editing.looking import marks_address, unseen_in, unseen_words
from resources.models import ResourcePage, ResourceVersion
from resources.models.resource import IN_A_CIRCLE

# Names that say nothing to somebody who hears a list of links.
_EMPTY_LABELS = frozenset({"file", "document", "download", "attachment", "new", "copy", "final"})
_FILE_NAME = re.compile(r"\.(?:csv|docx|pdf|pptx|txt|xlsx)$|_", re.IGNORECASE)
# Where words stand that could identify somebody, by the import's column.
WRITTEN = {
    "title": "In the title:",
    "summary": "In the summary:",
    "law": "In the law or guidance:",
    "tested": "In how it was tested:",
    "about": "On the page:",
    "change_note": "In a change note:",
    "label": "In a file’s name:",
}


@dataclass(frozen=True, slots=True)
class Check:
    """Something that is missing. ``field`` is the form's, or "" for versions and files;
    ``column`` the import's. A check that ``blocks`` has to be met before publishing; ``url`` is
    where, if it is not the form."""

    field: str
    column: str
    words: str
    blocks: bool
    url: str = ""


def checks(page: ResourcePage, today: date) -> list[Check]:
    """Everything that is missing, what blocks first; empty for a page that is ready."""
    found = [
        *_needed(page),
        *_files(page),
        *_circle(page),
        *_reported(page),
        *unseen(page),
        *_identifying(page),
        *_worth_a_look(page, today),
    ]
    return sorted(found, key=lambda check: not check.blocks)


def _needed(page: ResourcePage) -> list[Check]:
    needed = (
        ("summary", "summary", page.summary.strip(), "Say in a sentence or two what it is."),
        ("resource_type", "type", page.resource_type_id, "Choose what kind of resource it is."),
        ("sectors", "sectors", page.sectors.all(), "Choose at least one sector it is for."),
        ("licence", "licence", page.licence.strip(), "Say what others may do with it."),
        (
            "review_due_date",
            "review_due",
            page.review_due_date,
            "Give the day on which its next review is due.",
        ),
    )
    return [
        Check(field, column, words, blocks=True)
        for field, column, value, words in needed
        if not value
    ]


def _files(page: ResourcePage) -> list[Check]:
    versions = page.sorted_versions()
    if not versions:
        return [Check("", "file", "Add a version with at least one file.", blocks=True)]
    return [check for version in versions for check in _of_version(version)]


def _of_version(version: ResourceVersion) -> list[Check]:
    files = list(version.files.all())
    which = f"Version {version.number}" if version.number else "The new version"
    if not files:
        return [Check("", "file", f"{which} has no file.", blocks=True)]
    found, by_label = [], {}
    for file in files:
        by_label.setdefault(file.label.strip().lower(), []).append(file)
        if not file.document.sha256:
            words = f"{which}: “{file.label}” has not been through the screening. Upload it anew."
            found.append(Check("", "file", words, blocks=True))
    for label, alike in by_label.items():
        name = alike[0].label
        if len(alike) > 1:
            many = "two" if len(alike) == 2 else len(alike)
            words = f"{which}: {many} files are called “{name}”. Give each a name of its own."
            found.append(Check("", "label", words, blocks=True))
        if label in _EMPTY_LABELS or _FILE_NAME.search(label):
            words = (
                f"{which}: “{name}” does not say what the file is. People who use a screen reader "
                "hear it among other links."
            )
            found.append(Check("", "label", words, blocks=False))
    return found


def _circle(page: ResourcePage) -> list[Check]:
    """Two drafts may each name the other before either is public."""
    if not page.is_adapted_in_a_circle():
        return []
    return [Check("adapted_from", "adapted_from", IN_A_CIRCLE, blocks=True)]


def _reported(page: ResourcePage) -> list[Check]:
    files = (file for version in page.sorted_versions() for file in version.files.all())
    unsaved = [file.document for file in files if not file.document_id]
    return [
        Check(
            "",
            "file",
            f"“{document.title}” stands in a page that was reported, too. It can be published when "
            "a safeguarding lead has found that it identifies nobody.",
            blocks=True,
        )
        for document in closed_in(page, unsaved=unsaved)
    ]


def unseen(page: Page) -> list[Check]:
    """Files whose marks somebody has to look at first: of a pack too, which may link some."""
    return [
        Check(
            "",
            "file",
            unseen_words(document, marks),
            blocks=True,
            url=marks_address(document.pk, page),
        )
        for document, marks in unseen_in(page)
    ]


def _identifying(page: ResourcePage) -> list[Check]:
    return [
        Check(field, column, f"{WRITTEN[column]} {words}", blocks)
        for field, column, words, blocks in identifying(page)
    ]


def _worth_a_look(page: ResourcePage, today: date) -> list[Check]:
    looked_at = (
        ("body", "about", not page.body, "The page says nothing yet about how to use it."),
        ("topics", "topics", not page.topics.all(), "Without topics it is found less often."),
        ("nations", "nations", not page.nations.all(), "Say which nations it holds for."),
        ("", "authors", not page.authors.all(), "Nobody is named as its author."),
        ("how_tested", "tested", not page.how_tested, "Say how it was tested, if it was."),
        ("review_due_date", "review_due", page.is_stale(today), "Its review was due already."),
    )
    return [
        Check(field, column, words, blocks=False)
        for field, column, missing, words in looked_at
        if missing
    ]
