"""What the headings of a table say of the figures below them.

A number or a day in a cell is a child's by what stands at the head of its column or before it in
its row, often far away. So a figure is read behind a heading that speaks of birth or of a person's
numbers, and the day of something that happens is read apart, where neither a name nor "Date of
birth" stands beside it: a plan is full of days, and "Review 2" is nobody's age.
"""

import re

from network.safeguarding.inspection.cells import Cell
from network.safeguarding.inspection.spread import (
    OF_A_PERSON,
    OF_BIRTH,
    PART,
    day_in_parts,
    days_at_the_head,
    joined,
)

# More than the screening looks at around a date.
APART = "\n" + " " * 80 + "\n"
_OF_A_CASE = re.compile(
    r"\b(?:case|client|child|person|pupil|mosaic|liquid ?logic|lac|file|referral|incident)s? ?"
    r"(?:ref|no\b|num|id\b)"
)
_OF_A_TELEPHONE = re.compile(r"\b(?:tele)?phones?\b|\btel\b|\bmobiles?\b|\bfax\b")
_OF_A_CONTACT = re.compile(r"\bcontacts?\b")
# A case's number is long, and so is one to ring; "Case numbers" above short ones counts cases.
_CASE_DIGITS = 5
_TELEPHONE_DIGITS = 9
_OF_EVENTS = re.compile(
    r"\b(?:reviews?|reviewed|due|done|begins?|began|begun|starts?|started|ends?|ended|finish(?:ed)?|"
    r"deadlines?|meetings?|met|sessions?|sign(?:ed)?[ -]?(?:off|by|on)?|follow(?:ed)?[ -]?ups?|"
    r"referrals?|referred|visits?|visited|contact(?:ed)?|last|next|first|second|third|final|"
    r"updates?|updated|created|modified|published|publication|issues?|issued|versions?|editions?|"
    r"releases?|released|sent|received|logged|opened|closed|completed?|completion|targets?|plans?|"
    r"planned|milestones?|steps?|stages?|phases?|actions?|cohorts?|weeks?|months?|terms?|"
    r"half[ -]terms?|quarters?|q[1-4]|ks ?\d|years?|training|trained|courses?|webinars?|"
    r"conferences?|events?|hearings?|court|incidents?|reports?|reported|records?|recorded|"
    r"inspections?|inspected|founded|established|joined|left|expiry|expires?|expired|valid|from|"
    r"until|till|when|appointments?|booked|bookings?|invoices?|invoiced|paid|payments?|orders?|"
    r"ordered|delivery|delivered|audits?|audited|assessments?|assessed|evaluations?|evaluated|"
    r"trials?|tests?|tested|pilots?|piloted|launch(?:ed)?|introduced|agreed|approved|approval|"
    r"decisions?|decided|panels?|boards?|checks?|checked|inset|held|worked|periods?|placements?|"
    r"attendance|attended|absences?|admitted|admissions?|discharged?|accessed|revised|revision|"
    r"amended|adopted|ratified|renewed|renewal|interviews?|induction|contracts?|since|extracts?|"
    r"extracted|exports?|exported|snapshots?|census)\b"
)
# The days between which everybody of a school year was born.
_OF_A_COHORT = re.compile(
    r"(?:(?:children |pupils |young people |those )?born|births?|dates? of birth|dobs?|birthdays?) "
    r"(?:from|to|between|(?:on or )?(?:after|before)|since|until|up to)(?: \(?inclusive\)?)?"
)
# How long something is kept says nothing of the day that follows.
_OF_A_TERM = re.compile(
    r"\d years? (?:from|after) .{0,20}birth|"
    r"\b(?:to|until|till|by) (?:the |their )?\d{2}(?:st|nd|rd|th) birthday"
)
# A cell that says itself what its day is of.
_OF_ITSELF = re.compile(
    r"(?:date )?(?:issued|updated|(?:last )?reviewed|checked|completed|published|printed|revised|"
    r"approved)(?: on)?:? (\S+)"
)
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}(?: \d\d:\d\d)?|\d{4}-\d\d-\d\d")
_HEADING_CHARACTERS = 60
_FIGURE_CHARACTERS = 40
_FIGURE_DIGITS = 3
_COUNTED = re.compile(r"\bbirths\b|\bnumber of\b|\brate\b")
_MOST_HEADINGS = 3
_ROWS_ASKED = 2
_YEAR_CHARACTERS = 4
_PARTS = re.compile(r"\b(?:day|month|year)\b")


class Headed:
    """Writes the rows of one table as lines, and gathers ``apart`` the days of what happens.

    The headings of a column are up to three short texts above its first figure, and the last such
    text since. The label of a figure is the short text before it in its row. ``gone`` are the
    columns of the last line that are read apart, ``adds`` whether it says more than its cells.
    """

    def __init__(self) -> None:
        self.apart: dict[str, None] = {}
        self._first: dict[int, list[str]] = {}
        self._last: dict[int, str] = {}
        self._begun: set[int] = set()
        self.gone: set[int] = set()
        self.adds = False
        # What stands left of "Day" at the head of a column, and what was asked for last, where.
        self._left: dict[int, str] = {}
        self._asked, self._asked_in, self._row = "", -9, 0

    def line(self, cells: list[Cell]) -> str:
        self._row += 1
        self.gone, self.adds = set(), False
        whole = joined(cells, self._asks)
        self.adds = len(whole) < len(cells)
        heads = days_at_the_head(whole)
        if heads and self._is_below_births(whole):
            heads = []
        said, label, last = [], "", ""
        for place, cell in enumerate(whole):
            text = cell.text.strip()
            is_short = cell.is_figure or len(text) <= _FIGURE_CHARACTERS
            digits = sum(map(str.isdigit, text)) if is_short else 0
            if heads and any(day in text.lower() for day in heads):
                self._apart(next(day for day in heads if day in text.lower()), cell.column)
            elif cell.is_figure or digits >= _FIGURE_DIGITS:
                self._begun.add(cell.column)
                said.append(self._figure(text, digits, cell.column, (label, last)))
                last = ""
            elif text:
                said.append(text)
                if len(text) <= _HEADING_CHARACTERS:
                    self._note(cell.column, " ".join(text.split()).rstrip(": "), label)
                label = last = self._label(text, label)
            said.append(self._in_parts(whole[place : place + 3], label))
        return "; ".join(filter(None, said))

    def _label(self, text: str, label: str) -> str:
        """What stands before the next figure: the parts of a day are asked for by what stands
        before them."""
        if len(text) > _HEADING_CHARACTERS:
            return ""
        short = " ".join(text.split()).rstrip(": ")
        return label if PART.fullmatch(short.lower()) else short

    def _asks(self, before: list[Cell], first: Cell) -> str:
        """What asks in cells with a figure each for a birth or for somebody's number."""
        labels = [cell.text for cell in before if not cell.is_figure and cell.text.strip()][-1:]
        asked = self._asked if self._row - self._asked_in <= _ROWS_ASKED else ""
        for text in labels or (*self._first.get(first.column, ()), asked):
            if OF_BIRTH.search(text.lower()) or OF_A_PERSON.search(text.lower()):
                return "" if _COUNTED.search(text.lower()) else text
        return ""

    def _is_below_births(self, cells: list[Cell]) -> bool:
        return any(
            OF_BIRTH.search(heading.lower())
            for cell in cells
            if sum(map(str.isdigit, cell.text)) >= _FIGURE_DIGITS
            for heading in (*self._first.get(cell.column, ()), self._last.get(cell.column, ""))
        )

    def _in_parts(self, cells: list[Cell], label: str) -> str:
        """The birth that three cells make, read as one."""
        if len(cells) < 3 or len(cells[-1].text.strip()) != _YEAR_CHARACTERS:
            return ""
        headings = [" ".join(self._headings(cell.column)).lower() for cell in cells]
        day = day_in_parts(cells, headings)
        if not day:
            return ""
        column = cells[0].column
        asked = self._asked if self._row - self._asked_in <= _ROWS_ASKED else ""
        for owner in (" ".join(headings), self._left.get(column, ""), label, asked):
            if OF_BIRTH.search(owner.lower()):
                self.adds = True
                return f"Date of birth: {day}"
            if _OF_EVENTS.search(_PARTS.sub("", owner.lower())):
                return ""
        return ""

    def _headings(self, column: int) -> list[str]:
        headings = [*self._first.get(column, ()), self._last.get(column, "")]
        return [heading for heading in headings if heading]

    def _apart(self, text: str, column: int) -> None:
        self.apart[f"on {text}"] = None
        self.gone.add(column)

    def _figure(self, text: str, digits: int, column: int, labels: tuple[str, str]) -> str:
        """The figure as it is to be read in its row; nothing where it is read apart. ``labels`` are
        the last text before it and what stands just before it."""
        label, last = labels
        if digits < _FIGURE_DIGITS:
            return text
        headings = self._headings(column)
        whole, nearest = " ".join(headings), headings[-1] if headings else ""
        if _is_apart(text, nearest.lower()):
            self._apart(text, column)
            return ""
        happens = _OF_EVENTS.search((nearest or label).lower())
        for heading in (last if happens else label, nearest, "" if happens else whole):
            if OF_BIRTH.search(heading.lower()) and not _OF_A_TERM.search(heading.lower()):
                return f"{heading}: {text}" if _is_long(text) else text
        if happens and _DAY.fullmatch(text):
            self._apart(text, column)
            return ""
        return f"{whole}: {text}" if _speaks_of(text, digits, whole.lower()) else text

    def _note(self, column: int, text: str, left: str) -> None:
        if OF_BIRTH.search(text.lower()) or OF_A_PERSON.search(text.lower()):
            self._asked, self._asked_in = text, self._row
        if PART.fullmatch(text.lower()):
            self._left[column] = left
        first = self._first.setdefault(column, [])
        if column not in self._begun and len(first) < _MOST_HEADINGS:
            first.append(text)
        else:
            self._last[column] = text


def _is_long(text: str) -> bool:
    """Whether a figure can be a day: a year or a number of births is shorter."""
    return not (text.isdigit() and len(text) <= _YEAR_CHARACTERS)


def _is_apart(text: str, heading: str) -> bool:
    """Whether a day is one between which a year was born, or says itself what it is of."""
    if _OF_A_COHORT.fullmatch(heading):
        return bool(_DAY.fullmatch(text))
    itself = _OF_ITSELF.fullmatch(text.lower())
    return bool(itself and _DAY.fullmatch(itself[1]))


def _speaks_of(text: str, digits: int, heading: str) -> bool:
    """Whether the heading is needed to understand the number."""
    return not _DAY.fullmatch(text) and bool(
        OF_A_PERSON.search(heading)
        or _OF_A_TELEPHONE.search(heading)
        or (digits >= _TELEPHONE_DIGITS and _OF_A_CONTACT.search(heading))
        or (digits >= _CASE_DIGITS and _OF_A_CASE.search(heading))
    )
