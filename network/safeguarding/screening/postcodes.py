"""Full postcodes, by the format of the Post Office; half of one is a town and is not marked.

The format (BS 7666, Royal Mail's Programmer's Guide): an area of one or two letters, a district of
one figure with a figure or letter after it, then a figure and two letters that are none of
C, I, K, M, O and V. Whether a district is in use is not asked: new ones are opened every year.
"""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import BLOCK, WARN, Span
from .wordlists import words_in

_AREAS = words_in("postcode_areas")
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})(\d[0-9A-Za-z]?)( ?- ?| {0,2})"
    r"(\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])"
)
# Postcodes of their own: Girobank, and the territories overseas that have one each (Gibraltar's
# has figures). Of the forces: "BFPO 105", which is one unit.
_OWN = re.compile(
    r"(?<![A-Za-z0-9])(?:GIR ?0AA|(?:ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA) ?1ZZ|GX11 ?1AA|"
    r"BFPO ?(?:c/o ?)?\d{1,4})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# The health service's stand-ins ("ZZ99 3VZ": no fixed abode). They use letters that others do not.
_STAND_IN = re.compile(r"(?<![A-Za-z0-9])ZZ99 ?\d[A-Z]{2}(?![A-Za-z0-9])", re.IGNORECASE)
# What the text itself calls a postcode, in any area and with any letters: often a slip of the key.
_CALLED = re.compile(
    r"\bpost ?codes?(?:\s(?:is|was|are|of|for|he|she|they|gave|given|as|down|it|now|here|there|"
    r"home|recorded|listed|on|file)){0,4}[\s:,(\-–=\"“'‘]{1,3}"
    r"([A-Z]{1,2}\d[0-9A-Z]? ?\d[A-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# "S47 3rd", "E1 5hr": an inward half that reads as an everyday word.
_NOT_INWARD = frozenset(
    ["st", "nd", "rd", "th", "hr", "yr", "wk", "ft", "lb", "gb", "tb", "px", "pt", "ds", "ps"]
)

REASON = "This is a full postcode, which can be one street. Name the town or county."
WIDE_REASON = (
    "This postcode stands for a territory, a unit of the forces or no address at all, and still "
    "narrows down who it is. Leave it out."
)
CALLED_REASON = (
    "This is called a postcode, though it is not written as one. Name the town or county."
)


def find_postcodes(reading: Reading) -> Iterator[Span]:
    """Find full postcodes, then those of their own, then what the text calls a postcode."""
    for match in _POSTCODE.finditer(reading.text):
        if _is_meant(reading, match):
            yield Span(*match.span(), "postcode", BLOCK, REASON)
    for pattern in (_OWN, _STAND_IN):
        for match in pattern.finditer(reading.text):
            yield Span(*match.span(), "postcode", WARN, WIDE_REASON)
    for match in _CALLED.finditer(reading.text):
        if match.group(1)[-2:].lower() not in _NOT_INWARD:
            yield Span(*match.span(1), "postcode", WARN, CALLED_REASON)


def _is_meant(reading: Reading, match: re.Match) -> bool:
    """Whether capitals and surroundings are those of a postcode, not of a grid reference."""
    area, district, _gap, inward = match.groups()
    if area.lower() not in _AREAS:
        return False
    if inward[1:].lower() in _NOT_INWARD and not inward.isupper():
        return False
    letters = [character for character in area + district + inward if character.isalpha()]
    small = sum(character.islower() for character in letters)
    if 0 < small < len(letters) and not (area[0].isupper() and inward[1:].islower()):
        return False
    return not re.search(r"grid ref\w*[^\n]{0,6}$", reading.before(match.start(), 20))
