"""One way for every document: checked, screened, bared; held back for what surely identifies."""

import io

import pytest
from docx import Document

from network.safeguarding.files import IdentifiesSomebody, UploadRefused, admit
from tests.network.safeguarding import upload_corpus as corpus


def written(*, author: str = "", words: str = "") -> bytes:
    document = Document(io.BytesIO(corpus.docx()))
    document.core_properties.author = author
    if words:
        document.add_paragraph(words)
    return corpus.saved(document)


def test_an_admitted_document_is_bare_and_keeps_its_words():
    content = written(author="Oluwaseun Castellane-Ward", words="A plan for the park")
    admitted = admit(io.BytesIO(content), filename="plan.docx")
    bare = Document(admitted.bare)
    assert bare.core_properties.author == ""
    assert bare.paragraphs[-1].text == "A plan for the park"


def test_what_its_properties_said_is_told_with_it():
    content = written(author="Oluwaseun Castellane-Ward")
    findings = admit(io.BytesIO(content), filename="plan.docx").findings
    assert [(finding.place, finding.phrase) for finding in findings] == [
        ("properties", "Oluwaseun Castellane-Ward")
    ]


def test_a_name_inside_is_told_and_does_not_hold_the_file_back():
    admitted = admit(io.BytesIO(b"Slides by Oluwaseun Castellane-Ward."), filename="notes.txt")
    assert [(finding.place, finding.type) for finding in admitted.findings] == [("text", "name")]
    assert admitted.bare is None


@pytest.mark.django_db
def test_what_surely_identifies_somebody_holds_the_file_back_with_each_phrase():
    with pytest.raises(IdentifiesSomebody) as refusal:
        admit(io.BytesIO(b"Her NHS number is 943 476 5870."), filename="Kayden Oyelaran.txt")
    assert refusal.value.code == "identifies"
    assert [finding.place for finding in refusal.value.findings] == ["name", "text"]
    assert "Inside the file: “943 476 5870”." in refusal.value.reason


def test_the_gate_comes_first():
    with pytest.raises(UploadRefused) as refusal:
        admit(io.BytesIO(b"not a document"), filename="a.docx")
    assert refusal.value.code == "wrong-content"


def test_the_file_stands_at_its_beginning_afterwards():
    file = io.BytesIO(b"A plan for the park.")
    admit(file, filename="plan.txt")
    assert file.tell() == 0
