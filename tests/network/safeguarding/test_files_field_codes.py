"""Fields that programs for citations write: their records are read, what is technical is not."""

import json

import pytest

from network.safeguarding.inspection.field_codes import said_in_field
from network.safeguarding.inspection.marks import marks_in


def citation(**item) -> str:
    """A field as Zotero writes it."""
    data = {
        "id": 12,
        "type": "book",
        "URL": "https://a.example/@casper_ghost",
        "title": "A study",
        "note": "Citation Key: firmin_abuse2017",
        "citation-key": "@firmin_abuse2017",
        **item,
    }
    record = {
        "citationID": "a1_b2c3d4",
        "properties": {"formattedCitation": "(Firmin, 2017)", "noteIndex": 0},
        "citationItems": [
            {"id": 12, "uris": ["http://zotero.org/users/1/items/A_B1"], "itemData": data}
        ],
        "schema": "https://a.example/csl-citation.json",
    }
    return f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(record)} "


def marked(code: str) -> list[tuple[str, str]]:
    return [(mark.type, mark.phrase) for mark in marks_in("text", said_in_field(code))]


@pytest.mark.parametrize(
    "code",
    [
        citation(),
        citation() * 3 + r" PAGEREF _Toc12 \h ",
        'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY',
        "ADDIN CSL_CITATION " + citation().partition("CSL_CITATION")[2],
        "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
        "ADDIN ZOTERO_TEMP",
        "ADDIN ZOTERO_ITEM CSL_CITATION {",
        "ADDIN ZOTERO_ITEM CSL_CITATION " + '{"a":' * 20_000,
    ],
)
def test_a_citation_marks_nobody(code):
    assert marked(code) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (citation(title="Of 943 476 5870"), [("nhs", "943 476 5870")]),
        (citation(abstract="The boy is @zq_plug there."), [("handle", "@zq_plug")]),
        (citation() + " his snap is zq.plug09", [("handle", "zq.plug09")]),
        ("ADDIN ZOTERO_ITEM {943 476 5870", [("nhs", "943 476 5870")]),
        ("COMMENTS @zq_plug", [("handle", "@zq_plug")]),
    ],
)
def test_what_a_citation_says_of_somebody_is_marked(code, found):
    assert marked(code) == found
