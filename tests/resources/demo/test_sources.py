"""The front matter of demo resources: what is read, and what is refused with which words."""

import shutil

import pytest

from resources.demo.blocks import SourceError
from resources.demo.sources import CONTENT, read_resources, split_body, split_front_matter

FRONT = """+++
letter = "A"
slug = "a-small-form"
title = "A small form"
type = "template-or-form"
summary = "A form for tests."
contexts = ["school"]
harms = []
stages = ["assess"]
sectors = ["education"]
nations = ["wales"]
topics = ["peer-mapping"]
authors = [ {name = "Network research team", role = "Author"} ]
organisation = "A network"
licence = "CC BY-NC 4.0"
law = "A law"
tested = "In one place."
published_days_ago = 20
reviewed_days_ago = 5
review_due_in_days = -1
adapted_from = ""
[[versions]]
number = 1
days_ago = 20
note = "First published."
[[versions]]
number = 2
days_ago = 5
note = "Second."
[[files]]
name = "a-small-form.docx"
label = "Form"
source = "body"
+++
Page words.
===
## Document words
"""


def written(tmp_path, text, name="a-small-form.md"):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def refusal(tmp_path, old, new):
    assert old in FRONT
    with pytest.raises(SourceError) as caught:
        read_resources(written(tmp_path, FRONT.replace(old, new, 1)))
    return str(caught.value)


def test_a_resource_is_read_with_its_page_and_its_document_apart(tmp_path):
    (resource,) = read_resources(written(tmp_path, FRONT))
    assert resource.page_text == "Page words."
    assert [file.text for file in resource.files] == ["## Document words"]
    assert [version.number for version in resource.versions] == [1, 2]
    assert resource.review_due_in_days == -1


def test_a_sibling_file_brings_its_own_title(tmp_path):
    (tmp_path / "a-sheet.sheet.md").write_text(
        '+++\ntitle = "Log"\nsubtitle = "Of meetings"\n+++\n## Log\n\n| Date |\n|---|\n| ____ |\n'
    )
    text = FRONT.replace('source = "body"', 'source = "a-sheet.sheet.md"')
    (resource,) = read_resources(written(tmp_path, text))
    assert (resource.files[0].title, resource.files[0].subtitle) == ("Log", "Of meetings")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('law = "A law"\n', "", "a-small-form.md: law: missing"),
        ("[[versions]]", 'colour = "red"\n[[versions]]', "colour: not a key of a resource"),
        ('["school"]', '["college"]', "contexts: 'college' is not in the vocabulary"),
        ('["school"]', "[]", "contexts: must be a list that is not empty"),
        ('["school"]', '["school", "school"]', "contexts: names a value twice"),
        ('"template-or-form"', '"leaflet"', "type: 'leaflet' is not in the vocabulary"),
        ('"A form for tests."', f'"{"x" * 241}"', "summary: longer than 240 characters"),
        ('title = "A small form"', 'title = " "', "title: must be text that is not empty"),
        ("= 20\nrev", '= "20"\nrev', "published_days_ago: must be a whole number"),
        ("number = 2", "number = 3", "versions: number 3 stands where 2 belongs"),
        ("days_ago = 5\nnote", "days_ago = 20\nnote", "number 2 is not later than the one before"),
        ('note = "Second."', "", "versions 2, note: must be text that is not empty"),
        (".docx", ".odt", "files 1, name: 'a-small-form.odt' must end in one of"),
        (
            'source = "body"',
            'source = "gone.doc.md"',
            "'gone.doc.md' is not a file beside this one",
        ),
        ('source = "body"', 'source = "../x.md"', "source: 'x.md' is not a file beside this one"),
        ("===\n## Document words\n", "", "source: 'body' has no text for the document"),
        ("Page words.\n", "", "the page text is empty"),
        ('adapted_from = ""', 'adapted_from = "other"', "adapted_from names no other resource"),
        ('role = "Author"', 'role = ""', "authors 1, role: must be text that is not empty"),
    ],
)
def test_a_broken_front_matter_is_refused_naming_file_and_key(tmp_path, old, new, message):
    said = refusal(tmp_path, old, new)
    assert message in said
    assert "a-small-form" in said


def test_a_slug_is_used_once(tmp_path):
    written(tmp_path, FRONT)
    written(tmp_path, FRONT.replace('letter = "A"', 'letter = "B"'), "b-small-form.md")
    with pytest.raises(SourceError, match="slug 'a-small-form' is used by more than one"):
        read_resources(tmp_path)


def test_front_matter_that_does_not_end_is_refused():
    with pytest.raises(SourceError, match="no closing"):
        split_front_matter("+++\ntitle = 'x'\nwords")


def test_a_text_without_front_matter_is_all_body():
    assert split_front_matter("## Words") == ({}, "## Words")


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("page\n===\ndoc", ("page", "doc")),
        ("page only", ("page only", "")),
        ("a == b\n\n===\n\n## D\n", ("a == b", "## D")),
    ],
)
def test_a_body_is_split_at_its_line_of_equals_signs(body, parts):
    assert split_body(body) == parts


def test_a_body_with_two_such_lines_is_refused():
    with pytest.raises(SourceError, match="at most one line"):
        split_body("a\n===\nb\n===\nc")


def test_every_file_beside_the_resources_is_offered_by_one_of_them(tmp_path):
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    siblings = {p.name for p in copy.glob("*.md") if p.name.count(".") == 2}
    front_matters = [
        split_front_matter(p.read_text(encoding="utf-8"))[0] for p in copy.glob("*.md")
    ]
    offered = {f["source"] for front in front_matters for f in front.get("files", [])} - {"body"}
    assert offered == siblings
