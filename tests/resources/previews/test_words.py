"""The words of a file stand on its preview beside the pictures, where search leads to."""

import pytest
from bs4 import BeautifulSoup

from network.media.models import DocumentPreview, Passage, Place, PreviewState
from resources.previews import parts
from resources.previews.looking import preview_address, rows_shown
from resources.previews.parts import parts_of
from tests.resources.building import document, make_resource, make_version
from tests.resources.previews.test_previews import passage, pictured

pytestmark = pytest.mark.django_db


def write(doc, *passages: Passage) -> None:
    for position, each in enumerate(passages):
        each.document, each.position = doc, position
        each.save()


def whole(client, doc, slug: str = "audit") -> BeautifulSoup:
    """The page of the preview of a new resource with this document."""
    make_resource(slug, versions=[make_version(1, doc)])
    response = client.get(preview_address(slug, 1, doc.pk))
    return BeautifulSoup(response.content, "html.parser").main


def said(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def links_of_first_look(client, slug: str = "audit") -> list[str]:
    page = BeautifulSoup(client.get(f"/resources/{slug}/").content, "html.parser")
    return [link.text for link in page.select("section[aria-labelledby=look] p a")]


def test_a_docx_has_its_pictures_and_its_words(client):
    doc = pictured(document("a.txt"), name="a.docx")
    write(
        doc,
        passage(Place.PART, 1, "Aims", "Aims\nOne"),
        passage(Place.PART, 2, "Aims", "Two"),
        passage(Place.PART, 3, "Room", "Room\nThree"),
    )
    page = whole(client, doc)
    assert len(page.find_all("img", class_="page-picture__image")) == 2
    assert page.find(id="words").text == "The words of this file"
    assert page.find("a", href="#words")
    assert [heading.text for heading in page.find_all("h3")] == ["Aims", "Room"]
    assert "Two" in page.find(id="part-2").parent.text
    assert "Three" in page.find(id="part-3").parent.text


def test_pages_without_a_picture_have_their_words(client):
    doc = pictured(document("a.txt"), pages=4, drawn=2)
    write(doc, *(passage(Place.PAGE, number, "", f"Said on {number}.") for number in range(1, 4)))
    page = whole(client, doc)
    assert "2 of 4 pages are pictured here." in said(page)
    assert page.find(id="words").text == "The words of the other pages"
    assert "Said on 3." in page.find(id="page-3").parent.text
    assert len(page.find_all(id="page-2")) == 1


def test_slides_without_a_picture_have_their_words_and_notes(client):
    doc = pictured(document("a.txt"), pages=2, drawn=1, name="a.pptx")
    write(
        doc,
        passage(Place.SLIDE, 1, "Welcome", "Welcome"),
        passage(Place.SLIDE, 2, "Aims", "Aims\nOne aim"),
        passage(Place.NOTES, 2, "Aims", "Say it slowly."),
    )
    page = whole(client, doc)
    part = page.find(id="slide-2").parent.text
    assert "One aim" in part
    assert "Say it slowly." in part


def test_words_have_a_limit_that_the_page_names(client, monkeypatch):
    monkeypatch.setattr(parts, "MOST_CHARACTERS", 25)
    doc = pictured(document("a.txt"), pages=4, drawn=1)
    write(doc, *(passage(Place.PAGE, number, "", f"{number}" * 10) for number in range(1, 5)))
    page = whole(client, doc)
    assert page.find(id="page-3").parent.find("p", class_=None).text == "3" * 5
    assert page.find(id="page-4").parent.text.startswith("This file has more words")


def test_a_picture_is_the_place_of_words_beyond_the_limit(client, monkeypatch):
    monkeypatch.setattr(parts, "MOST_CHARACTERS", 5)
    doc = pictured(document("a.txt"), pages=2)
    write(doc, *(passage(Place.PAGE, number, "", f"{number}" * 10) for number in (1, 2)))
    page = whole(client, doc)
    assert [place.name for place in page.find_all(id="page-2")] == ["figure"]
    assert "This file has more words" in said(page)


def test_search_leads_to_the_words_of_a_picture_and_the_first_look_to_the_picture(client):
    doc = pictured(document("a.txt"), pages=2, name="a.pptx")
    write(doc, passage(Place.SLIDE, 1, "", "One aim"), passage(Place.NOTES, 2, "", "Say it."))
    page = whole(client, doc)
    for number, words in ((1, "One aim"), (2, "Say it.")):
        [place] = page.find_all(id=f"slide-{number}")
        assert words in place.text
        assert place.find("img") is None
        assert page.find(id=f"picture-{number}").find("img")
    first = BeautifulSoup(client.get("/resources/audit/").content, "html.parser")
    assert [link["href"].partition("#")[2] for link in first.select(".page-picture__link")] == [
        "picture-1",
        "picture-2",
    ]


@pytest.mark.parametrize(("length", "is_cut"), [(5, False), (6, True)])
def test_the_end_of_a_text_within_its_last_part_is_said_too(client, monkeypatch, length, is_cut):
    monkeypatch.setattr(parts, "MOST_CHARACTERS", 5)
    doc = document("a.txt")
    write(doc, passage(Place.PART, 1, "", "1" * length))
    assert ("This file has more words" in said(whole(client, doc))) == is_cut


def test_the_limit_is_the_one_that_is_named(client, monkeypatch):
    monkeypatch.setattr(parts, "MOST_PASSAGES", 1)
    doc = document("a.txt")
    write(doc, passage(Place.PART, 1, "", "One"), passage(Place.PART, 2, "", "Two"))
    assert f"at most {parts.MOST_CHARACTERS:,} characters" in said(whole(client, doc))


@pytest.mark.parametrize(
    ("length", "queries"), [(10, 9), (parts.MOST_CHARACTERS // 10, 10)], ids=["short", "long"]
)
def test_a_file_with_more_words_takes_one_query_more(
    client, django_assert_num_queries, length, queries
):
    doc = pictured(document("a.txt"), pages=20, drawn=1)
    write(doc, *(passage(Place.PAGE, number, "", "a" * length) for number in range(1, 21)))
    make_resource("audit", versions=[make_version(1, doc)])
    client.get("/resources/")  # what every page asks once in a process
    with django_assert_num_queries(queries):
        client.get(preview_address("audit", 1, doc.pk))


def test_a_table_takes_one_query_less(client, django_assert_num_queries):
    doc = tabled("a.xlsx", sheet("First"), sheet("Third"))
    write(doc, *(passage(Place.SHEET, number, "First", "long") for number in range(1, 9)))
    make_resource("audit", versions=[make_version(1, doc)])
    client.get("/resources/")  # what every page asks once in a process
    with django_assert_num_queries(8):
        client.get(preview_address("audit", 1, doc.pk))


def tabled(name: str, *tables: dict):
    doc = document("a.txt")
    doc.original_name = name
    doc.save()
    DocumentPreview.objects.create(document=doc, state=PreviewState.MADE, tables=list(tables))
    return doc


def sheet(name: str, *, rows: int = 2, **more) -> dict:
    return {
        "name": name,
        "caption": "",
        "head": ["No"],
        "rows": [[str(number)] for number in range(rows)],
        "count": rows,
        "more": False,
        **more,
    }


def test_a_hit_in_a_csv_leads_to_its_table(client):
    doc = tabled("a.csv", sheet("", count=60, more=True))
    write(doc, passage(Place.PART, 1, "", "0"), passage(Place.PART, 2, "", "59"))
    page = whole(client, doc)
    assert page.find(id="part-2").find_next("table").caption.text == "a.txt"
    assert "2 of 60 rows are shown here. The file has the rest." in said(page)


def test_a_hit_in_a_sheet_leads_to_its_table_or_to_its_name(client):
    doc = tabled("a.xlsx", sheet("First"), sheet("Third"))
    write(
        doc,
        *(passage(Place.SHEET, 1, "First", "long") for _ in range(200)),
        passage(Place.SHEET, 3, "Third", "words"),
        passage(Place.SHEET, 7, "Seventh", "words"),
    )
    page = whole(client, doc)
    assert page.find(id="sheet-3").find_next("table").caption.text == "Third"
    assert page.find(id="sheet-7").text == "Seventh"
    assert "Sheets that are in the file alone: Seventh ." in said(page)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"more": False}, ""),
        ({"more": True, "count": 1200}, "2 of 1,200 rows are shown here. The file has the rest."),
        ({"more": True, "count": 2}, "The first 1 column is shown here. The file has the rest."),
        ({"more": True, "count": None}, "2 rows are shown here. The file has more."),
    ],
)
def test_what_is_cut_of_a_table_is_said(more, sentence):
    assert rows_shown(sheet("Audit", **more)) == sentence


@pytest.mark.parametrize(
    ("pages", "drawn", "words", "offered"),
    [
        (45, 40, True, ["See 40 of the 45 pages of a.txt"]),
        (2, 2, False, ["See all 2 pages of a.txt"]),
        (1, 1, True, ["Read the words of a.txt"]),
        (1, 1, False, []),
    ],
)
def test_the_first_look_offers_what_there_is(client, pages, drawn, words, offered):
    doc = pictured(document("a.txt"), pages=pages, drawn=drawn)
    if words:
        write(doc, passage(Place.PAGE, 1, "", "Words"))
    make_resource("audit", versions=[make_version(1, doc)])
    assert links_of_first_look(client) == offered


@pytest.mark.parametrize(
    ("text", "offered"), [("A line.", []), ("Word " * 60, ["See more of a.txt"])]
)
def test_more_of_an_outline_is_offered_where_there_is_more(client, text, offered):
    doc = document("a.txt")
    write(doc, passage(Place.PART, 1, "", text))
    make_resource("audit", versions=[make_version(1, doc)])
    assert links_of_first_look(client) == offered


@pytest.mark.parametrize(("rows", "offered"), [(6, []), (7, ["See more of a.txt"])])
def test_more_of_a_table_is_offered_where_there_is_more(client, rows, offered):
    make_resource("audit", versions=[make_version(1, tabled("a.xlsx", sheet("A", rows=rows)))])
    assert links_of_first_look(client) == offered


def test_each_passage_of_a_long_section_has_its_anchor():
    (part,) = parts_of(
        [
            passage(Place.PART, 1, "Aims", "Aims\nOne\nTwo"),
            passage(Place.PART, 2, "Aims", "Three"),
            passage(Place.PART, 3, "Aims", ""),
        ]
    )
    assert part.anchors == ["part-1"]
    assert part.lines == [([], "One"), ([], "Two"), (["part-2", "part-3"], "Three")]
