"""What the headings of a table say of the figures below them.

A number or a day in a cell is a child's by what stands at the head of its column or before it in
its row, often far away. So a figure is read behind a heading that speaks of birth or of a person's
numbers, and the day of something that happens is read apart, where neither a name nor "Date of
birth" stands beside it: a plan is full of days, and "Review 2" is nobody's age.
"""

import re

from network.safeguarding.inspection.cells import Cell

# More than the screening looks at around a date.
APART = "\n" + " " * 80 + "\n"
_OF_BIRTH = re.compile(
    r"\b(?:births?|born|birth-?dates?|birth-?days?|b['’]?days?|d\.? ?o\.? ?b\.?s?|dobs)\b"
)
_OF_A_PERSON = re.compile(
    r"\bnhs\b|\bupns?\b|\bunique pupil\b|\bnational ins|\bni ?(?:no|num)|\bnino\b"
)
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
    r"amended|adopted|ratified|renewed|renewal|interviews?|induction|contracts?)\b"
)
_DAY = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}(?: \d\d:\d\d)?|\d{4}-\d\d-\d\d")
_HEADING_CHARACTERS = 60
_FIGURE_CHARACTERS = 40
_FIGURE_DIGITS = 3
_MOST_HEADINGS = 3


class Headed:
    """Writes the rows of one table as lines, and gathers ``apart`` the days of what happens.

    The headings of a column are up to three short texts above its first figure, and the last such
    text since. The label of a figure is the short text before it in its row.
    """

    def __init__(self) -> None:
        self.apart: dict[str, None] = {}
        self._first: dict[int, list[str]] = {}
        self._last: dict[int, str] = {}
        self._begun: set[int] = set()

    def line(self, cells: list[Cell]) -> str:
        said, label = [], ""
        for cell in cells:
            text = cell.text.strip()
            is_short = cell.is_figure or len(text) <= _FIGURE_CHARACTERS
            digits = sum(map(str.isdigit, text)) if is_short else 0
            if cell.is_figure or digits >= _FIGURE_DIGITS:
                self._begun.add(cell.column)
                said.append(self._figure(text, digits, cell.column, label))
            else:
                label = ""
                if len(text) <= _HEADING_CHARACTERS:
                    label = " ".join(text.split()).rstrip(": ")
                    self._note(cell.column, label)
                said.append(text)
        return "; ".join(filter(None, said))

    def _figure(self, text: str, digits: int, column: int, label: str) -> str:
        """The figure as it is to be read in its row; nothing where it is read apart."""
        if digits < _FIGURE_DIGITS:
            return text
        headings = [*self._first.get(column, ()), self._last.get(column, "")]
        headings = [heading for heading in headings if heading]
        whole, nearest = " ".join(headings), headings[-1] if headings else ""
        happens = _OF_EVENTS.search((nearest or label).lower())
        for heading in (label, nearest, "" if happens else whole):
            if _OF_BIRTH.search(heading.lower()):
                return f"{heading}: {text}"
        if happens and _DAY.fullmatch(text):
            self.apart[f"on {text}"] = None
            return ""
        return f"{whole}: {text}" if _speaks_of(text, digits, whole.lower()) else text

    def _note(self, column: int, text: str) -> None:
        first = self._first.setdefault(column, [])
        if column not in self._begun and len(first) < _MOST_HEADINGS:
            first.append(text)
        else:
            self._last[column] = text


def _speaks_of(text: str, digits: int, heading: str) -> bool:
    """Whether the heading is needed to understand the number."""
    return not _DAY.fullmatch(text) and bool(
        _OF_A_PERSON.search(heading)
        or _OF_A_TELEPHONE.search(heading)
        or (digits >= _TELEPHONE_DIGITS and _OF_A_CONTACT.search(heading))
        or (digits >= _CASE_DIGITS and _OF_A_CASE.search(heading))
    )
