"""What the codes of fields in a text say to people.

Programs for citations keep a whole record in a field, as JSON (CSL 1.0.2): its titles, abstracts
and notes are read, its keys and addresses are not.
"""

import json
import re

# Words that Word makes up: places in the text, and switches.
_CODE = re.compile(r"(?<!\w)_\w+|\\[*@#a-z!](?:\s+MERGEFORMAT\b)?")
_OF_CITATIONS = re.compile(r"\bADDIN\s+(?:ZOTERO_\w+|CSL_\w+|Mendeley[_ ]\w+)(?:\s+CSL_\w+)?")
_OPENED = re.compile(r"\s*\{")
_ENDS = re.compile(r"\bCSL_(?:CITATION|BIBLIOGRAPHY)\b")
_KEY = re.compile(r"\bcitation key: ?[\w:.@\-]+", re.IGNORECASE)
# What only a program reads of a record.
_TECHNICAL = frozenset(
    {
        *("citationID", "citation-key", "citationKey", "id", "itemID", "key", "uri", "uris"),
        *("schema", "type", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID"),
    }
)


def said_in_field(code: str) -> str:
    """The code without what programs tell each other in it."""
    pieces, position = [], 0
    while begin := _OF_CITATIONS.search(code, position):
        pieces.append(code[position : begin.start()])
        position = begin.end()
        opened = _OPENED.match(code, position)
        if opened:
            record, position = _record(code, opened.end() - 1)
            pieces.append(record)
    return _CODE.sub(" ", _ENDS.sub(" ", " ".join([*pieces, code[position:]])))


def _record(code: str, opened: int) -> tuple[str, int]:
    """The record that begins there, and where it ends; for what is none nothing, and
    the code is read on from there as it is."""
    try:
        record, end = json.JSONDecoder().raw_decode(code, opened)
        return json.dumps(_said(record), ensure_ascii=False), end
    except (ValueError, RecursionError):
        return "", opened


def _said(record):
    if isinstance(record, dict):
        return {key: _said(value) for key, value in record.items() if key not in _TECHNICAL}
    if isinstance(record, list):
        return [_said(value) for value in record]
    return _KEY.sub("", record) if isinstance(record, str) else record
