"""The one entrance: a text in, marks out. Nothing is stored or logged here."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .contact import find_contacts
from .dates import find_dates
from .handles import find_handles
from .institutions import find_institutions
from .name_callings import find_callings
from .name_initials import find_initials
from .names import find_names
from .numbers import find_numbers
from .places import find_places
from .postcodes import find_postcodes
from .reading import Reading
from .references import find_references
from .spans import TYPES, WARN, Span, settle
from .typed import plain, put_back
from .vehicles import find_vehicles

_LONDON = ZoneInfo("Europe/London")

_DETECTORS = (
    find_numbers,
    find_dates,
    find_contacts,
    find_handles,
    find_places,
    find_postcodes,
    find_vehicles,
    find_references,
    find_institutions,
    find_names,
    find_initials,
    find_callings,
)

EXTRA_REASON = "This is on the list of names to leave out here. Say it in a general way instead."


def screen(
    text: str, *, extra_terms: Iterable[str | tuple[str, str]] = (), today: date | None = None
) -> list[Span]:
    """Return the parts of a text that may identify someone, sorted and not overlapping.

    ``extra_terms`` are words to mark wherever they stand whole, whatever their case: a plain
    string counts as a school, a pair is (term, type). ``today`` fixes the day that ages are
    reckoned from. An alarm, not a guarantee: a person checks too. Raises ValueError for an
    unknown type. Linear in the length of the text; 5,000 characters take well under 50 ms.
    """
    text, places = plain(text)
    reading = Reading.of(text, today or datetime.now(_LONDON).date())
    spans = list(_extra(text, extra_terms))
    for detector in _DETECTORS:
        spans.extend(detector(reading))
    return put_back(settle(spans), places)


def _extra(text: str, terms: Iterable[str | tuple[str, str]]) -> Iterator[Span]:
    for term in terms:
        words, kind = (term, "school") if isinstance(term, str) else term
        if kind not in TYPES:
            raise ValueError(f"unknown type of span: {kind!r}")
        if not words.strip():
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
        for match in pattern.finditer(text):
            yield Span(*match.span(), kind, WARN, EXTRA_REASON)
