"""What is in a pack for one viewer: the sessions, and of each the files that the viewer may have.

The material is always the latest published version. What the viewer may not have is named only
when they may open its page; of everything else only the number is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from network.media.zips import zip_size
from resources.access import may_have_files, openable_by
from resources.enums import PackPart
from resources.models import PackItem, PackPage, ResourcePage, VersionFile
from resources.previews.looking import SHOWN, preview_address

# What the page of contents takes in a ZIP.
CONTENTS_BYTES = 1500


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file to have, with its document for whoever packs it. ``size`` is in bytes."""

    label: str
    name: str
    format: str
    size: int
    url: str
    look_url: str
    version: int
    document: object


@dataclass(frozen=True, slots=True)
class Piece:
    """Material of a session: one resource, or one file of it. ``closed`` is why there is none."""

    part: str
    part_label: str
    minutes: int | None
    title: str
    url: str
    files: tuple[PackFile, ...]
    closed: str = ""


@dataclass(slots=True)
class SessionView:
    number: int
    title: str
    minutes: int
    aims: list[str]
    notes: list[str]
    pieces: list[Piece] = field(default_factory=list)
    hidden: int = 0

    @property
    def files(self) -> list[PackFile]:
        """Every file of the session once, as its folder in the ZIP has them."""
        found = {file.url: file for piece in self.pieces for file in piece.files}
        return list(found.values())

    @property
    def zip_size(self) -> int:
        """About how many bytes the session alone takes as a ZIP."""
        return zip_size(file.size for file in self.files) + CONTENTS_BYTES

    @property
    def takes(self) -> str:
        return duration(self.minutes)


@dataclass(slots=True)
class PackContents:
    """All sessions in order. ``hidden`` counts material of which the viewer learns nothing."""

    sessions: list[SessionView]

    @property
    def minutes(self) -> int:
        return sum(session.minutes for session in self.sessions)

    @property
    def takes(self) -> str:
        return duration(self.minutes)

    @property
    def hidden(self) -> int:
        return sum(session.hidden for session in self.sessions)

    @property
    def files(self) -> list[PackFile]:
        """The files of each session: one that two sessions use is in the folder of both."""
        return [file for session in self.sessions for file in session.files]

    @property
    def zip_size(self) -> int:
        """About how many bytes the whole pack takes as a ZIP."""
        return zip_size(file.size for file in self.files) + CONTENTS_BYTES


def contents_of(pack: PackPage, user, *, now: datetime, draft: bool = False) -> PackContents:
    """Read the pack for this viewer.

    Queries at any size: sessions, items, resources that the viewer may open (with restrictions),
    their files; and for a signed-in viewer those of the membership where files have a rule.
    """
    sessions = list(pack.sessions.all()) if draft else list(pack.sessions.order_by("sort_order"))
    items = _items_of(sessions, draft=draft)
    wanted = {item.resource_id for rows in items.values() for item in rows}
    resources = {page.pk: page for page in openable_by(user).filter(pk__in=wanted)}
    access = {pk: may_have_files(user, page, now) for pk, page in resources.items()}
    files = latest_files(page for pk, page in resources.items() if access[pk])
    views = []
    for number, session in enumerate(sessions, start=1):
        view = SessionView(
            number=number,
            title=session.title,
            minutes=session.minutes,
            aims=_lines(session.aims),
            notes=_lines(session.facilitator_notes),
        )
        for item in items[number - 1]:
            page = resources.get(item.resource_id)
            if page is None:
                view.hidden += 1
            else:
                view.pieces.append(_piece(item, page, access[page.pk], files.get(page.pk, [])))
        views.append(view)
    return PackContents(views)


def _items_of(sessions: list, *, draft: bool) -> dict[int, list[PackItem]]:
    """The items by the place of their session."""
    if draft:
        return {place: list(session.items.all()) for place, session in enumerate(sessions)}
    places = {session.pk: place for place, session in enumerate(sessions)}
    found: dict[int, list[PackItem]] = {place: [] for place in places.values()}
    for item in PackItem.objects.filter(session_id__in=places).order_by("sort_order", "pk"):
        found[places[item.session_id]].append(item)
    return found


def latest_files(pages: Iterable[ResourcePage]) -> dict[int, list[PackFile]]:
    """The files of the latest version of each resource, in order: one query."""
    slugs = {page.pk: page.slug for page in pages}
    rows = (
        VersionFile.objects.filter(version__resource_id__in=slugs)
        .select_related("document", "version")
        .order_by("version__resource_id", "-version__number", "sort_order", "pk")
    )
    newest: dict[int, int] = {}
    found: dict[int, list[PackFile]] = {}
    for row in rows:
        resource, number = row.version.resource_id, row.version.number
        if newest.setdefault(resource, number) == number:
            found.setdefault(resource, []).append(pack_file(row, slugs[resource], number))
    return found


def pack_file(row: VersionFile, slug: str, number: int) -> PackFile:
    look_url = preview_address(slug, number, row.document_id) if row.format in SHOWN else ""
    return PackFile(
        label=row.label,
        name=row.document.filename,
        format=row.format,
        size=row.document.file_size or 0,
        url=row.address(slug, number),
        look_url=look_url,
        version=number,
        document=row.document,
    )


def _piece(item: PackItem, page: ResourcePage, access, files: list[PackFile]) -> Piece:
    label = item.file_label.strip().casefold()
    chosen = tuple(file for file in files if not label or file.label.casefold() == label)
    closed = access.words if not access else ""
    if not closed and not chosen:
        closed = "The latest version of this resource has no such file."
    return Piece(
        part=item.part,
        part_label=PackPart(item.part).label,
        minutes=item.minutes,
        title=page.title,
        url=reverse("resources:detail", args=[page.slug]),
        files=chosen,
        closed=closed,
    )


def duration(minutes: int) -> str:
    """A length as people say it: 3 hours 10 minutes."""
    hours, rest = divmod(minutes, 60)
    units = ((hours, "hour"), (rest, "minute"))
    return " ".join(counted(number, word) for number, word in units if number) or "0 minutes"


def counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _lines(text: str) -> list[str]:
    return [line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t")]
