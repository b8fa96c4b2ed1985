"""What there is to see of one file, read from what :mod:`network.media` made of it."""

from dataclasses import dataclass, field

from django.urls import reverse

from network.media.models import DocumentPreview, PagePicture, Passage, Place, PreviewState

PICTURED = frozenset({"pdf", "docx", "pptx"})
OUTLINED = frozenset({"docx", "pptx", "txt"})
TABLED = frozenset({"xlsx", "csv"})
SHOWN = PICTURED | OUTLINED | TABLED

FIRST_PICTURES, FIRST_PARTS, FIRST_ROWS = 3, 4, 6
ALL_PARTS = 80
PART_CHARACTERS = 3000
WORDS = {Place.SLIDE: "Slide", Place.PAGE: "Page", Place.SHEET: "Sheet", Place.NOTES: "Slide"}


@dataclass(slots=True)
class Part:
    """A slide, page or section in words. ``label`` is empty where the heading says enough.
    ``numbers`` are those of the passages in it."""

    place: str
    number: int
    label: str
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    @property
    def anchors(self) -> list[str]:
        """The ids by which search leads here, one for each number that stands in this part."""
        return [f"{self.place}-{number}" for number in self.numbers]


@dataclass(frozen=True, slots=True)
class Picture:
    """One page. ``alt`` says which; ``text`` is what stands on it, where it was read."""

    number: int
    url: str
    width: int
    height: int
    alt: str
    text: list[str]
    notes: list[str]


@dataclass(slots=True)
class Look:
    """What is shown of one file: pictures, else an outline in parts, else tables, else a reason.

    ``pages`` is how many the file has, of which there may be fewer pictures; ``more`` whether the
    file holds more than is shown.
    """

    url: str
    label: str
    unit: str = "page"
    pages: int = 0
    pictures: list[Picture] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    tables: list[dict] = field(default_factory=list)
    reason: str = ""
    waiting: bool = False
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.pictures or self.parts or self.tables)


def preview_address(slug: str, number: int, document_id: int) -> str:
    return reverse("resources:preview", args=[slug, number, document_id])


def address_of_look(slug: str, number: int, document) -> str:
    """Where a document of a version can be looked at; "" for a kind that is not shown."""
    is_shown = document.file_extension.lower() in SHOWN
    return preview_address(slug, number, document.pk) if is_shown else ""


def look_at(page, shown, access) -> Look | None:
    """The first look at the main file of the version on show, where ``access``
    (:func:`resources.access.may_have_files`) lets the viewer have the files."""
    if shown is None or not shown.files or not access:
        return None
    if shown.files[0].format not in SHOWN:
        return None
    return first_look(page.slug, shown.number, shown.files[0])


def other_looks(page, shown, access) -> list[dict]:
    """Where the other files of the version can be looked at, for whoever may have them."""
    if shown is None or not access:
        return []
    return [
        {"label": file.label, "url": preview_address(page.slug, shown.number, file.document_id)}
        for file in shown.files[1:]
        if file.format in SHOWN
    ]


def first_look(slug: str, number: int, file) -> Look | None:
    """The first pages, parts or rows of a file, for the page of its resource.

    ``file`` has ``document_id``, ``format`` and ``label``. One query, two where there are no
    pictures of an Office file; None when there is nothing to show yet.
    """
    look = Look(url=preview_address(slug, number, file.document_id), label=file.label)
    if file.format in PICTURED:
        rows = PagePicture.objects.filter(
            document_id=file.document_id, number__lte=FIRST_PICTURES
        ).select_related("document__preview")
        stored = list(rows)
        look.unit = _unit(file.format)
        look.pictures = [_picture(look, row, {}, file.format) for row in stored]
        look.pages = stored[0].document.preview.pages if stored else 0
    if file.format in OUTLINED and not look.pictures:
        passages = Passage.objects.filter(document_id=file.document_id)[: FIRST_PARTS * 2 + 1]
        parts = parts_of(passages)
        look.parts, look.more = parts[:FIRST_PARTS], len(parts) > FIRST_PARTS
    if file.format in TABLED:
        preview = DocumentPreview.objects.filter(document_id=file.document_id).first()
        look.tables = [
            {**table, "rows": table["rows"][:FIRST_ROWS]}
            for table in (preview.tables[:1] if preview else [])
        ]
        look.more = True
    return look if look else None


def whole_look(slug: str, number: int, file) -> Look:
    """Everything that is shown of a file, on the preview's own page: three queries."""
    look = Look(url=preview_address(slug, number, file.document_id), label=file.label)
    look.unit = _unit(file.format)
    preview = DocumentPreview.objects.filter(document_id=file.document_id).first()
    parts = parts_of(Passage.objects.filter(document_id=file.document_id)[: ALL_PARTS * 2 + 1])
    if preview is not None:
        look.reason = preview.reason if preview.state != PreviewState.NOTHING else ""
        numbers = {part.heading: part.number for part in parts if part.place == Place.SHEET}
        look.tables = [{**table, "number": numbers.get(table["name"])} for table in preview.tables]
        look.pages = preview.pages
        look.waiting = preview.state == PreviewState.WAITING
    else:
        look.waiting = file.format in PICTURED | TABLED
    if file.format in PICTURED:
        by_number = {part.number: part for part in parts if part.place != Place.PART}
        stored = PagePicture.objects.filter(document_id=file.document_id)
        look.pictures = [_picture(look, row, by_number, file.format) for row in stored]
    if not look.pictures and not look.tables:
        look.parts, look.more = parts[:ALL_PARTS], len(parts) > ALL_PARTS
    return look


def _unit(extension: str) -> str:
    return "slide" if extension == "pptx" else "page"


def _picture(look: Look, row: PagePicture, parts: dict[int, Part], extension: str) -> Picture:
    part = parts.get(row.number)
    unit = _unit(extension).capitalize()
    title = f": {part.heading}" if part is not None and part.heading else ""
    return Picture(
        number=row.number,
        url=f"{look.url}{row.number}.webp",
        width=row.width,
        height=row.height,
        alt=f"{unit} {row.number} of “{look.label}”{title}",
        text=[] if part is None else [part.heading, *part.paragraphs],
        notes=[] if part is None else part.notes,
    )


def parts_of(passages) -> list[Part]:
    """Passages as parts in reading order; the notes of a slide stand with the slide, and text that
    was cut into several passages of one place, or under one heading, stands together."""
    parts: list[Part] = []
    by_key: dict[tuple[str, int], Part] = {}
    for passage in passages:
        is_notes = passage.place == Place.NOTES
        place = Place.SLIDE if is_notes else passage.place
        key = (place, passage.number)
        part = by_key.get(key)
        if part is None and place == Place.PART and parts and parts[-1].heading == passage.heading:
            part = parts[-1]
        if part is None or (passage.heading and not is_notes and passage.heading != part.heading):
            word = WORDS.get(place, "")
            part = Part(
                place=place,
                number=passage.number,
                label=f"{word} {passage.number}" if word else "",
                heading=passage.heading,
            )
            by_key[key] = part
            parts.append(part)
        if passage.number not in part.numbers:
            part.numbers.append(passage.number)
        lines = paragraphs_of(passage.text, but=part.heading)
        (part.notes if is_notes else part.paragraphs).extend(lines)
    return parts


def paragraphs_of(text: str, *, but: str = "") -> list[str]:
    """The lines that hold something, without a first one that repeats the heading."""
    lines = [line.strip() for line in text[:PART_CHARACTERS].splitlines() if line.strip()]
    return lines[1:] if lines and lines[0] == but else lines
