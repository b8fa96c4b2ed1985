"""Numbers that look like a child's case and that anybody can look up: of schools, of published
reviews, of papers, and of cases that a court has published."""

import re

from .reading import Reading

# Numbers under which the courts list claims and appeals for everybody, and those of judgments.
LISTED = re.compile(
    r"CO/\d{1,5}/(?:19|20)\d{2}|AC-20\d{2}-[A-Z]{3}-\d{6}|[ABC]\d/(?:19|20)\d{2}/\d{4}|"
    r"(?:QB|KB|CH|HC|PT|BL|CL|FS|HT|CA)-20\d{2}-\d{6}|"
    r"(?:EW|UK|NI|CS)[A-Z]{2,6} \d{1,4} \d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?"
)
_OF_THE_POLICE = re.compile(r"\b(?:crime|incident|occurrence|custody|police|log|cad)[ :#]{1,2}$")
_FAMILY_COURT = re.compile(r"(?<![\w/])[A-Z]{2}\d{2}[CPFD]\d{5}(?!\w)")
_PUBLISHED = re.compile(
    r"\[(?:19|20)\d\d\] (?:ew|uk|ni|cs)[a-z]{2,6}\b|anonymised by the court|\bbailii\b|"
    r"\b(?:reported|published) (?:judgment|case)|judgment (?:was )?(?:published|reported)"
)
_SCHOOL_NUMBER = re.compile(r"urn[\s:;#.]{1,3}(?:is\s|was\s)?\d{5,8}", re.IGNORECASE)
_SCHOOLS = re.compile(
    r"(?<!her )(?<!his )(?<!their )(?<!child['’]s )\b(?:ofsted|school|provider|college|academy|"
    r"nursery|setting|centre|dfe|gias|edubase)(?: (?:id|number|no\.?))?[\s:(,]{0,3}$"
)
_INSPECTED = re.compile(r"[\s,;(]{0,3}(?:was |last )?inspected\b")
_REPOSITORY = re.compile(r"(?<!\w)(?:19|20)\d\dC\d{4,5}(?!\w)")
_REVIEWS = re.compile(
    r"\bl?c?scr\b|serious case review|practice review|\bl?cspr\b|repository|\bnspcc\b"
)
_PAPER = re.compile(
    r"\b(?:case study|audit|minutes?|agenda|paper|session|booking|course|resource|survey|study|"
    r"research|ethics|evaluation|training|template|tool|module|newsletter|event)s?"
    r"(?: (?:no|number|sheet|pack))?[\s.:,]{1,2}"
    r"(?:ref(?:erence)?s?(?:\s(?:no\.?|number))?[\s:;#.]{1,3})?$"
)


def is_listed(reading: Reading, match: re.Match) -> bool:
    """Whether anybody can look the case up, and nothing says that the number is the police's."""
    return bool(
        LISTED.fullmatch(match.group())
        and not _OF_THE_POLICE.search(reading.before(match.start(), 20))
    )


def is_public(reading: Reading, start: int, end: int) -> bool:
    """Whether a reference is a school's, or that of a review or a judgment that is published."""
    phrase, before = reading.text[start:end], reading.before(start, 160)
    behind = reading.after(end, 100)
    if _FAMILY_COURT.search(phrase):
        return bool(_PUBLISHED.search(f"{before} ~ {behind}"))
    if _REPOSITORY.search(phrase):
        return bool(_REVIEWS.search(f"{before[-80:]}{phrase.lower()}{behind}"))
    if _SCHOOL_NUMBER.fullmatch(phrase):
        return bool(_SCHOOLS.search(before) or _INSPECTED.match(behind))
    return False


def is_of_a_paper(reading: Reading, start: int, end: int) -> bool:
    """Whether a reference with letters follows the name of a paper: "Minutes ref. SG/2026/03"."""
    code = re.sub(r"^ref(?:erence)?\W+", "", reading.text[start:end], flags=re.IGNORECASE)
    return bool(re.search("[A-Za-z]", code) and _PAPER.search(reading.before(start, 60)))
