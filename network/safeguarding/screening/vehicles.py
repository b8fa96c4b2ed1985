"""Vehicle registration marks, current, older, Northern Irish and Irish."""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import BLOCK, WARN, Span

# Letters never issued (DVLA INF104): I, Q and Z in the area code, I and Q at the end.
_CURRENT = re.compile(
    r"(?<![A-Za-z0-9])[A-HJ-PR-Y]{2} ?\d{2}[ \-]{0,2}[A-HJ-PR-Z]{3}(?![A-Za-z0-9])", re.IGNORECASE
)
_OLDER = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-HJ-NPR-TV-Y] ?\d{1,3} ?[A-HJ-PR-Y]{3}|"
    r"[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NPR-TV-Y]|"
    r"Q\d{1,3} ?[A-HJ-PR-Y]{3}|[A-Z]{0,2}[IZ][A-Z]{1,2} ?\d{1,4}|[A-Z][IZ][A-Z] ?\d{1,4}|"
    r"\d{2,3}-[A-Z]{1,2}-\d{1,6}|[A-Z]{1,3} ?\d{4})(?![A-Za-z0-9])"
)
# A letter, three figures and three letters, or the reverse: long enough to be nothing else.
_FULL_PREFIX = re.compile(r"[A-Z]\d{3} [A-Z]{3}|[A-Z]{3} \d{3}[A-Z]")
_VEHICLE = re.compile(
    r"\b(?:cars?|vans?|vehicles?|reg(?:istration|istered)?s?|(?:number |licence )?plates?|"
    r"index|vrm|"
    r"mopeds?|scooters?|motor ?bikes?|bikes?|motors?|taxis?|(?:mini)?cabs?|driv\w+|drove|"
    r"parked|parking|park up|parks (?:his|her|the|a|up|outside|across|in|on|at|near|round|by)|"
    r"lifts? (?:from|off|home|by|to|in)|getting lifts|given (?:a lift|lifts)|revv\w+|mx-?5|clio|"
    r"twingo|kuga|mondeo|leon|tiguan|beetle|landrover|bikers?|reversed|speeding|sped off|"
    r"audi|bmw|merc(?:edes)?|golf|corsa|fiesta|focus|astra|transit|polo|range rover|hatchback|"
    r"saloon|"
    r"4x4|lorry|truck|pick-?up|minibus|anpr|dvla|vauxhall|ford|vw|volkswagen|nissan|toyota|"
    r"prius|kia|"
    r"rover|defender|discovery|evoque|jaguar|volvo|mazda|hyundai|suzuki|subaru|mitsubishi|fiat|"
    r"passat|sprinter|zafira|insignia|qashqai|juke|micra|yaris|octavia|fabia|ibiza|civic|punto|"
    r"a3|a4|a5|q3|q5|x5|caddy|vito|berlingo|hearse|limo|limousine|camper(?: ?van)?|motorhome|coupe|"
    r"cabriolet|suv|4 ?x ?4|sur-?ron|fiat|dacia|chevrolet|porsche|lexus|tractor|trailer|"
    r"seat|skoda|honda|yamaha|peugeot|renault|clio|citroen|mini|tesla|e-?bike|quad|jeep|"
    r"convertible|"
    r"estate car|people carrier|getaway|dropped (?:her|him|them) off|pick(?:ed|s|ing)? (?:her|"
    r"him|them) up)\b"
)
_PLATE = re.compile(r"\b(?:reg(?:istration|istered)?|(?:number |licence )?plates?|vrm|index)\b")
_CODE = re.compile(
    r"\b(?:modules?|courses?|codes?|forms?|ref(?:erence)?|versions?|grid|models?|bay|cohort|"
    r"training|batch|voucher|product|item|document|policy|booking|postcode)\b"
)
_AND_WORDS = frozenset(
    [
        "THE",
        "AND",
        "FOR",
        "ARE",
        "WAS",
        "HAS",
        "NOT",
        "BUT",
        "ALL",
        "OUT",
        "HER",
        "HIS",
        "SHE",
        "WHO",
    ]
)

REASON = (
    "This looks like a vehicle registration. Say “a car” or “the same van”; tell the "
    "police the number."
)
MAYBE_REASON = (
    "This could be a vehicle registration. If it is, leave it out; if it is a code, say of what."
)


def find_vehicles(reading: Reading) -> Iterator[Span]:
    """Find marks of the current format anywhere, older ones beside a vehicle word."""
    yield from _current(reading)
    yield from _older(reading)


def _current(reading: Reading) -> Iterator[Span]:
    for match in _CURRENT.finditer(reading.text):
        start, end = match.span()
        mark = match.group()
        if mark[-3:].upper() in _AND_WORDS and not mark.isupper():
            continue
        near = reading.before(start, 45) + " ~ " + reading.after(end, 12)
        if _VEHICLE.search(near):
            near = ""
        wide = reading.before(start, 90) + " ~ " + reading.after(end, 60)
        beside_vehicle = bool(_VEHICLE.search(wide))
        if _CODE.search(near) and not _PLATE.search(near):
            continue
        if not (mark[:2].isupper() and mark[-3:].isupper()) and not beside_vehicle:
            continue
        if beside_vehicle:
            yield Span(start, end, "vehicle", BLOCK, REASON)
        else:
            yield Span(start, end, "vehicle", WARN, MAYBE_REASON)


def _older(reading: Reading) -> Iterator[Span]:
    for match in _OLDER.finditer(reading.text):
        start, end = match.span()
        letters = re.findall(r"[A-Z]{3}", match.group())
        if any(group in _AND_WORDS for group in letters):
            continue
        near = reading.before(start, 60) + " ~ " + reading.after(end, 36)
        if _CODE.search(reading.before(start, 20)) and not _PLATE.search(near):
            continue
        plain = re.fullmatch(r"[A-HJ-Z]{1,3} ?\d{4}", match.group()) and not re.search(
            r"[IZ]", match.group()
        )
        if _PLATE.search(near) or (not plain and _VEHICLE.search(near)):
            yield Span(start, end, "vehicle", BLOCK, REASON)
        elif _FULL_PREFIX.fullmatch(match.group()):
            yield Span(start, end, "vehicle", WARN, MAYBE_REASON)
