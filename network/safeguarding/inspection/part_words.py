"""The words in one part of an Office document: the text of every element, and the attributes that
carry words. Places, sizes and numbers of things stand in other attributes and are no words."""

import re

from network.safeguarding.inspection.cells import Cell, Rows, with_plain_days
from network.safeguarding.inspection.field_codes import said_in_field
from network.safeguarding.inspection.headings import APART, Headed
from network.safeguarding.inspection.part_streams import local
from network.safeguarding.inspection.table_rows import Table

# Attributes that people fill in, on whatever element.
_SAID = frozenset(
    {
        *("descr", "title", "alt", "string", "tooltip", "displayText", "display", "caption"),
        *("prompt", "promptTitle", "error", "errorTitle", "comment", "description", "summary"),
        *("text", "totalsRowLabel", "customList", "helpText", "statusText"),
    }
)
# Elements whose "name" or "val" does.
_NAMED = frozenset(
    {
        *("cNvPr", "docPr", "sheet", "definedName", "table", "tableColumn", "cacheField"),
        *("cacheHierarchy", "dataField", "pivotTableDefinition", "cSld", "custShow", "section"),
        *("bookmarkStart", "tag", "docVar", "slicer", "scenario", "connection", "attr"),
        *("customSheetView", "customWorkbookView", "protectedRange"),
    }
)
_VALUED = frozenset(
    {
        *("docVar", "alias", "tag", "default", "listEntry", "statusText", "helpText", "name"),
        *("description", "tblCaption", "tblDescription", "lvlText", "inputCells", "filter"),
        *("customFilter", "attr", "query", "connectString", "title"),
    }
)
# Attributes that say who wrote a comment or changed a text.
_PEOPLE = frozenset({"author", "userName", "userId", "lastModifiedBy"})
_FORMULAS = frozenset(
    {
        *("f", "formula", "formula1", "formula2", "calculatedColumnFormula"),
        *("totalsRowFormula", "definedName"),
    }
)
_HEADERS = frozenset(
    f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")
)
_FIELDS = frozenset({"instrText", "delInstrText"})
_SPECIAL = _FORMULAS | _HEADERS | _FIELDS
# Text that only a program reads.
_TECHNICAL = frozenset(
    {
        *("posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"),
        *("col", "colOff", "row", "rowOff", "Anchor", "formatCode", "attrName", "sqref"),
        *("style", "created", "modified", "lastPrinted", "binData"),
    }
)
_RUNS = frozenset({"t", "delText"})
# Elements whose runs are one text.
_BLOCKS = frozenset({"si", "is", "text", "comment"})
_GAPS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_GONE = frozenset({"del", "moveFrom"})
_NEW = frozenset({"ins", "moveTo"})
_PIVOT_ITEMS = frozenset({"s", "n", "d", "x", "b", "e", "m"})
_QUOTED = re.compile(r"\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'|(?<![\w.$])(\d{6,})(?![\w.])")
_HEADER_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F+\-]{6}|\d{1,3}|[A-Za-z&])")
_DATE = re.compile(r"(?!.*\d{5})[\w/.,: \-]{4,40}")


def said_in_formula(formula: str) -> str:
    """The texts, the names of sheets and the long numbers in a formula, without its cells."""
    return " ".join(next(filter(None, groups), "") for groups in _QUOTED.findall(formula))


def said_in_header(header: str) -> str:
    """What the header of a printed sheet says, without the codes of its fonts and places."""
    return _HEADER_CODE.sub(" ", header)


class PartWords:
    """Is told of a part's elements; ``words`` are its lines, at most ``most`` characters.

    ``is_custom`` for parts that follow no rule known here: all their attributes are words, and the
    names of elements say what each is. ``rows`` reads the cells, where the part is a sheet.
    ``columns`` are the headings of the fields of a pivot table. ``people`` are who wrote comments
    and changed texts, which a file loses with its properties.
    """

    def __init__(
        self,
        most: int,
        *,
        is_custom: bool = False,
        rows: Rows | None = None,
        columns: list[str] | None = None,
    ) -> None:
        self.most, self.is_custom, self.rows = most, is_custom, rows
        self.columns = [] if columns is None else columns
        self.people: dict[str, None] = {}
        self._lines: list[str] = []
        self._length = 0
        self._asides: dict[str, None] = {}
        self._headed = Headed()
        self._elements: list[str] = []
        # The words of each paragraph that is open, now and before somebody changed it.
        self._open: list[tuple[list[str], list[str]]] = [([], [])]
        self._special: list[str] = []
        self._holds_text = 0
        self._tables: list[Table] = []
        self._gone = self._new = 0
        self._in_date = False
        # The day that a control of a form holds, whatever it shows of it.
        self._chosen = ""
        self._in_rows = False
        self._items: list[Cell] | None = None

    @property
    def words(self) -> str:
        self._flush()
        if self.rows is not None:
            for formula in self.rows.formulas:
                self._aside(said_in_formula(formula))
        # Days of what happens are read far from names and births.
        parts = (self._lines, self._asides, self._headed.apart)
        texts = [with_plain_days("\n".join(lines)) for lines in parts if lines]
        return joined(texts, self.most, between=APART)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._in_rows:
            if self._length < self.most:
                self.rows.start(name, attributes)
            return
        self._elements.append(name)
        if name == "sheetData" and self.rows is not None:
            self._in_rows = True
        elif name == "p":
            self._open.append(([], []))
        elif name in _GAPS:
            self._add(_GAPS[name])
        elif name == "tbl":
            self._tables.append(Table())
        elif name == "fld":
            self._in_date = attributes.get("type", "").startswith("datetime")
        self._gone += name in _GONE
        self._new += name in _NEW
        if attributes:
            self._read(name, attributes)

    def text(self, data: str) -> None:
        if self._in_rows:
            if self._length < self.most:
                self.rows.text(data)
            return
        name = self._elements[-1] if self._elements else ""
        if name in _RUNS:
            if self._in_date and _DATE.fullmatch(data):
                return  # the day that a slide was last saved
            self._add(data, is_gone=name == "delText")
        elif name in _SPECIAL and not self.is_custom:
            self._special.append(data)
        elif name == "author" and not self.is_custom:
            self.people[data] = None
        elif self.is_custom or name not in _TECHNICAL:
            if not data.isspace():
                self._holds_text = len(self._elements)
            if self._holds_text == len(self._elements):
                self._add(data)

    def end(self, name: str) -> None:
        if self._in_rows:
            self._end_in_rows(name)
            return
        self._elements.pop()
        self._gone -= name in _GONE
        self._new -= name in _NEW
        self._in_date &= name != "fld"
        if name == "p":
            self._aside_of_fields()
            self._flush()
            self._open.pop()
        elif name == "sdt" and self._chosen:
            self._add_chosen()
        elif self._tables and name in ("tc", "tr", "tbl"):
            self._end_in_table(name)
        elif name in _FORMULAS and not self.is_custom:
            self._aside(said_in_formula(self._taken()))
        elif name in _HEADERS and not self.is_custom:
            self._aside(said_in_header(self._taken()))
        elif name == "r" and self._items is not None:
            self._line(self._headed.line(self._items))
            self._items = None
        elif name in _BLOCKS or self._holds_text == len(self._elements) + 1:
            self._flush(label=_as_words(name) if self.is_custom else "")
            self._holds_text = 0

    def _end_in_rows(self, name: str) -> None:
        if name == "sheetData":
            self._in_rows = False
            self._elements.pop()
            return
        if self._length < self.most:
            self.rows.end(name)
        if name == "row":
            for row in self.rows.ready:
                self._line(self._headed.line(row))
            self.rows.ready.clear()

    def _end_in_table(self, name: str) -> None:
        if name == "tc":
            self._tables[-1].end_cell()
        elif name == "tr":
            line, gone = self._tables[-1].end_row()
            self._aside(line)
            for place in gone:
                # Nothing is written beyond the limit.
                if place < len(self._lines):
                    self._lines[place] = ""
        else:
            self._headed.apart |= self._tables.pop().headed.apart

    def _add(self, data: str, *, is_gone: bool = False) -> None:
        now, before = self._open[-1]
        is_gone = is_gone or self._gone > 0
        if (is_gone or self._new) and not before:
            before.extend(now or [""])
        if not is_gone:
            now.append(data)
        # What somebody put in and another took out again was there in between.
        if before and (is_gone or not self._new):
            before.append(data)

    def _add_chosen(self) -> None:
        day, self._chosen = self._chosen, ""
        shown = "".join(self._open[-1][0])
        if shown.strip():
            if day[:4] not in shown:
                self._add(f" ({day})")
        elif day[:4] not in "".join(self._lines[-1:]):
            self._line(day)

    def _flush(self, *, label: str = "") -> None:
        now, before = self._open[-1]
        for pieces in (now, before):
            text = "".join(pieces)
            if text.strip():
                if self._tables:
                    self._tables[-1].add(text, len(self._lines))
                self._line(f"{label}: {text}" if label else text)
            pieces.clear()

    def _line(self, text: str) -> None:
        if self._length < self.most:
            self._lines.append(text)
            self._length += len(text) + 1

    def _aside(self, text: str) -> None:
        if len(self._asides) < self.most // 10 and (text := text.strip()):
            self._asides[text[:4_000]] = None

    def _taken(self) -> str:
        text = "".join(self._special)
        self._special.clear()
        return text

    def _aside_of_fields(self) -> None:
        if self._special:
            self._aside(said_in_field(self._taken()))

    def _read(self, name: str, attributes: dict[str, str]) -> None:
        if name in _PIVOT_ITEMS and self._elements[-2:-1] in (["sharedItems"], ["r"]):
            self._read_item(name, attributes.get("v", ""))
            return
        if name == "cacheField":
            self.columns.append(attributes.get("name", ""))
        for full_key, value in attributes.items():
            key = local(full_key)
            if self.is_custom:
                self._aside(f"{_as_words(key)}: {value}")
            elif (
                key in _PEOPLE
                or (key == "displayName" and name == "person")
                or (key == "name" and name in ("author", "cmAuthor"))
            ):
                self.people[value] = None
            elif (
                key in _SAID
                or (key in ("name", "displayName") and name in _NAMED)
                or (key == "val" and name in _VALUED)
                or (key == "value" and name == "listItem")
                or (key == "instr" and name == "fldSimple")
            ):
                self._aside(_without_lines(value) if key == "name" else value)
            elif key == "fullDate" and name == "date":
                self._chosen = value
            elif name == "sharedItems" and key in ("minDate", "maxDate", "minValue", "maxValue"):
                self._aside(f"{self.columns[-1] if self.columns else ''}: {value}")

    def _read_item(self, name: str, value: str) -> None:
        """One value that a pivot table keeps: of a field, or of a whole row."""
        if self._elements[-2] == "sharedItems":
            if name != "x":
                self._line(f"{self.columns[-1]}: {value}" if self.columns else value)
            return
        items = self._items = self._items or []
        place = len(items)
        if place < len(self.columns) and name in ("n", "d"):
            value = f"{self.columns[place]}: {value}"
        items.append(Cell(place, "" if name == "x" else value))


def joined(texts: list[str], most: int, *, between: str = "\n") -> str:
    """The texts one below the other, with at most ``most`` characters: where that is too little,
    the longest are cut to one length, so that none crowds another out."""
    left = most - (len(texts) - 1) * len(between)
    if sum(map(len, texts)) > left:
        longest = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        texts = list(texts)
        for place, number in enumerate(longest):
            share = -(-left // (len(texts) - place))
            texts[number] = texts[number][: max(share, 0)]
            left -= len(texts[number])
    return between.join(texts)[:most]


def _without_lines(name: str) -> str:
    """A name that somebody gave, such as that of a place in a text; programs begin theirs with a
    line."""
    return "" if name.startswith("_") else name.replace("_", " ")


def _as_words(name: str) -> str:
    """A name that a program asked for, as words: "DateOfBirth" is "Date Of Birth"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-.]+", " ", name).strip()
