"""What stays of a version once it has been public: one rule for the form and every other road.

Addresses and citations lead to a version's number, its day and its files, the main file first:
these are fixed. Words (the change note, names of files) may be mended, and the files after the
first put in another order. Only of a page that was taken down may versions and files be removed,
so that what identifies somebody or was not ours to give can go; their addresses stay withdrawn.

Public is what a page holds that was ever published: drafts keep their versions in revisions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from network.pages import gone

WAY_OUT = (
    "If it has to go, because it identifies somebody or was not ours to share, take the page down "
    "first; then it can be removed here."
)


class Kept(Enum):
    DATE = "date"
    FILE = "file"
    NO_OTHER_FILE = "no other file"
    MAIN_FILE = "main file"


@dataclass(frozen=True, slots=True)
class Issue:
    """What is fixed of one version. ``documents``: id and title of each, the main file first."""

    number: int
    released_date: date | None
    documents: dict[int, str]


@dataclass(frozen=True, slots=True)
class Breach:
    """A change of what stays: ``document_id`` of the file that is missing, added or not first."""

    kept: Kept
    words: str
    document_id: int | None = None


class PublicVersionError(ValidationError):
    """A version that was public would be changed or left out."""


def breaches(public: Issue, wanted: Issue, *, may_lose: bool = False) -> list[Breach]:
    """What ``wanted`` would change of ``public``: pure. ``may_lose`` files of a withdrawn page."""
    found, which = [], f"Version {public.number}"
    if wanted.released_date != public.released_date:
        day = public.released_date
        words = f"{which} came out on {day.day} {day:%B %Y}, and citations name that day."
        found.append(Breach(Kept.DATE, f"{words} Please set it back."))
    for pk, title in public.documents.items():
        if pk not in wanted.documents and not may_lose:
            found.append(Breach(Kept.FILE, _stays(which, title), pk))
    found += [
        Breach(
            Kept.NO_OTHER_FILE,
            f"{which} has been public, and another file would change what people cite. Add a new "
            "version with all its files; this one stays at its address.",
            pk,
        )
        for pk in wanted.documents
        if pk not in public.documents
    ]
    main = next(iter(public.documents), None)
    if main in wanted.documents and next(iter(wanted.documents)) != main:
        words = (
            f"“{public.documents[main]}” stays the first file of {which.lower()}: citations and "
            "the download button lead to it. The others may change places."
        )
        found.append(Breach(Kept.MAIN_FILE, words, main))
    return found


def _stays(which: str, title: str) -> str:
    return (
        f"{which} has been public with “{title}”. Add a new version with the new file; this one "
        f"stays at its address. {WAY_OUT}"
    )


def version_stays(number: int) -> str:
    """Why a version is not removed, and what to do instead."""
    return (
        f"Version {number} has been public: people have taken it and cite it, so it stays at its "
        f"address. Add a new version instead. {WAY_OUT}"
    )


def public_issues(page_id: int | None) -> dict[int, Issue]:
    """The public versions of a page by number; none before it was published first. Two queries."""
    from resources.models import ResourceVersion

    stored = ResourceVersion.objects.filter(
        resource_id=page_id, resource__first_published_at__isnull=False
    )
    rows = stored.prefetch_related("files__document") if page_id else ()
    return {row.number: issue_of(row) for row in rows}


def issue_of(version) -> Issue:
    """The same of a version in memory or of a stored one."""
    files = sorted(version.files.all(), key=lambda file: file.sort_order or 0)
    documents = {file.document_id: file.document.title for file in files if file.document_id}
    return Issue(version.number, version.released_date, documents)


def changed(page) -> list[Breach]:
    """What a draft would change of the public versions that it has. Those that it does not know of
    stay: publishing adds them (:func:`with_public_versions`)."""
    public = public_issues(page.pk)
    may_lose = bool(public) and is_withdrawn(page.pk)
    return [
        breach
        for version in page.versions.all()
        if version.number in public
        for breach in breaches(public[version.number], issue_of(version), may_lose=may_lose)
    ]


def is_withdrawn(page_id: int) -> bool:
    """Whether the page was taken down, and is down: two queries at most."""
    page = Page.objects.filter(pk=page_id, live=False).first()
    parts = page and page.get_url_parts()
    return bool(parts) and gone.withdrawn_address(parts[2]) is not None


def with_public_versions(page) -> bool:
    """Put public versions into a draft that does not know of them (it is older than they are);
    whether there were any. Of a page that was taken down they may have been removed on purpose."""
    from resources.models import ResourceVersion

    if page.first_published_at is None:
        return False
    known = {version.number for version in page.versions.all()}
    stored = ResourceVersion.objects.filter(resource_id=page.pk).exclude(number__in=known)
    missing = list(stored.prefetch_related("files"))
    if not missing or is_withdrawn(page.pk):
        return False
    page.versions.add(*missing)
    return True


def with_stored_rows(page) -> None:
    """Let the versions of a draft that are stored by now be those rows. A draft from before they
    were published does not know it, and its form would take them for new ones. Two queries."""
    from resources.models import ResourceVersion

    stored = ResourceVersion.objects.filter(resource_id=page.pk).prefetch_related("files")
    rows = {row.number: row for row in stored}
    for version in page.versions.all():
        row = rows.get(version.number)
        if row is None:
            continue
        files = {file.document_id: file.pk for file in row.files.all()}
        version.pk = row.pk
        for file in version.files.all():
            file.pk = files.get(file.document_id)


@contextmanager
def kept(page, *, writes_versions: bool) -> Iterator[None]:
    """Around every save of a page: the last gate, whatever road led here.

    Holds the page's row, so that nobody publishes a version meanwhile.

    :raises PublicVersionError: before anything is written.
    """
    if not writes_versions or page.pk is None or not _holds_versions(page):
        yield
        return
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=page.pk).first()
        withdrawn = _removed(page)
        yield
        for address in withdrawn:
            gone.withdraw(address, now=timezone.now())


def _holds_versions(page) -> bool:
    """Whether a save would write the versions: they were read or changed in memory."""
    return "versions" in getattr(page, "_cluster_related_objects", {})


def _removed(page) -> list[str]:
    """Addresses of the public versions and files that this page in memory leaves out."""
    public = public_issues(page.pk)
    if not public:
        return []
    wanted = {version.number: issue_of(version) for version in page.versions.all()}
    may_lose = is_withdrawn(page.pk)
    words, addresses = [], []
    for number, issue in public.items():
        if number in wanted:
            found = breaches(issue, wanted[number], may_lose=may_lose)
            words += [breach.words for breach in found]
            lost = issue.documents.keys() - wanted[number].documents.keys()
            addresses += [
                reverse(f"resources:{name}", args=[page.slug, number, document_id])
                for document_id in lost
                for name in ("file", "preview")
            ]
        elif may_lose:
            addresses.append(page.version_address(number))
        else:
            words.append(version_stays(number))
    if words:
        raise PublicVersionError(words)
    return addresses
