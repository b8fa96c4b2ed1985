"""The words in the addresses of links: names of files and subjects of letters, and no web page."""

import io

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook

from network.safeguarding.files import look_inside, must_go
from network.safeguarding.inspection.addresses import said_in

from . import upload_corpus as corpus

FILES = "https://council.sharepoint.example/sites/cases"
OF_A_CHILD = [
    f"{FILES}/Kayleigh%20Barnett%20DOB%2014-03-2011.docx",
    f"{FILES}/KB-DOB-14-03-2011.docx",
    f"{FILES}/KB_DOB_14-03-2011.docx?web=1",
    f"{FILES}/view?name=Kayleigh%20B%20born%2014%2F03%2F2011&web=1",
    "https://safe.example/?url=https%3A%2F%2Fa.example%2FKB%2520DOB%252014-03-2011.docx",
    "mailto:mash@bedford.gov.uk?subject=K%20DOB%2014/03/2011",
    "mailto:mash@bedford.gov.uk?cc=a&body=DOB%2014%2F03%2F2011",
]
HONEST = [
    "https://doi.org/10.1080/13552600.2013.820850",
    "https://news.example/2014/09/01/born-in-bedford/",
    "https://www.england.nhs.uk/statistics/9434765919/",
    "https://a.example/Working%20Together%202023.pdf",
    "https://a.example/Referral%20form%20v4%2012-03-2015.docx",
    "https://a.example/Children%20born%20after%201%20September%202012.pdf",
    "mailto:mash@bedford.gov.uk?subject=Our%20meeting%20on%2012%20March%202015",
]


def document(address: str) -> bytes:
    made = Document()
    made.add_paragraph("Write to us.")
    made.part.relate_to(address, f"{corpus.RELATIONSHIPS}/hyperlink", is_external=True)
    return corpus.saved(made)


def document_with_field(address: str) -> bytes:
    field = f'<w:fldSimple w:instr=" HYPERLINK &quot;{address.replace("&", "&amp;")}&quot; "/>'
    return corpus.edited(
        corpus.docx(), "word/document.xml", b"<w:sectPr", f"<w:p>{field}</w:p><w:sectPr".encode()
    )


def workbook(address: str) -> bytes:
    book = Workbook()
    book.active["A1"] = "Write to us"
    book.active["A1"].hyperlink = address
    return corpus.saved(book)


def pdf(address: str) -> bytes:
    def link(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        document.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)]
        )

    return corpus.pdf(link)


def plain_text(address: str) -> bytes:
    return f"See <{address}>.".encode()


MADE = pytest.mark.parametrize(
    ("make", "name"),
    [
        *((document, "a.docx"), (document_with_field, "a.docx"), (workbook, "a.xlsx")),
        *((pdf, "a.pdf"), (plain_text, "a.txt")),
    ],
)


def held_back_for(content: bytes, name: str) -> list[str]:
    return [mark.phrase for mark in must_go(look_inside(io.BytesIO(content), filename=name))]


@MADE
def test_the_words_of_an_address_are_screened(make, name):
    assert held_back_for(make(OF_A_CHILD[0]), name) == ["14-03-2011"]


@MADE
def test_an_address_of_the_field_holds_nothing_back(make, name):
    assert [held_back_for(make(address), name) for address in HONEST[::3]] == [[], [], []]


@pytest.mark.parametrize("address", OF_A_CHILD)
def test_an_address_may_point_to_a_child(address):
    assert held_back_for(pdf(address), "a.pdf") != []


@pytest.mark.parametrize("address", HONEST)
def test_the_days_and_numbers_of_web_pages_are_nobodys(address):
    assert held_back_for(pdf(address), "a.pdf") == []


def test_whom_a_letter_reaches_is_said_before_its_words():
    assert said_in("mailto:a@b.example?subject=The%20park").splitlines() == [
        *("a@b.example", "subject", "The park")
    ]
