"""What there is to see of one file, read from what :mod:`network.media` made of it."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse

from network.media.models import DocumentPreview, PagePicture, Passage, Place, PreviewState
from resources.previews.parts import Part, anchor_of, parts_of, places_of, words_of

PICTURED = frozenset({"pdf", "docx", "pptx"})
OUTLINED = frozenset({"docx", "pptx", "txt"})
TABLED = frozenset({"xlsx", "csv"})
SHOWN = PICTURED | OUTLINED | TABLED

FIRST_PICTURES, FIRST_PARTS, FIRST_ROWS = 3, 4, 6


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
    """What is shown of one file: pictures and the words that are not under one of them, or an
    outline in parts, or tables, or a reason.

    ``pages`` is how many the file has and ``drawn`` how many of them have a picture. ``more`` is
    whether its page shows more than this first look does, ``is_cut`` whether the file has more
    words than its page. ``later`` are the anchors of words, and ``sheets`` anchor and name of
    sheets, that are in the file alone.
    """

    url: str
    label: str
    unit: str = "page"
    pages: int = 0
    drawn: int = 0
    pictures: list[Picture] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    tables: list[dict] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    reason: str = ""
    waiting: bool = False
    has_words: bool = False
    is_cut: bool = False
    more: bool = False

    @property
    def has_all_words(self) -> bool:
        """Whether the parts are the whole file: what stands on which of its pages is not known."""
        return any(part.place == Place.PART for part in self.parts)

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
        _begin_with_pictures(look, file)
    if file.format in OUTLINED and not look.pictures:
        passages = Passage.objects.filter(document_id=file.document_id)[: FIRST_PARTS * 2 + 1]
        parts = parts_of(passages)
        look.parts = parts[:FIRST_PARTS]
        look.more = (
            len(passages) > FIRST_PARTS * 2
            or len(parts) > FIRST_PARTS
            or any(part.is_long for part in parts)
        )
    if file.format in TABLED:
        preview = DocumentPreview.objects.filter(document_id=file.document_id).first()
        tables = preview.tables if preview else []
        look.tables = [{**table, "rows": table["rows"][:FIRST_ROWS]} for table in tables[:1]]
        look.more = len(tables) > 1 or any(len(table["rows"]) > FIRST_ROWS for table in tables)
    return look if look else None


def _begin_with_pictures(look: Look, file) -> None:
    """The first pictures; how many there are, and whether there are words, in the same query."""
    of_same = PagePicture.objects.filter(document=OuterRef("document")).order_by()
    rows = (
        PagePicture.objects.filter(document_id=file.document_id, number__lte=FIRST_PICTURES)
        .select_related("document__preview")
        .annotate(
            drawn=Subquery(of_same.values("document").annotate(n=Count("pk")).values("n")),
            has_words=Exists(Passage.objects.filter(document=OuterRef("document"))),
        )
    )
    stored = list(rows)
    look.unit = _unit(file.format)
    look.pictures = [_picture(look, row, {}, file.format) for row in stored]
    if stored:
        look.pages = stored[0].document.preview.pages
        look.drawn, look.has_words = stored[0].drawn, stored[0].has_words


def whole_look(slug: str, number: int, file) -> Look:
    """Everything that is shown of a file, on the preview's own page: three queries at most, four
    for a file with more words than a page shows."""
    look = Look(url=preview_address(slug, number, file.document_id), label=file.label)
    look.unit = _unit(file.format)
    preview = DocumentPreview.objects.filter(document_id=file.document_id).first()
    if preview is not None:
        look.reason = preview.reason if preview.state != PreviewState.NOTHING else ""
        look.pages = preview.pages
        look.waiting = preview.state == PreviewState.WAITING
    else:
        look.waiting = file.format in PICTURED | TABLED
    if preview is not None and preview.tables:
        places = places_of(Passage.objects.filter(document_id=file.document_id))
        look.tables, look.sheets = _tables(preview.tables, places)
        return look
    look.parts, look.is_cut, look.later = words_of(file.document_id)
    if file.format in PICTURED:
        under = {part.number: part for part in look.parts if part.place != Place.PART}
        stored = PagePicture.objects.filter(document_id=file.document_id)
        look.pictures = [_picture(look, row, under, file.format) for row in stored]
        look.drawn = len(look.pictures)
        drawn = {picture.number for picture in look.pictures}
        look.parts = [
            part for part in look.parts if part.place == Place.PART or part.number not in drawn
        ]
        places = {anchor_of(look.unit, number) for number in drawn}
        look.later = [anchor for anchor in look.later if anchor not in places]
    return look


def _tables(tables: list[dict], places: list[tuple[str, str]]) -> tuple[list[dict], list]:
    """The tables, each with the ids by which search leads to it, and the sheets that have none.
    A table without a name is all that is in its file."""
    shown = [
        {
            **table,
            "anchors": [at for at, name in places if not table["name"] or name == table["name"]],
            "cut": rows_shown(table),
        }
        for table in tables
    ]
    found = {anchor for table in shown for anchor in table["anchors"]}
    return shown, [(anchor, name) for anchor, name in places if anchor not in found]


def rows_shown(table: dict) -> str:
    """How much of a sheet is shown, as a sentence; "" for all of it. ``count`` is missing in
    previews of before it was counted, and None where there are too many rows to count."""
    shown, count = len(table["rows"]), table.get("count")
    rows = "row is" if shown == 1 else "rows are"
    columns = "column is" if len(table["head"]) == 1 else "columns are"
    if not table["more"]:
        return ""
    if count is None:
        return f"{shown} {rows} shown here. The file has more."
    if count == shown:
        return f"The first {len(table['head'])} {columns} shown here. The file has the rest."
    return f"{shown} of {count:,} rows are shown here. The file has the rest."


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
        text=[] if part is None else [line for line in (part.heading, *part.paragraphs) if line],
        notes=[] if part is None else part.notes,
    )
