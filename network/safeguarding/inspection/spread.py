"""What several cells of a row say together: a number with one figure to a cell, a day in three
cells, and the days at the head of the columns of a register or a plan."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from network.safeguarding.inspection.cells import Cell

OF_BIRTH = re.compile(
    r"\b(?:births?|born|birth-?dates?|birth-?days?|b['’]?days?|d\.? ?o\.? ?b\.?s?|dobs)\b"
)
OF_A_PERSON = re.compile(
    r"\bnhs\b|\bupns?\b|\bunique pupil\b|\bnational ins|\bni ?(?:no|num)|\bnino\b"
)
_LONDON = ZoneInfo("Europe/London")
_NAME = re.compile(r"(?:(?:full|first|last|child['’]?s|pupil) ?)?names?|surname|forename|initials?")
_SOMEBODY = re.compile(
    rf"(?:{_NAME.pattern}|pupils?|child|children|students?|young (?:person|people)|members?|"
    r"participants?|attendees?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
# "14/09/2026", "Week 1 14/09/2026", "Mon 14 Sept 2026".
_HEADING_DAY = re.compile(
    r"(?:(?P<before>[a-z/.]{1,12}(?: [a-z]{1,12})?\.? ?\d{0,2})[ :,\-–(]{1,3})?"
    rf"(?P<day>(\d{{1,2}})(?:[/.\-](\d{{1,2}})[/.\-]| ?({_MONTH}) ?)(\d{{4}}|\d{{2}}))\)?"
)
_DAY_CELL = re.compile(r"\d{1,2}(?:st|nd|rd|th)?", re.IGNORECASE)
_MONTH_CELL = re.compile(rf"\d{{1,2}}|{_MONTH}", re.IGNORECASE)
_YEAR_CELL = re.compile(r"(?:19|20)\d\d")
_PARTS = (re.compile(r"\bday|^dd?$"), re.compile(r"\bmonth|^mm?$"), re.compile(r"\byear|^y{2,4}$"))
PART = re.compile(r"(?:day|month|year|dd?|mm?|y{2,4})(?: \(?[dmy]{1,4}\)?)?")
# A register of today asks for the births of children of this network, who are older.
_RECENT = timedelta(days=3 * 365)
_MOST_BETWEEN = timedelta(days=62)
_MOST_WEEKS = timedelta(days=35)
_FEWEST_FIGURES = 6
_MOST_CELLS = 16
_SHORTEST_DAY, _LONGEST_DAY = 6, 40


def joined(cells: list[Cell], asks: Callable[[list[Cell], Cell], str]) -> list[Cell]:
    """The row with each run of cells that hold one figure each as one cell, behind what ``asks``
    there for a birth or a person's number, given the cells before and the first of them."""
    if sum(len(cell.text) == 1 for cell in cells) < _FEWEST_FIGURES:
        return cells
    found: list[Cell] = []
    place = 0
    while place < len(cells):
        run = _run(cells, place)
        asked = asks(found, cells[place]) if run else ""
        if asked:
            text = "".join(cell.text.strip() for cell in run)
            text = _as_day(text) if OF_BIRTH.search(asked.lower()) else text
            found.append(Cell(run[0].column, f"{asked}: {text}", True))
        else:
            found += run or cells[place : place + 1]
        place += len(run) or 1
    return found


def _run(cells: Sequence[Cell], start: int) -> list[Cell]:
    """The cells from there on with one letter or figure each, and the gaps between their groups,
    where enough of them are figures."""
    run: list[Cell] = []
    for cell in cells[start : start + _MOST_CELLS]:
        text = cell.text.strip()
        is_gap = not text and run and run[-1].text.strip()
        if not is_gap and (len(text) != 1 or not (text.isalnum() or text in "/-.")):
            break
        run.append(cell)
    figures = sum(cell.text.strip().isdigit() for cell in run)
    return run if figures >= _FEWEST_FIGURES else []


def _as_day(figures: str) -> str:
    if figures.isdigit() and len(figures) in (6, 8):
        return f"{figures[:2]}/{figures[2:4]}/{figures[4:]}"
    return figures


def day_in_parts(cells: Sequence[Cell], headings: Sequence[str]) -> str:
    """The day that three cells below "Day", "Month" and "Year" make; empty where they make none."""
    texts = [cell.text.strip() for cell in cells]
    if not all(part.search(heading) for part, heading in zip(_PARTS, headings, strict=True)):
        return ""
    formats = (_DAY_CELL, _MONTH_CELL, _YEAR_CELL)
    if not all(one.fullmatch(text) for one, text in zip(formats, texts, strict=True)):
        return ""
    return ("/" if texts[1].isdigit() else " ").join(texts)


def days_at_the_head(cells: Sequence[Cell]) -> list[str]:
    """The days of a row that are those of sessions: at the head of columns beside "Name" and "Date
    of birth", or one week after the other. Nobody's births come so."""
    if not any(_SHORTEST_DAY <= len(cell.text) <= _LONGEST_DAY for cell in cells):
        return []
    found = [(cell, _heading_day(cell.text)) for cell in cells if cell.text.strip()]
    days = [day for _, (_, day) in found if day]
    if not days or any(later <= day for day, later in pairwise(days)):
        return []
    apart = [later - day for day, later in pairwise(days)]
    texts = [cell for cell, (_, day) in found if not day]
    weekly = len(days) >= 3 and all(gap <= _MOST_WEEKS for gap in apart)
    if not _is_head(texts) and not (weekly and not _asks_for_birth(texts)):
        return []
    in_weeks = weekly and all(gap.days % 7 == 0 for gap in apart)
    today = datetime.now(_LONDON).date()
    recent = days[0] > today - _RECENT and all(gap <= _MOST_BETWEEN for gap in apart)
    one_name = any(_NAME.fullmatch(_plain(cell)) for cell in texts)
    if in_weeks or (recent and (len(days) > 1 or one_name)) or (weekly and not texts):
        return [written for _, (written, day) in found if day]
    return []


def _is_head(texts: Sequence[Cell]) -> bool:
    """Whether "Name" and "Date of birth" stand in one row as headings, nothing between them."""
    whose = [cell for cell in texts if _SOMEBODY.fullmatch(_plain(cell))]
    births = [cell for cell in texts if OF_BIRTH.search(_plain(cell))]
    columns = {cell.column for cell in texts}
    return any(
        set(range(*sorted((one.column, birth.column)))) <= columns
        for one in whose
        for birth in births
    )


def _asks_for_birth(texts: Sequence[Cell]) -> bool:
    return any(OF_BIRTH.search(_plain(cell)) for cell in texts)


def _plain(cell: Cell) -> str:
    return " ".join(cell.text.lower().split()).rstrip(": ")


def _heading_day(text: str) -> tuple[str, date | None]:
    """The day in a heading, as it is written and as it is."""
    if not _SHORTEST_DAY <= len(text) <= _LONGEST_DAY or not any(map(str.isdigit, text)):
        return "", None
    match = _HEADING_DAY.fullmatch(" ".join(text.lower().split()))
    if match is None or OF_BIRTH.search(match["before"] or ""):
        return "", None
    day, month, name, year = match.groups()[2:]
    number = int(month) if month else _MONTHS.index(name[:3]) + 1
    try:
        return match["day"], date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return "", None
