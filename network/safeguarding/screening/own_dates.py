"""Dates that stand near a word of birth and are those of something else: of guidance or a review,
of a thing that was "born", of a school year, of somebody who lived long ago, of an example."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from .reading import Reading

# What a date is said to be of, in its own sentence or line.
_LABEL = re.compile(
    r"\b(?:checked|issued?|edition|revision|revised|(?:next |last )?review(?:ed)?|updated?|"
    r"published|publication|printed|created|approved|adopted|effective|completed|completion|"
    r"launch(?:ed)?|inspected|inspection|referral|referred|meeting|visit(?:ed)?|assessment|signed|"
    r"signature|expires?|expiry|due|deadline|since|(?:in|into) force|version|ver|v(?= ?\d)|"
    r"guidance|policy|law|act|regulations|source)\b[^\d\n!?;]{0,16}(?:\d[\d.]{0,4}[,:)]? ?)?$"
)
# As many characters before the word are looked at.
_BEFORE = 60
_PART = re.compile(r"\n|[;|!?]\s|\.\s|[,{] ?\"")
_WORD = re.compile(r"[^\W_]")
_THING = (
    r"(?:network|project|service|programme|program|team|charity|organisation|idea|scheme|pilot|"
    r"partnership|movement|initiative|campaign|centre|hub|approach|framework|model|board)"
)
# Only as the subject of its sentence: "the girl in our hub was born" speaks of the girl.
_THING_BORN = re.compile(
    rf"(?:^|[.;:!?(\n]\s{{0,2}})(?:the|our|this|a) (?:[a-z\-]+ )?{_THING}(?: itself)? "
    r"(?:(?:was|were|is|had been) (?:first )?)?$"
)
_IT = re.compile(r"(?:^|[.;:!?(\n]\s{0,2})it (?:has )?$")
_YOUNG = r"(?!baby|bab|child|boy|girl|son\b|daughter|twin|sister|brother)"
_BIRTH_OF = re.compile(rf"s? of (?:the|a|an|our|this|its) (?:{_YOUNG}[a-z\-]+ ){{0,2}}?{_THING}\b")
# How long something is kept: "25 years from date of birth".
_TERM = re.compile(r"\d years? (?:from|after) (?:the |their |the child['’]s )?(?:date of )?$")
_OWN_YEAR = re.compile(r"s?(?: in)? ((?:19|20)\d\d)\b(?![/\-.]\d)")
_LONG_AGO = re.compile(r"[^.\n]{0,20}\b1[0-8]\d\d\b")
_HEADING = re.compile(r"(?:birthdays|births)\b[^\n\d]{0,40}:?[^\S\n]*(?:\n|$)")
_BETWEEN_TWO = re.compile(r"\bbetween (?:the )?$")
_BETWEEN = re.compile(r",?\s{0,3}(?:-|and|to|until|up to)\s{0,3}(?:the )?")
_BESIDE = re.compile(r"[\s;|,]{1,4}")
_IN_A_ROW = re.compile(r"[ \t;|,]{1,6}")
_FEWEST_SESSIONS, _MOST_DAYS = 3, 35
_EXAMPLE = re.compile(
    r"(?:\be\.? ?g\.?|\bfor example|\bexample|\bsuch as)[\"'”]?[:,]? {0,2}[\"'“(]?$"
)


def has_its_own_label(gap: str) -> bool:
    """Whether the text between a word and a date ends with what the date is of, in a sentence or a
    line of its own: "… date of birth. Guidance v3.4, 9 October 2023"."""
    parts = list(_PART.finditer(gap))
    if not parts:
        return False
    last = parts[-1]
    # "D.O.B. checked …" is one label.
    begun = last.group() == "\n" or _WORD.search(gap[: last.start()])
    return bool(begun and _LABEL.search(gap[last.end() :]))


def is_labelled_before(reading: Reading, start: int, gap: str) -> bool:
    """Whether a date ends the sentence or line that says what it is of, before a word behind it."""
    if not _PART.search(gap):
        return False
    before = reading.before(start, 60)
    parts = list(_PART.finditer(before))
    return bool(_LABEL.search(before[parts[-1].end() :] if parts else before))


def is_of_something_else(reading: Reading, place: int, word: str, after: str, year: int) -> bool:
    """Whether a word of birth, with what stands around it, speaks of a thing, of another year, or
    of somebody of another century."""
    before = reading.before(place, _BEFORE)
    if len(before) == _BEFORE:
        before = f"…{before[1:]}"
    if word.startswith(("born", "turn")) and _THING_BORN.search(before):
        return True
    if word.startswith("turn") and _IT.search(before):
        return True
    if word.startswith("birth") and _TERM.search(before):
        return True
    if word.startswith("birth") and _BIRTH_OF.match(f"{word[5:]}{after}"):
        return True
    own = _OWN_YEAR.match(after)
    another = own and int(own[1]) != year and (word == "births" or _PART.search(after))
    return bool(another or _LONG_AGO.match(after))


def is_heading(reading: Reading, start: int, gap: str) -> bool:
    """Whether the word that begins there is the heading of what follows: "Birthdays:"."""
    return "\n" in gap and bool(_HEADING.match(reading.after(start, 60)))


def of_school_years(
    reading: Reading, dated: Iterable[tuple[int, int, date, bool]]
) -> Iterator[int]:
    """Where the days begin between which everybody was born: the first of a month and the last."""
    for (start, end, day, _), (next_start, _, last, _) in pairwise(sorted(dated)):
        between = reading.text[end:next_start].lower() if next_start - end < 16 else ""
        whole = day.day == 1 and (last + timedelta(days=1)).day == 1
        if not whole or last - day < timedelta(days=27):
            continue
        year = (day.month, last.month) == (9, 8)
        said = _BETWEEN.fullmatch(between)
        # Two children may have been born on the first of one month "and" the last of another.
        if said and "and" in between:
            said = year or _BETWEEN_TWO.search(reading.before(start, 12))
        if said or (year and _BESIDE.fullmatch(between)):
            yield from (start, next_start)


def of_sessions(reading: Reading, dated: Iterable[tuple[int, int, date, bool]]) -> Iterator[int]:
    """Where the days begin of three or more sessions in one line, a week or some weeks apart: the
    head of a register. Nobody's births come so."""
    run: list[tuple[int, int, date]] = []
    for start, end, day, _ in sorted(dated):
        apart = (day - run[-1][2]).days if run else 0
        if (
            not run
            or not 0 < apart <= _MOST_DAYS
            or apart % 7
            or not _IN_A_ROW.fullmatch(reading.text[run[-1][1] : start][:_MOST_DAYS])
        ):
            yield from _starts(run)
            run = []
        run.append((start, end, day))
    yield from _starts(run)


def _starts(run: list[tuple[int, int, date]]) -> list[int]:
    return [start for start, _, _ in run] if len(run) >= _FEWEST_SESSIONS else []


def is_example(reading: Reading, start: int) -> bool:
    """Whether a day or a number shows how one is written."""
    return bool(_EXAMPLE.search(reading.before(start, 24)))
