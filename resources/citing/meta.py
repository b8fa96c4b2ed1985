"""Meta tags of a resource: Dublin Core, and the Highwire names that Zotero and Google Scholar
read."""

from collections.abc import Sequence
from typing import NamedTuple

from resources.citing.description import Described


class Tag(NamedTuple):
    name: str
    content: str


def meta_tags(described: Described, *, pdf_url: str = "") -> list[Tag]:
    """The tags in order. ``pdf_url`` is the address of a PDF that anybody may have, if there is
    one."""
    day = described.released
    tags = [
        Tag("citation_title", described.title),
        *(Tag("citation_author", name.inverted) for name in described.credited),
        Tag("citation_publication_date", f"{day:%Y/%m/%d}"),
        Tag("citation_technical_report_institution", described.publisher),
        Tag("citation_technical_report_number", f"Version {described.version}"),
        Tag("citation_language", "en"),
        Tag("citation_abstract_html_url", described.url),
        Tag("citation_pdf_url", pdf_url),
        *(Tag("citation_keywords", word) for word in described.keywords),
        *(Tag(f"DC.{name}", value) for name, values in dublin_core(described) for value in values),
    ]
    return [tag for tag in tags if tag.content]


def dublin_core(described: Described) -> Sequence[tuple[str, list[str]]]:
    """The fifteen elements as far as they are known, in the order of the standard
    (ISO 15836-1)."""
    elements = [
        ("title", [described.title]),
        ("creator", [name.inverted for name in described.credited]),
        ("subject", list(described.keywords)),
        ("description", [described.summary]),
        ("publisher", [described.publisher]),
        ("contributor", [name.inverted for name in described.contributors]),
        ("date", [described.released.isoformat()]),
        ("type", [described.genre]),
        ("identifier", [described.url]),
        ("language", ["en-GB"]),
        ("rights", [described.licence]),
    ]
    return [(name, [v for v in values if v]) for name, values in elements if any(values)]
