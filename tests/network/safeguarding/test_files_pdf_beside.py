"""PDF: what stands beside the text of the pages is screened too, and where links lead."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.pdfgen.canvas import Canvas

from network.safeguarding.files import IdentifiesSomebody, admit, look_inside
from network.safeguarding.inspection import child, marks
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import passes, refusal

NUMBER = "NHS 943 476 5919"
BOX = Array([0, 0, 200, 40])


def found(content: bytes) -> set[tuple[str, str]]:
    return {
        (finding.type, finding.phrase)
        for finding in look_inside(io.BytesIO(content), filename="a.pdf")
        if finding.place == "text"
    }


def on_page(**annotation):
    def change(document):
        whole = Dictionary(Type=Name.Annot, Rect=BOX, **annotation)
        document.pages[0]["/Annots"] = Array([document.make_indirect(whole)])

    return change


def in_catalogue(key: str, value):
    def change(document):
        document.Root[key] = value(document) if callable(value) else value

    return change


def form(**field):
    return in_catalogue("/AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Tx, **field)])))


def drawn_only(document):
    """A stamp that shows words and holds none."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    look = Stream(
        document,
        f"BT /F1 9 Tf 2 9 Td ({NUMBER}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=BOX,
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )
    on_page(Subtype=Name.Stamp, F=4, AP=Dictionary(N=look))(document)


def bookmark(document):
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Notes on {NUMBER}", 0))


def long_value(document):
    form(T=String("notes"), V=Stream(document, NUMBER.encode()))(document)


PLACES = {
    "value": form(T=String("notes"), V=String(NUMBER)),
    "value in a stream": long_value,
    "first value": form(T=String("notes"), DV=String(NUMBER)),
    "tooltip": form(T=String("notes"), TU=String(NUMBER)),
    "choices": form(T=String("who"), Opt=Array([Array([String("1"), String(NUMBER)])])),
    "comment": on_page(Subtype=Name.Text, Contents=String(NUMBER)),
    "words on the page": on_page(Subtype=Name.FreeText, Contents=String(NUMBER)),
    "who commented": on_page(Subtype=Name.Text, T=String(NUMBER)),
    "subject": on_page(Subtype=Name.Text, Subj=String(NUMBER)),
    "rich text": on_page(Subtype=Name.Text, RC=String("<p>NHS 943<b> 476</b> 5919</p>")),
    "a stamp": drawn_only,
    "bookmark": bookmark,
    "label": in_catalogue("/PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(NUMBER))]))),
    "what a picture shows": in_catalogue(
        "/StructTreeRoot", Dictionary(K=Dictionary(S=Name.Figure, Alt=String(NUMBER)))
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_words_beside_the_pages_are_screened(place):
    assert ("nhs", "943 476 5919") in found(corpus.pdf(PLACES[place]))


@pytest.mark.django_db
def test_a_filled_form_is_held_back():
    target = io.BytesIO()
    canvas = Canvas(target)
    words = "Kayleigh Barker, born 03/05/2009, NHS number 943 476 5919"
    canvas.acroForm.textfield(name="child", value=words, x=72, y=600, width=300, height=20)
    canvas.drawString(72, 700, "About the child")
    canvas.save()
    with pytest.raises(IdentifiesSomebody) as held_back:
        admit(target, filename="form.pdf")
    assert {finding.type for finding in held_back.value.findings} == {"dob", "nhs"}


def test_a_value_is_read_with_what_its_field_asks_for():
    content = corpus.pdf(form(TU=String("Date of birth"), V=String("03/05/2009")))
    assert ("dob", "03/05/2009") in found(content)


def test_an_empty_form_and_its_names_mark_nothing():
    assert found(corpus.pdf(form(T=String("child_name"), V=String("")))) == set()


def test_what_nothing_leads_to_or_the_stored_file_loses_is_not_marked_inside():
    def change(document):
        document.docinfo["/Title"] = NUMBER
        document.make_indirect(Dictionary(Contents=String(NUMBER)))

    assert found(corpus.pdf(change)) == set()


def test_bookmarks_that_lead_in_a_circle_are_read_once():
    def change(document):
        first = document.make_indirect(Dictionary(Title=String(NUMBER)))
        first.Next = first
        document.Root.Outlines = Dictionary(First=first)

    assert found(corpus.pdf(change)) == {("nhs", "943 476 5919")}


@pytest.mark.parametrize("text", ["Words of a page. " * 20_000, "A short text."])
def test_a_text_that_is_not_read_to_its_end_says_so(text):
    is_long = len(text) > marks.MAX_CHARACTERS
    assert any(kind == "unread" for kind, _ in found(corpus.pdf(form(V=String(text))))) == is_long
    answer = child.answer_to(io.BytesIO(text.encode()), "txt", {"check", "marks"}, io.BytesIO())
    unread = [mark for mark in answer.get("marks", ()) if mark["type"] == "unread"]
    assert bool(unread) == is_long


def test_metadata_in_attributes_and_of_other_programs_is_screened():
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.'
        'adobe.com/xap/1.0/"><rdf:Description rdf:about="" xmp:Label="For NHS 943 476 5919">'
        "<photoshop:CaptionWriter>Kayden Castellane-Ward</photoshop:CaptionWriter>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    content = corpus.pdf(
        in_catalogue(
            "/Metadata", lambda document: Stream(document, xmp.encode(), Type=Name.Metadata)
        )
    )
    said = look_inside(io.BytesIO(content), filename="a.pdf")
    assert {(finding.place, finding.type) for finding in said} == {
        ("properties", "nhs"),
        ("properties", "name"),
    }


def action(kind: str, **more) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


SUBMIT = action("SubmitForm", F=Dictionary(FS=Name.URL, F=String("https://a.example/")))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (in_catalogue("/OpenAction", SUBMIT), "pdf-sends"),
        (on_page(Subtype=Name.Link, A=SUBMIT), "pdf-sends"),
        (form(T=String("a"), AA=Dictionary(K=SUBMIT)), "pdf-sends"),
        (in_catalogue("/Outlines", Dictionary(First=Dictionary(A=SUBMIT))), "pdf-sends"),
        (in_catalogue("/OpenAction", action("ImportData", F=String("a.fdf"))), "pdf-sends"),
        (in_catalogue("/OpenAction", action("GoToR", F=String("\\\\evil\\share\\a.pdf"))), "link"),
        (
            on_page(
                Subtype=Name.Link, A=action("GoToR", F=Dictionary(UF=String("file:///c:/a.pdf")))
            ),
            "link",
        ),
        (on_page(Subtype=Name.Link, A=action("URI", URI=String("file://evil/a.exe"))), "link"),
        (on_page(Subtype=Name.Link, A=action("URI", URI=String("\\\\evil\\share"))), "link"),
        (in_catalogue("/URI", Dictionary(Base=String("file:///c:/"))), "link"),
        (in_catalogue("/OpenAction", action("Launch", F=String("a.pdf"))), "active-pdf"),
        (in_catalogue("/Piece", lambda pdf: Stream(pdf, b"", F=String("a.bin"))), "pdf-sends"),
    ],
)
def test_a_pdf_that_sends_fetches_or_leads_to_a_computer_is_refused(change, code):
    assert refusal(corpus.pdf(change), "a.pdf") == code


@pytest.mark.parametrize(
    "leads",
    [
        action("URI", URI=String("https://a.example/tool.exe")),
        action("URI", URI=String("mailto:desk@a.example")),
        action("URI", URI=String("tel:08001111")),
        action("URI", URI=String("www.a.example.com")),
        action("URI", URI=String("Annex.docx")),
        action("GoToR", F=String("Annex.pdf"), D=Array([0, Name.Fit])),
        action("GoTo", D=String("chapter")),
        action("Named", N=Name.NextPage),
    ],
)
def test_a_pdf_that_leads_to_a_web_page_or_a_document_beside_it_passes(leads):
    assert passes(corpus.pdf(on_page(Subtype=Name.Link, A=leads)), "a.pdf")
