"""The rules of counting, after the COUNTER Code of Practice for Research Data, release 1,
section 10 (processing rules) and the COUNTER code of practice 5, section 7.3 (unique items).

Pure: events in, counts out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

DOUBLE_CLICK = timedelta(seconds=30)


class Use(NamedTuple):
    """One raw event: what the rules ask of it. ``item`` tells two links of a page apart."""

    page: int
    version: int
    item: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Count:
    total: int
    unique: int


def once(uses: Iterable[Use]) -> Iterator[Use]:
    """The uses without double clicks: of those by the same person of the same item that follow
    each other within thirty seconds, the last.

    The time slides: a third click within thirty seconds of the second belongs to them, however
    long after the first. Cost: one sort.
    """
    ordered = sorted(uses, key=lambda use: (use.page, use.item, use.person, use.at))
    for _, same in groupby(ordered, key=lambda use: (use.page, use.item, use.person)):
        last = None
        for use in same:
            if last is not None and use.at - last.at > DOUBLE_CLICK:
                yield last
            last = use
        yield last


def count(uses: Iterable[Use]) -> Count:
    """The total, and the unique uses: once a person and hour, which is the code's session where
    nothing else tells sessions apart. ``uses`` come from :func:`once`."""
    counted = list(uses)
    sessions = {(use.person, use.at.date(), use.at.hour) for use in counted}
    return Count(len(counted), len(sessions))
