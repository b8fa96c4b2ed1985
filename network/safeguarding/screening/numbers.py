"""Numbers with a check digit or a fixed format: NHS, Unique Pupil and National Insurance."""

import re
from collections.abc import Iterator

from stdnum.gb import nhs, upn

from .contact import TELEPHONE_WORD, WITHOUT_NOUGHT
from .own_dates import is_example
from .reading import Reading
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists

_NHS = re.compile(
    r"(?<![\w£$/])(?<!\d[.\-])(?:\d{10}|\d{3}([ .\-–])\d{3}\1\d{4}|\d{3} {1,2}\d{3} {1,2}\d{4})"
    r"(?!\w|[.\-/]\d)"
)
_NHS_LABELLED = re.compile(
    r"(?:\b(?:nhs|chi|h&c|hcn)\b|nhs_?n(?:o|um|umber)\b)[^\d\n]{0,25}"
    r"(\d(?:[ .\-–]?\d|(?<=\d\d\d) ?/ ?\d){9})(?![\w/]|[ .\-]\d)",
    re.IGNORECASE,
)
_NHS_WORD = re.compile(
    r"\b(?:nhs|chi|h&c|hcn|health (?:and care )?n(?:umber|o))\b|nhs_?n(?:o|um|umber)\b"
)
_HEALTH_WORD = re.compile(
    r"\b(?:health|hospital|patients?|medical|gp|surgery|doctor|clinic|paediatric\w*|camhs|a&e|"
    r"(?:his|her|their|child['’]s|boy['’]s|girl['’]s|[a-z]+['’]s) (?:number|no)\b)"
)
_PAPER_WORD = re.compile(
    r"\b(?:documents?|docs?|invoices?|orders?|isbn|ticket|purchase|po|bid|grant|tender|barcode|"
    r"version|licen[cs]e|ref(?:erence)?|reports?|serial|asset|vendor|quote|contract|policy|"
    r"booking|account|receipt|tracking|parcel|course|forms?|models?|dpia|charity|company)\b"
)
_UPN = re.compile(
    r"(?<![A-Za-z0-9])[A-HJ-NP-RT-Za-hj-np-rt-z](?:[ \-]?\d){11}[ \-]?[0-9A-Za-z](?![A-Za-z0-9])"
)
_UPN_WORD = re.compile(r"\b(?:upn|unique pupil|pupil n(?:umber|o))")
_NINO = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{2})([ \-]?)(\d{2})[ \-]?(\d{2})[ \-]?(\d{2})[ \-]?([A-Da-d])?"
    r"(?![A-Za-z0-9])"
)
# What guides fill in: no authority has the number 123, and one figure six times shows the format.
_SHOWN_UPN = re.compile(r"[A-Z]123456789")
_SHOWN_NINO = re.compile(r"[A-Z]{2}(?:(\d)\1{5}|123456)[A-D]?", re.IGNORECASE)
_NINO_WORD = re.compile(
    r"\b(?:ni|n\.i\.?|nino|nat(?:ional)? ins(?:urance)?)\b(?:[^.\n]{0,40})$", re.IGNORECASE
)

NHS_REASON = "This looks like an NHS number. Leave it out; nobody needs it here."
NHS_CHECK_REASON = (
    "This is called an NHS number, though its check digit does not fit. "
    "Leave it out; nobody needs it here."
)
NHS_PAPER_REASON = (
    "This would pass as an NHS number. If it is the number of a document, say so or leave it out."
)
NHS_BARE_REASON = (
    "Ten digits that would pass as an NHS number. If they are one, leave them out; if not, say "
    "what they are."
)
NHS_EXAMPLE_REASON = (
    "This would pass as an NHS number. If it shows how one is written, 000 000 0000 does too."
)
UPN_REASON = "This looks like a pupil's UPN. Leave it out; it leads to one child and one school."
NINO_REASON = "This looks like a National Insurance number. Leave it out; nobody needs it here."


def find_numbers(reading: Reading) -> Iterator[Span]:
    """Find NHS numbers, then UPNs, then National Insurance numbers."""
    yield from _nhs_numbers(reading)
    yield from _pupil_numbers(reading)
    yield from _insurance_numbers(reading)


def _nhs_numbers(reading: Reading) -> Iterator[Span]:
    seen = set()
    for match in _NHS_LABELLED.finditer(reading.text):
        start, end = match.span(1)
        seen.add(start)
        if is_example(reading, start):
            yield Span(start, end, "nhs", WARN, NHS_EXAMPLE_REASON)
        elif nhs.is_valid(re.sub(r"\D", "", match.group(1))):
            yield Span(start, end, "nhs", BLOCK, NHS_REASON)
        else:
            yield Span(start, end, "nhs", WARN, NHS_CHECK_REASON)
    for match in _NHS.finditer(reading.text):
        start, end = match.span()
        digits = re.sub(r"\D", "", match.group())
        if start in seen or not nhs.is_valid(digits) or len(set(digits)) == 1:
            continue
        around = reading.before(start, 40) + " ~ " + reading.after(end, 30)
        if digits[0] == "0" and not _NHS_WORD.search(around):
            continue  # a telephone number; NHS and H&C numbers start at 3, CHI with a label above
        if _is_telephone(reading, match):
            continue
        doubt = _doubt(reading, match, around)
        yield Span(start, end, "nhs", WARN if doubt else BLOCK, doubt or NHS_REASON)


def _doubt(reading: Reading, match: re.Match, around: str) -> str:
    """Why a number that passes as one of the health service may be none; empty where it is one."""
    if is_example(reading, match.start()):
        return NHS_EXAMPLE_REASON
    if _PAPER_WORD.search(around) and not _NHS_WORD.search(around):
        return NHS_PAPER_REASON
    # One in eleven numbers of ten digits passes by chance; none is written in threes.
    is_bare = match.group().isdigit() and not _is_about_health(around)
    return NHS_BARE_REASON if is_bare else ""


def _is_telephone(reading: Reading, match: re.Match) -> bool:
    """Whether ten digits are called a telephone number, could be one, and nothing between says that
    they are the health service's."""
    called = TELEPHONE_WORD.search(reading.before(match.start(), 40))
    return bool(
        called and WITHOUT_NOUGHT.fullmatch(match.group()) and not _NHS_WORD.search(called.group())
    )


def _is_about_health(around: str) -> bool:
    """Whether words nearby say that a number is somebody's, or one of the health service."""
    return bool(_NHS_WORD.search(around) or _HEALTH_WORD.search(around))


def _pupil_numbers(reading: Reading) -> Iterator[Span]:
    for match in _UPN.finditer(reading.text):
        start, end = match.span()
        number = re.sub(r"[ \-]", "", match.group()).upper()
        if _SHOWN_UPN.match(number):
            continue
        labelled = _UPN_WORD.search(reading.before(start, 40))
        # Only the check letter is judged: the library's table of local authorities is from 2011.
        try:
            valid = upn.calc_check_digit(number[1:]) == number[0]
        except ValueError:
            valid = False
        if valid:
            yield Span(start, end, "upn", BLOCK, UPN_REASON)
        elif labelled:
            yield Span(start, end, "upn", WARN, UPN_REASON)


def _insurance_numbers(reading: Reading) -> Iterator[Span]:
    """Prefix rules: HMRC manual NIM39110 (letters never used, and seven pairs never used)."""
    for match in _NINO.finditer(reading.text):
        start, end = match.span()
        prefix, suffix = match.group(1), match.group(6)
        if _SHOWN_NINO.fullmatch(re.sub(r"[ \-]", "", match.group())):
            continue
        labelled = bool(_NINO_WORD.search(reading.text[max(0, start - 60) : start]))
        upper = prefix.upper()
        issued = (
            upper[0] not in "DFIQUV"
            and upper[1] not in "DFIOQUV"
            and upper not in {"BG", "GB", "NK", "KN", "NT", "TN", "ZZ"}
        )
        written = prefix.isupper() or (prefix.islower() and not match.group(2))
        small = prefix.islower() and suffix and match.group().count(" ") == 4
        if labelled:
            yield Span(start, end, "nino", BLOCK if suffix else WARN, NINO_REASON)
        elif small and issued and prefix not in word_lists().known:
            yield Span(start, end, "nino", WARN, NINO_REASON)
        elif suffix and issued and written:
            yield Span(start, end, "nino", BLOCK, NINO_REASON)
