"""Dates of birth: a date beside a word of birth, a name or an age, or old enough to be one."""

import re
from collections.abc import Iterator
from datetime import date

from .births import is_near_birth, is_of_many
from .own_dates import is_example, of_school_years, of_sessions
from .reading import Reading
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
# A date may be typed into the line that was to be filled in: "____01/09/2012____".
_NUMERIC = re.compile(
    r"(?:(?<=__)|(?<![\w/.\-]))(\d{1,2})( ?[/.\-] ?| )(\d{1,2})\2((?:19|20)\d{2}|\d{2})"
    r"(?:(?=__)|(?![\w/\-]|\.\d))"
)
_ISO = re.compile(r"(?<![\w/.\-])((?:19|20)\d{2})([/.\-])(\d{1,2})\2(\d{1,2})(?![\w/\-]|\.\d)")
_COMPACT = re.compile(r"(?<![\w/.\-])(\d{2})(\d{2})((?:19|20)\d{2})(?![\w/\-]|\.\d)")
# Six figures are a day only just behind the word: "DOB 140311".
_SIX = re.compile(r"(?<![\w/.\-])(\d{2})(\d{2})(\d{2})(?![\w/\-]|\.\d)")
_JUST_BEFORE = re.compile(r"(?:\bd\.?o\.?b\.?|\bdate of birth|\bborn|dateofbirth)[^\w\n]{0,4}$")
_COMPACT_ISO = re.compile(r"(?<![\w/.\-])((?:19|20)\d{2})(\d{2})(\d{2})(?![\w/\-]|\.\d)")
_WORDED = re.compile(
    r"(?:(?<=__)|(?<![\w/.\-]))(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]{0,2}"
    + _MONTH
    + r"(?:(?:[\s,\-/.]{0,3}(?=\d{4})|[\s\-/.]{0,2})['’]?((?:19|20)\d{2}|\d{2})"
    r"(?:(?=__)|(?![\w/]|\.\d|:\d)))?",
    re.IGNORECASE,
)
# "1 4 / 0 3 / 2 0 1 1" and "Day: 14 Month: 03 Year: 2011", as forms ask for it.
_ONE_BY_ONE = re.compile(
    r"(?<![\w/.\-])(\d \d)( ?[/.\-] ?| {1,3})(\d \d)\2((?:1 9|2 0) \d \d)(?! ?[\w/])"
)
_IN_PARTS = re.compile(
    r"\bday\b\W{0,4}(\d{1,2})\W{1,4}month\b\W{0,4}(\d{1,2}\b|" + _MONTH + r")\W{1,4}year\b\W{0,4}"
    r"((?:19|20)\d{2})(?!\w)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?<![\w/.\-])" + _MONTH + r"\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}((?:19|20)\d{2})(?!\w)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    r"(?<![\w/.\-])(?:" + _MONTH + r"\s{1,2}|\d{1,2}/)((?:19|20)\d{2})(?!\w)", re.IGNORECASE
)
_A_DAY = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?[ /]$")
_LONG_AGO = re.compile(r"[ ,]{0,2}1[0-8]\d\d\b")
_AGE_WORDS = (
    r"(?:\d{1,2}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
# "she's 15 on", "he'll be seventeen on the", "eleven, 12 on": the day somebody's age changes.
_COMING_OF_AGE = re.compile(
    r"(?:\b(?:he|she|they|who|name|[a-z]{3,12}) ?(?:['’]?s|['’]ll be| is| was| will be| be|"
    r" turns?| turned|"
    r" becomes| became| hits?)(?: just| only| not| nearly| still)? |\bbe |, (?:and |but )?|\()"
    + _AGE_WORDS
    + r"(?: years old| next| in| again)? (?:on|come)(?: the| [a-z]{3,6}day,?)? $"
)
_FEAST = re.compile(
    r"(?<!\w)(?:Christmas (?:Day|Eve)|Boxing Day|New Year['’]?s (?:Day|Eve)|Hallowe['’]?en|"
    r"Valentine['’]?s Day|Bonfire Night|St (?:Patrick|David|Andrew|George)['’]?s Day|Leap Day)"
    r"(?:,? (?:in )?(?:19|20)\d{2})?(?!\w)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:on|since|by|until|till|before|after|from|to|dated?|published|version|meeting|reviewed|"
    r"hearing|incident|held|effective|updated?|due|deadline|issued|revised|court|starts?|ends?|"
    r"between|of|in force|commenced|expires?|training|conference|inspected|inspection|joined|"
    r"opened|closed|signed|sent|received|logged|happened|report)\b[^.;!?]{0,12}$"
)
_BESIDE = re.compile(
    r"(?:\b([^\W\d][\w'’\-]*)|(?<![\w.:/£\-])(\d{1,2})(?: ?(?:yo|y/o|yrs?|years?(?: old)?))?|"
    r"\by(?:ear|r)? ?\d{1,2})"
    r"\s{0,2}[,;:(–\-]?\s{0,2}\(?$"
)
# "Version 2, 12 March 2021": what is counted is no age.
_COUNTED = re.compile(
    r"\b(?:version|issue|appendix|annex|webinar|session|week|step|part|draft|edition|section|"
    r"chapter|volume|phase|stage|module|unit|review|revision|form|table|figure|page|slide|meeting|"
    r"v|no|number)\.? ?$"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
    *("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    *("nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth"),
    *(
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
        "thirtieth",
    ),
    *("thirtieth", "thirty-first"),
)
_IN_WORDS = re.compile(
    r"(?<![\w\-])("
    + "|".join(word.replace("-", "[ -]") for word in reversed(_ORDINALS))
    + r")(?: of)? "
    + _MONTH
    + r",? ((?:19|20)\d{2})(?!\w)",
    re.IGNORECASE,
)
# Each pattern of a full date, with the groups of its day, month and year.
_FULL = (
    (_NUMERIC, (1, 3, 4)),
    (_ISO, (4, 3, 1)),
    (_COMPACT, (1, 2, 3)),
    (_COMPACT_ISO, (3, 2, 1)),
    (_SIX, (1, 2, 3)),
    (_WORDED, (1, 2, 3)),
    (_MONTH_FIRST, (2, 1, 3)),
    (_ONE_BY_ONE, (1, 3, 4)),
    (_IN_PARTS, (1, 2, 4)),
    (_IN_WORDS, (1, 2, 3)),
)
# "K.B. (14/03/2011), J.R. (02/11/2010)": children discussed; not "Barter, C.B. (14 March 2011)",
# nor who signed or wrote something.
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\. ?){2,3}[,:]? ?\($")
_AUTHOR = re.compile(r"[A-Z][\w'’\-]+,? (?:[A-Z]\. ?){2,3}\($")
_BY = re.compile(
    r"\b(?:by|approved|amended|agreed|checked|signed|reviewed|action|author|chair|minutes?|noted|"
    r"updated?|version|trainer|lead|audit(?:ed|or)?|present|apologies)\b(?:[^.;!?\n]|(?<=\b[a-z])\.){0,60}$"
)
_DISCUSSED_AGES = range(10, 19)
_OLDEST = 110
_CHILD_AGES = range(3, 27)

REASON = "This looks like a date of birth. Give an age or a school year instead."
MAYBE_REASON = (
    "This could be a date of birth. If it is, give an age or a school year instead; "
    "if it is the date of something else, say of what."
)
PART_REASON = "A birthday points to one person. Give an age or a school year instead."


def find_dates(reading: Reading) -> Iterator[Span]:
    """Find dates of birth with a year, then birthdays without one."""
    dated = list(_dated(reading))
    everybodys = {*of_school_years(reading, dated), *of_sessions(reading, dated)}
    for start, end, day, certain in dated:
        if start in everybodys:
            continue
        severity = _judge(reading, start, end, day, certain)
        if severity:
            yield Span(start, end, "dob", severity, REASON if severity == BLOCK else MAYBE_REASON)
    yield from _birthdays(reading)


def _birthdays(reading: Reading) -> Iterator[Span]:
    """Days and months without the other part of a date."""
    for match in _WORDED.finditer(reading.text):
        if match.group(3) is not None or _LONG_AGO.match(reading.text, match.end()):
            continue
        if _near_birth(reading, match.span(), (30, 0)):
            end = match.start() + len(match.group().rstrip(" ,.-/'’"))
            yield Span(match.start(), end, "dob", WARN, PART_REASON)
    for match in _FEAST.finditer(reading.text):
        if _near_birth(reading, match.span(), (20, 0)):
            yield Span(*match.span(), "dob", WARN, PART_REASON)
    for match in _MONTH_YEAR.finditer(reading.text):
        # What has a day was judged above.
        if _A_DAY.search(reading.before(match.start(), 8)):
            continue
        if _near_birth(reading, match.span(), (14, 0)) and not is_of_many(reading, match.start()):
            yield Span(match.start(), match.end(), "dob", WARN, PART_REASON)


def _dated(reading: Reading) -> Iterator[tuple[int, int, date, bool]]:
    """Every full date: start, end, day, and whether its format alone makes it a date."""
    for pattern, (day, month, year) in _FULL:
        for match in pattern.finditer(reading.text):
            if match.group(year) is None:
                continue
            if pattern is _SIX and not _JUST_BEFORE.search(reading.before(match.start(), 20)):
                continue
            parts = [match.group(part) for part in (year, month, day)]
            if pattern is _ONE_BY_ONE:
                parts = [part.replace(" ", "") for part in parts]
            found = _day(reading, *parts)
            if found is None and pattern is _NUMERIC:  # the American order
                found = _day(reading, parts[0], parts[2], parts[1])
            spaced = pattern is _NUMERIC and match.group(2) == " "
            loose = spaced or pattern in (_COMPACT, _COMPACT_ISO, _SIX, _ONE_BY_ONE)
            if found:
                yield *match.span(), found, not loose


def _day(reading: Reading, year: str, month: str, day: str) -> date | None:
    full_year = int(year)
    if full_year < 100:
        full_year += 2000 if full_year <= reading.today.year % 100 + 2 else 1900
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(full_year, number, int(day) if day.isdigit() else _ordinal(day))
    except ValueError:
        return None


def _ordinal(word: str) -> int:
    """The day that a word says: "twenty first" is 21."""
    return _ORDINALS.index(word.lower().replace(" ", "-")) + 1


def _near_birth(
    reading: Reading, place: tuple[int, int], reach: tuple[int, int], year: int = 0
) -> bool:
    if _COMING_OF_AGE.search(reading.before(place[0], 44)):
        return True
    return is_near_birth(reading, place, reach, year)


def _judge(reading: Reading, start: int, end: int, day: date, certain: bool) -> str | None:
    age = (reading.today - day).days / 365.25
    if not 0 <= age <= _OLDEST:
        coming = -2 < age < 0 and _COMING_OF_AGE.search(reading.before(start, 44))
        return BLOCK if coming else None
    if is_of_many(reading, start):
        return None
    near = _near_birth(reading, (start, end), (22, 10), day.year)
    if near or (
        age >= _CHILD_AGES.start and _near_birth(reading, (start, end), (70, 25), day.year)
    ):
        return WARN if is_example(reading, start) else BLOCK
    if not certain or not _CHILD_AGES.start <= age < _CHILD_AGES.stop:
        return None
    beside = _BESIDE.search(reading.text[max(0, start - 40) : start])
    # Nobody is older than the time since their birth: "HC 91, 13 September 2016".
    older = beside and beside.group(2) and int(beside.group(2)) > age + 2
    if _is_behind_initials(reading, start, age) or (
        beside
        and not older
        and _is_person(beside.group(1))
        and not _is_counted(reading, start, beside)
    ):
        return BLOCK
    return None if _EVENT.search(reading.before(start, 40)) else WARN


def _is_behind_initials(reading: Reading, start: int, age: float) -> bool:
    """Whether a day in brackets is that of a child who has only initials."""
    if not _DISCUSSED_AGES.start <= age < _DISCUSSED_AGES.stop:
        return False
    before = reading.text[max(0, start - 40) : start]
    return bool(
        _INITIALS.search(before)
        and not _AUTHOR.search(before)
        and not _BY.search(reading.before(start, 80))
    )


def _is_counted(reading: Reading, start: int, beside: re.Match) -> bool:
    """Whether the number just before a date says which version, part or week it is."""
    number = start - (len(beside.string) - beside.start())
    return beside.group(1) is None and bool(_COUNTED.search(reading.before(number, 14)))


def _is_person(word: str | None) -> bool:
    """Whether the word just before a date is an age (no word) or a name."""
    if word is None or word.isdigit():
        return True
    lists = word_lists()
    bare = word.lower()
    return word[0].isupper() and (bare in lists.sure_names or bare not in lists.known)
