"""The cells of a worksheet as a person is shown them: those that are there, never the whole grid.

Values stand in the part of the sheet, texts in that of the shared strings, and what makes a number
a date in that of the styles (ECMA-376 part 1, 18.3 and 18.8).
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

# Formats that every program knows by number: days, then hours and minutes.
_DAYS = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_HOURS = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED = re.compile(r"\\(.)|\"([^\"]*)\"")
_SAID = re.compile(r'"([^"]*[^\W\d_]{3}[^"]*)"')
_GROUPS = re.compile(r"[0#]+(?:[ \-][0#]+)+|0{2,}")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)[\d:.]*Z?")
_LAST_DAY = 2_957_000  # in December 9995, however days are counted
_MOST_CHARACTERS = 32_767
DAY, HOUR = "day", "hour"


@dataclass(frozen=True, slots=True)
class Cell:
    """``column`` counts from 1; ``is_figure`` for a number, a date or a time."""

    column: int
    text: str
    is_figure: bool = False


@dataclass(slots=True)
class Texts:
    """Reads the part of the shared strings."""

    items: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _is_open: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._pieces = []
        self._is_open = name == "t"

    def text(self, data: str) -> None:
        if self._is_open:
            self._pieces.append(data)

    def end(self, name: str) -> None:
        self._is_open = False
        if name == "si":
            self.items.append("".join(self._pieces))


@dataclass(slots=True)
class Formats:
    """Reads the part of the styles: what each style makes of a number; and in that of the
    workbook, whether its days count from 1904."""

    codes: dict[int, str] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)
    starts_1904: bool = False
    _in_cells: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "workbookPr":
            self.starts_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "xf" and self._in_cells:
            self.styles.append(self._style(_number(attributes.get("numFmtId"))))

    def text(self, data: str) -> None: ...

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def _style(self, number: int) -> str:
        """``DAY``, ``HOUR``, groups of figures such as "000 000 0000", or ""."""
        code = self.codes.get(number)
        if code is None:
            return DAY if number in _DAYS else HOUR if number in _HOURS else ""
        code = code.partition(";")[0]
        silent = _SILENT.sub("", code).lower().replace("general", "")
        if re.search("[dy]|m{3}", silent):
            return DAY
        if re.search("[hs]", silent) or re.search(r"\[(?:h+|m+|s+)\]", code.lower()):
            return HOUR
        groups = _ESCAPED.sub(r"\1\2", code)
        return groups if _GROUPS.fullmatch(groups) else ""

    @property
    def said(self) -> str:
        """The words that formats show beside a number."""
        found = (words for code in self.codes.values() for words in _SAID.findall(code))
        return "\n".join(dict.fromkeys(found))

    def shown(self, value: str, style: str) -> str:
        """A number as its cell shows it; a day always as 03/05/2009."""
        try:
            number = float(value)
            kind = self.styles[int(style)] if style else ""
        except (ValueError, IndexError):
            return value
        if kind == DAY and 0 <= number < _LAST_DAY:
            return self._day(number)
        if kind == HOUR and 0 <= number < 1:
            return _clock(number)
        if not number.is_integer() or abs(number) >= 1e15:
            return f"{number:.12g}"
        return _grouped(str(int(number)), kind) if kind not in (DAY, HOUR) else str(int(number))

    def _day(self, number: float) -> str:
        # Excel takes 1900 for a leap year.
        since_1900 = date(1899, 12, 31 if number < 60 else 30)
        begin = date(1904, 1, 1) if self.starts_1904 else since_1900
        day = begin + timedelta(days=int(number))
        shown = f"{day.day:02}/{day.month:02}/{day.year:04}"
        return f"{shown} {_clock(number % 1)}" if number % 1 else shown


def _clock(part_of_day: float) -> str:
    hours, minutes = divmod(min(round(part_of_day * 1440), 1439), 60)
    return f"{hours:02}:{minutes:02}"


def _grouped(digits: str, groups: str) -> str:
    """The figures in the groups of their format: 9434765919 in "000 000 0000"."""
    places = sum(groups.count(place) for place in "0#")
    if not digits.isdigit() or not groups or len(digits) > places:
        return digits
    left = iter(digits.rjust(places, "0"))
    return "".join(next(left) if place in "0#" else place for place in groups)


def with_plain_days(text: str) -> str:
    """2009-05-03T00:00:00 as 03/05/2009, as a person writes it."""
    return _ISO.sub(lambda found: _plain_day(*found.groups()), text)


def _plain_day(year: str, month: str, day: str, clock: str) -> str:
    return f"{day}/{month}/{year}" + (f" {clock}" if clock != "00:00" else "")


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else -1


class Rows:
    """Is told of the elements inside the data of a sheet and gathers its rows in ``ready``.

    ``formulas`` gathers those of the cells, each once.
    """

    def __init__(self, texts: list[str], formats: Formats) -> None:
        self.texts, self.formats = texts, formats
        self.ready: list[list[Cell]] = []
        self.formulas: dict[str, None] = {}
        self._cells: list[Cell] = []
        self._attributes: dict[str, str] = {}
        self._value: list[str] = []
        self._formula: list[str] = []
        self._into: list[str] | None = None
        self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._column = _column(attributes.get("r", "")) or self._column + 1
            self._value, self._formula = [], []
        elif name in ("v", "t"):
            self._into = self._value
        elif name == "f":
            self._into = self._formula
        elif name == "row":
            self._cells, self._column = [], 0

    def text(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self._into = None
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            self.ready.append(self._cells)

    def _end_cell(self) -> None:
        if self._formula:
            self.formulas["".join(self._formula)] = None
        value = "".join(self._value)[:_MOST_CHARACTERS]
        kind = self._attributes.get("t", "n")
        is_figure = kind in ("n", "d")
        if kind == "s":
            place = _number(value.strip())
            value = self.texts[place] if 0 <= place < len(self.texts) else ""
        elif kind == "b":
            value = "Yes" if value.strip() == "1" else "No"
        elif kind == "d":
            value = with_plain_days(value)
        elif kind == "n" and value:
            value = self.formats.shown(value.strip(), self._attributes.get("s", ""))
        if value and kind != "e":
            self._cells.append(Cell(self._column, value, is_figure))


def _column(reference: str) -> int:
    """The number of a column: 28 for "AB7", 0 for what is no place."""
    column = 0
    for letter in reference.upper():
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column
