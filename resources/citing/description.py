"""What every format of a citation says, gathered once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from network.pages.credit_roles import makes_author
from resources.citing.names import Name, name_of


@dataclass(frozen=True, slots=True)
class Described:
    """One version of one resource as it is cited.

    ``authors`` in order; without any, the publisher stands for them. ``contributors`` helped in
    ways that make no author. ``url`` is the address of the version, which stays when a newer one
    comes. ``accessed`` is the reader's day.
    """

    key: str
    title: str
    genre: str
    authors: tuple[Name, ...]
    publisher: str
    released: date
    version: int
    url: str
    accessed: date
    contributors: tuple[Name, ...] = ()
    summary: str = ""
    licence: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def credited(self) -> tuple[Name, ...]:
        return self.authors or ((Name(self.publisher),) if self.publisher else ())


def keywords(names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Contexts, harms and topics by facet as keywords, in this order. Some names are both a harm
    and a topic: each stands once."""
    kept = {}
    for facet in ("context", "harm", "topic"):
        for name in names.get(facet, ()):
            kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


def authors_and_others(credited: Sequence[dict]) -> tuple[list[dict], list[dict]]:
    """Those who are credited, in order: authors, and those whose role makes no author
    (:mod:`network.pages.credit_roles`). Somebody is an author where anybody is credited."""
    authors = [one for one in credited if makes_author(one["role"])]
    return (authors, [one for one in credited if one not in authors]) if authors else (credited, [])


def _names(credited: Sequence[dict]) -> tuple[Name, ...]:
    return tuple(
        name_of(one["name"], is_person=one["is_member"], is_body=one["is_body"]) for one in credited
    )


def publisher_of(page) -> str:
    """The organisation of the resource, or else the network, which has put it out."""
    return page.organisation or settings.SITE_NAME


def describe(page, *, authors, terms, version, url: str, accessed: date) -> Described:
    """From what the resource's page has read already: no query.

    ``authors`` and ``terms`` as :mod:`resources.detail` gives them, ``version`` its view of the
    version that is cited.
    """
    names = {facet: [name for _, name in rows] for facet, rows in terms.items()}
    writers, helpers = authors_and_others(authors)
    return Described(
        key=f"{page.slug}-v{version.number}",
        title=page.title,
        genre=names.get("type", [""])[0],
        authors=_names(writers),
        contributors=_names(helpers),
        publisher=publisher_of(page),
        released=version.released_date,
        version=version.number,
        url=url,
        accessed=accessed,
        summary=page.summary,
        licence=page.licence,
        keywords=keywords(names),
    )
