"""Words of birth, and of whom they speak: of one person, of nobody yet (an empty line of a form),
or of everybody ("children born after 1 September 2012")."""

import re

from .own_dates import (
    has_its_own_label,
    is_heading,
    is_labelled_before,
    is_of_something_else,
)
from .reading import Reading

_BIRTH = re.compile(
    r"\b(?:born|birth|births|birthdate|birth-?days?|b['’]?day|bdays?|d\.? ?o\.? ?bs?\b|dobs|"
    r"turn(?:s|ed|ing)? "
    r"(?:\d{1,2}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    r"(?: \w+){0,3} on)|\bb\.\s{0,2}$|\(b\s{0,2}$|"
    # As programs name their fields: "childDateOfBirth", "pupil_dob".
    r"date_?of_?birth|birth_?date|(?<=_)dob(?![a-z])|\bdob(?=_)"
)
_HINT = r"(?:d ?d?|day) ?[/.\-] ?(?:m ?m?|month) ?[/.\-] ?(?:(?:y ?){2,4}|year)"
# What is left to be filled in: "____", "(dd/mm/yyyy) __/__/____", "......", "dd/mm/yyyy", "[ ]".
_BLANK = re.compile(
    rf"[\s:.?*)\-]{{0,4}}(?:\({_HINT}\)[\s:]{{0,4}})?"
    rf"(?:{_HINT}|[\s/|.\-]{{0,4}}_ ?_|(?:\. ?){{4}}|(?:… ?){{2}}|\[ {{0,20}}\]|[☐□▢])"
)
_NOTHING = re.compile(r"[ \t:?*)]{0,8}(?:\([^()\n]{0,24}\)[ \t:]{0,8})?\n")
# The date of the paper itself, at the beginning of its line.
_OF_THE_PAPER = re.compile(
    r"(?:^|\n)[^\w\n]{0,4}(?:version|ver\b|v ?\d|issue|edition|revision|revised|reviewed|"
    r"(?:last|next) (?:reviewed|review|updated)|review date|updated|published|printed|template|"
    r"form version|document version)\b[^;!?\n]{0,16}\Z"
)
# What a date is said to be of, in the same line.
_ANNOUNCED = re.compile(
    r"\b(?:version|ver|v ?\d|issued?|edition|revision|revised|review(?:ed)?|updated?|published|"
    r"printed|created|approved|adopted|effective|signed|signature|dated?|completed|completion|"
    r"referral|referred|meeting|visit|assessment|expires?|expiry|due|deadline)\b[^;!?\n]{0,16}\Z"
)
_ANNOUNCED_OR_LIMIT = re.compile(
    rf"{_ANNOUNCED.pattern}|\b(?:on|by|from|until|till|before|after|since)\b[^;!?\n]{{0,12}}\Z"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_GROUP = (
    r"(?:(?:(?<!his )(?<!her )(?<!their )(?<!my )(?<!both )(?<!two )(?<!three )"
    r"(?:children|pupils|students|people|persons|babies|infants|learners|boys|girls|teenagers|"
    r"individuals|applicants))|those|anyone|anybody|everyone|everybody|"
    r"(?:any|every|each|all) (?:child|pupil|student|person|baby|infant|learner|boy|girl))"
)
_OF_MANY = re.compile(
    rf"\b{_GROUP}(?: (?:and|or) {_GROUP})?[\s,(]{{1,3}}(?:(?:who|that) (?:are|were|is|was) )?$"
)
_CUT = (
    r"\s{1,3}(?:on or )?(?:after|before|between|since|from|until|up to)\s"
    r"(?:and including )?(?:the )?"
)
_OF_A_CUT = re.compile(rf"{_CUT}(?:\d|{_MONTH})")
# The day itself, or the second of two.
_THE_CUT = re.compile(
    rf"{_CUT}(?:[^.;:!?\n]{{4,24}}?\s?(?:and|to|until|-)\s(?:on or before )?(?:the )?)?$"
)


def is_of_many(reading: Reading, start: int) -> bool:
    """Whether the day that begins at ``start`` says which children something is for."""
    before = reading.before(start, 64)
    return any(
        _OF_MANY.search(before[: word.start()]) and _THE_CUT.fullmatch(before[word.end() :])
        for word in re.finditer(r"\bborn\b", before)
    )


def is_near_birth(
    reading: Reading, place: tuple[int, int], reach: tuple[int, int], year: int
) -> bool:
    """Whether a word of birth stands within ``reach`` characters before and after a date of that
    year, and speaks of somebody's."""
    (start, end), (before, after) = place, reach
    window = reading.before(start, before)
    for word in _BIRTH.finditer(window):
        gap = window[word.end() :]
        begun = start - len(window) + word.start()
        if (
            not _is_left_blank(gap)
            and not has_its_own_label(gap)
            and not is_of_something_else(reading, begun, word.group(), gap, year)
            and not (_begins_a_cut(reading, begun, word) and _ANNOUNCED_OR_LIMIT.search(gap))
        ):
            return True
    return any(
        _is_of_the_date_before(reading, start, end, word, year)
        for word in _BIRTH.finditer(reading.after(end, after))
    )


def _is_of_the_date_before(
    reading: Reading, start: int, end: int, word: re.Match, year: int
) -> bool:
    place, gap = end + word.start(), word.string[: word.start()]
    behind = reading.after(end + word.end(), 40)
    return not (
        _stands_in_a_form(reading, start, end, word)
        or _begins_a_cut(reading, place, word)
        or is_heading(reading, place, gap)
        or is_labelled_before(reading, start, gap)
        or is_of_something_else(reading, place, word.group(), behind, year)
    )


def _is_left_blank(gap: str) -> bool:
    """Whether the line of a form has no answer, and the date behind it is that of something."""
    blank = _BLANK.match(gap)
    if blank:
        return bool(_ANNOUNCED.search(gap, blank.end()))
    nothing = _NOTHING.match(gap)
    return bool(nothing and _OF_THE_PAPER.search(gap, nothing.end() - 1))


def _stands_in_a_form(reading: Reading, start: int, end: int, word: re.Match) -> bool:
    """Whether a word behind the date asks for what is still to be filled in."""
    line = reading.before(start, 60)
    if "\n" in word.string[: word.start()] and _OF_THE_PAPER.search(line):
        return True
    asked = reading.after(end + word.end(), 40)
    return bool(_BLANK.match(asked) and _ANNOUNCED.search(line))


def _begins_a_cut(reading: Reading, place: int, word: re.Match) -> bool:
    return bool(
        word.group() == "born"
        and _OF_A_CUT.match(reading.after(place + len(word.group()), 40))
        and _OF_MANY.search(reading.before(place, 40))
    )
