"""What a document brings along from where it was written: its template, its properties under other
names, the panes of add-ins. The stored file has lost them."""

import io

import pytest
from docx import Document

from network.safeguarding.files import UploadRefused, admit, facts_of, look_inside
from network.safeguarding.inspection.refusals import REASONS
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import (
    SETTINGS,
    SETTINGS_RELATIONS,
    passes,
    refusal,
    relation,
    relations,
    with_template,
)

MICROSOFT = "http://schemas.microsoft.com/office"
TEMPLATES = [
    r"file:///C:\Users\kayden.ward\AppData\Roaming\Microsoft\Templates\Letter%20head.dotm",
    r"file:///\\server\templates\Report.dotx",
    "https://team.example.org/templates/Report.dotm",
]


def admitted(content: bytes, filename: str) -> dict[str, bytes]:
    """The parts of what is stored."""
    with admit(io.BytesIO(content), filename=filename).bare as bare:
        return corpus.members(bare.read())


def whole(parts: dict[str, bytes]) -> bytes:
    return b"".join(parts.values())


@pytest.mark.parametrize("target", TEMPLATES)
def test_a_template_is_taken_out_of_what_is_stored(target):
    parts = admitted(with_template(target), "a.docx")
    for trace in (b"attachedTemplate", b"linkStyles", b"dotm", b"dotx", b"kayden", b"server"):
        assert trace not in whole({name: parts[name] for name in (SETTINGS, SETTINGS_RELATIONS)})
    assert Document(io.BytesIO(corpus.zipped(parts))).paragraphs[0].text == "Walk the route"
    assert passes(corpus.zipped(parts), "a.docx")


@pytest.mark.parametrize(
    "part",
    [
        relations(relation("attachedTemplate", TEMPLATES[2], mode="External"), encoding="utf-16"),
        relations(relation("attached&#84;emplate", TEMPLATES[2], mode="External")),
        relations(relation("attachedTemplate", TEMPLATES[2], mode="External"))
        .replace(b"<Relationship ", b"<x:Relationship ")
        .replace(b"<Relationships ", b"<Relationships xmlns:x='x' "),
    ],
    ids=["another encoding", "a letter by its number", "with a prefix"],
)
def test_no_way_of_writing_hides_a_template(part):
    parts = admitted(with_template("", part), "a.docx")
    assert b"Relationship " not in parts[SETTINGS_RELATIONS]


def test_what_else_the_settings_are_related_to_stays():
    other = '<Relationship Id="rId2" Type="x/endnotes" Target="a&amp;b.xml"/>'
    part = relations(relation("attachedTemplate", TEMPLATES[2], mode="External"), other)
    kept = admitted(with_template("", part), "a.docx")[SETTINGS_RELATIONS]
    assert other.encode() in kept


def test_a_template_that_would_stay_is_refused_with_the_way_to_take_it_out():
    for target in TEMPLATES:
        assert refusal(with_template(target), "a.docx") == "template"
    assert "Document Template" in REASONS["template"]


def test_only_the_settings_have_a_template_and_nothing_else_of_theirs_is_lost():
    content = corpus.with_relationship(
        corpus.docx(), "word/_rels/document.xml.rels", "attachedTemplate", TEMPLATES[2], "External"
    )
    picture = relations(relation("image", "https://a.example/x.png", mode="External"))
    for hostile in (content, with_template("", picture)):
        with pytest.raises(UploadRefused) as refused:
            admit(io.BytesIO(hostile), filename="a.docx")
        assert refused.value.code == "external"


def test_a_name_in_the_address_of_a_template_is_told_with_the_properties():
    content = with_template(r"file:///C:\Users\Kayden%20Castellane-Ward\Letter.dotm")
    found = look_inside(io.BytesIO(content), filename="a.docx")
    assert {(finding.place, finding.phrase) for finding in found} == {
        ("properties", "Kayden Castellane-Ward")
    }
    assert look_inside(io.BytesIO(with_template(TEMPLATES[1])), filename="a.docx") == []


PANES = "word/webextensions/taskpanes.xml"
PANES_TYPE = "application/vnd.ms-office.webextensiontaskpanes+xml"
ADD_IN = (
    '<we:webextension xmlns:we="http://schemas.microsoft.com/office/webextensions/webextension/'
    '2010/11" id="{1}"><we:reference id="wa1" version="1.0" store="\\\\server\\share" '
    'storeType="FileSystem"/></we:webextension>'
)


def with_add_in(content: bytes) -> bytes:
    """A document that shows the pane of an add-in, as Office writes it."""
    override = f'<Override PartName="/{PANES}" ContentType="{PANES_TYPE}"/></Types>'.encode()
    content = corpus.edited(content, "[Content_Types].xml", b"</Types>", override)
    pane = relation("webextensiontaskpanes", PANES, at=f"{MICROSOFT}/2011/relationships")
    line = pane.replace("rId1", "rId99") + "</Relationships>"
    content = corpus.edited(content, "_rels/.rels", b"</Relationships>", line.encode())
    inner = relation("webextension", "webextension1.xml", at=f"{MICROSOFT}/2011/relationships")
    content = corpus.with_part(content, PANES, b"<taskpanes/>")
    content = corpus.with_part(content, "word/webextensions/webextension1.xml", ADD_IN.encode())
    return corpus.with_part(
        content, "word/webextensions/_rels/taskpanes.xml.rels", relations(inner)
    )


@pytest.mark.parametrize("make", [corpus.docx, corpus.pptx, corpus.xlsx])
def test_the_pane_of_an_add_in_is_taken_out_of_what_is_stored(make):
    filename = f"a.{make.__name__}"
    content = with_add_in(make())
    parts = admitted(content, filename)
    related = {name: data for name, data in parts.items() if name.endswith(".rels")}
    assert b"webextension" not in whole(related)
    assert b"server" not in whole(parts)
    assert passes(corpus.zipped(parts), filename)
    assert refusal(content, filename) == "add-in"


def test_an_add_in_on_the_page_itself_is_refused():
    for rels in ("ppt/slides/_rels/slide1.xml.rels", "_rels/.rels"):
        content = corpus.with_relationship(corpus.pptx(), rels, "webextension", "w.xml")
        with pytest.raises(UploadRefused) as refused:
            admit(io.BytesIO(content), filename="a.pptx")
        assert refused.value.code == "add-in"


def with_properties_elsewhere() -> bytes:
    """The properties as the libraries of other programs than Office store them."""
    document = Document(io.BytesIO(corpus.docx()))
    document.core_properties.author = "Kayden Castellane-Ward"
    document.core_properties.title = "Walking home"
    parts = corpus.members(corpus.saved(document))
    there = "package/services/metadata/core-properties/0a1b2c.psmdcp"
    parts[there] = parts.pop("docProps/core.xml")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"docProps/core.xml", there.encode())
    return corpus.zipped(parts)


def test_properties_under_another_name_are_told_and_taken_out_too():
    content = with_properties_elsewhere()
    found = look_inside(io.BytesIO(content), filename="a.docx")
    assert [(finding.place, finding.phrase) for finding in found] == [
        ("properties", "Kayden Castellane-Ward")
    ]
    assert b"Kayden" not in whole(admitted(content, "a.docx"))
    facts = facts_of(io.BytesIO(content), "docx")
    assert (facts.title, facts.authors) == ("Walking home", ("Kayden Castellane-Ward",))


def test_a_part_beside_the_properties_is_read_as_words():
    content = corpus.with_part(
        corpus.docx(), "package/services/a.psmdcp", b"NHS number 943 476 5870"
    )
    found = look_inside(io.BytesIO(content), filename="a.docx")
    assert [(finding.place, finding.type) for finding in found] == [("text", "nhs")]
