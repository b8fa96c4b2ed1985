"""Where someone lives: house or flat to street."""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import BLOCK, WARN, Span

_TYPE = (
    r"Street|Str|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Drv|Close|Cl|Court|Ct|Crescent|"
    r"Cres|Way|Walk|Place|"
    r"Pl|Terrace|Terr?|Gardens?|Gdns|Grove|Gr|Hill|Rise|Row|Mews|Square|Sq|Park|Parade|Green|"
    r"View|Bank|"
    r"Gate|Fold|Wharf|Quay|Mount|Vale|Dale|Path|Meadows?|Croft|End|Heights|Mansions?|"
    r"Buildings|House|"
    r"Towers?|Yard|Brae|Wynd|Loan|Broadway|Circus|Common|Approach|Boulevard|Blvd|Esplanade|"
    r"Promenade|Embankment|Passage|Alley|Orchard|Paddocks?|Leys|Cottages?|Villas?|Spinney|Copse|"
    r"Garth|Side|Point|Lodge|Chase|Bridge|Nook|Hey|Holt|Ridge|Slope|Wood|Woods|Field|Fields|"
    r"Farm|Causeway|"
    r"Cross|Corner|Crest|Dene|Drove|Glade|Glen|Loke|Ride|Pastures|Reach|Ropewalk|Rope|Strand|"
    r"Pavement"
)
_STREET = r"(?:[A-Z][\w'’\-]{0,30}\.? ){1,4}(?:" + _TYPE + r")\b"
_JOINED_STREET = (
    r"[A-Z][a-z]{2,20}(?:way|gate|side|field|fields|wood|croft|dale|garth|bank|street|thwaite)\b"
)
_WELSH_STREET = (
    r"(?:Heol|Llys|Llwyn|Gerddi|Ffordd|Stryd|Lôn|Rhodfa|Maes|Clos|Cwrt|Bryn|Tir|Rue)(?: (?:y|yr|Y|"
    r"Yr|[A-Z][\w'’\-]{0,30})){1,3}"
)
_THE_STREET = r"[Tt]he [A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20})?"
_PART = (
    r"(?:Flat|flat|Apartment|Apt|apt|Room|Unit|Annexe?|Studio|Bedsit|Plot|Caravan|Pitch|"
    r"Block|Maisonette)"
)
_IN_WORDS = (
    r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|"
    r"[Tt]welve|(?:[Tt]hir|[Ff]our|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)teen|"
    r"(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
    r"(?:[ \-](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_NUMBERED = re.compile(
    r"(?<![\w£/.])(?:"
    + _PART
    + r" [\w/]{1,5},? )?(?:[A-Z][\w'’\-]{0,20}(?: [A-Z][\w'’\-]{0,20}){0,2}, )?"
    r"(?:[Nn]o\.? ?|[Nn]umber )?(?<![\w£/.])(\d{1,4}[A-Za-z]?(?:[\-–/]\d{1,4}[A-Za-z]?)?),? "
    r"(?:" + _STREET + "|" + _WELSH_STREET + "|" + _THE_STREET + "|" + _JOINED_STREET + r")"
)
_WORDED = re.compile(
    r"(?<![\w£/.])(?:[Nn]umber )?" + _IN_WORDS + r",? (?:" + _STREET + "|" + _WELSH_STREET + r")"
)
# "the flat above 9 Cornmarket"
_BESIDE = re.compile(
    r"(?<!\w)(?:the )?(?:flat|room|bedsit|place|unit|maisonette|annexe?|caravan|shed|garage|"
    r"house)s? "
    r"(?:above|over|behind|below|under|next to|opposite|beside|at the back of|round the back of) "
    r"(?:[Nn]o\.? ?|[Nn]umber )?\d{1,4}[A-Za-z]?,? [A-Z][\w'’\-]{2,30}(?: [A-Z][\w'’\-]{2,30}){0,2}"
)
_IN_BUILDING = re.compile(
    r"(?<!\w)" + _PART + r" (?:\d{1,4}[A-Za-z]?(?:/\d{1,3})?|[A-Z])(?:,| at| in)? "
    r"(?:[A-Z][\w'’\-]{1,30} ){0,3}[A-Z][\w'’\-]{2,30}"
)
_NAMED_HOUSE = re.compile(
    r"(?<!\w)(?:The |the )?(?:[A-Z][\w'’\-]{1,30} ){1,3}?(?:Cottage|House|Farm|Farmhouse|"
    r"Lodge|Barn|Mill|Forge|"
    r"Rectory|Vicarage|Villa|Bungalow|Grange|Manor|Stables|Croft),? (?:on |in )?" + _STREET
)
_WELSH_HOUSE = re.compile(
    r"(?<!\w)(?:T[yŷ]|Bryn|Pen|Plas|Hafod|Llys|Maes|Cae|Pant|Nant)[\w'’\-]{0,12}(?: [\w'’\-]{1,14})"
    r"{0,3}, (?:" + _WELSH_STREET + "|" + _STREET + ")"
)
_SPOKEN = re.compile(
    r"\b(?:lives?|living|lived|stay(?:s|ing|ed)?|address(?: is| was)?|moved|based|placed|flat|"
    r"house|home)"
    r"(?: (?:at|to|in|on|is|with \w+ at))?:?,? (\d{1,4}[A-Za-z]? [A-Za-z][\w'’\-]{1,25}"
    r"(?: [A-Za-z][\w'’\-]{1,25}){0,2}? "
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|close|court|crescent|cres|way|walk|place|"
    r"terrace|"
    r"gardens|gdns|grove|hill|rise|row|mews|square|green|view|bank|house|tower))\b",
    re.IGNORECASE,
)
_SPOKEN_CAPITAL = re.compile(
    r"\b(?:lives?|living|lived|stay(?:s|ing|ed)?|address(?: is| was)?|moved|[Aa]t home)(?: at|"
    r" to| in| is)?:?,? "
    r"(?:at )?((?:[Nn]o\.? ?|"
    r"[Nn]umber )?\d{1,4}[A-Za-z]?,? [A-Z][\w'’\-]{2,30}(?: [A-Z][\w'’\-]{2,30}){0,2})"
)
_NOT_A_HOUSE = re.compile(
    r"(?<!['’])\b(?:years?|yr|y|section|s|part|bus(?:es)?|routes?|level|grade|form|stage|ks|page|p|"
    r"para|chapter|"
    r"paragraph|module|unit|key stage|tram|platform|gate|zone|week|day|session|question|q|"
    r"version)[ .]{0,2}$"
)
_COUNTED = re.compile(r"\d{1,4} (?:The )?(?:Young|Year|Boys|Girls|Key|Children|Kids|Community)\b")

ADDRESS_REASON = "This looks like an address. Say what kind of place it is instead."


def find_places(reading: Reading) -> Iterator[Span]:
    """Find addresses in their various forms."""
    for pattern in (_NUMBERED, _WORDED, _BESIDE, _IN_BUILDING, _NAMED_HOUSE, _WELSH_HOUSE):
        for match in pattern.finditer(reading.text):
            if _plausible(reading, match):
                yield Span(*match.span(), "address", BLOCK, ADDRESS_REASON)
    for pattern in (_SPOKEN, _SPOKEN_CAPITAL):
        for match in pattern.finditer(reading.text):
            yield Span(*match.span(1), "address", WARN, ADDRESS_REASON)


def _plausible(reading: Reading, match: re.Match) -> bool:
    found = match.group()
    first = re.search(r"\d", found)
    if first is None:
        return True
    if found[0].isdigit() and _NOT_A_HOUSE.search(reading.before(match.start(), 20)):
        return False
    number = re.match(r"\d+", found[first.start() :]).group()
    if len(number) == 4 and 1900 <= int(number) <= 2099:
        return False
    return not _COUNTED.search(found)
