"""PDF files: tagged for screen readers, with bookmarks, page numbers and flowcharts."""

import io

import pypdf
import pytest

from resources.demo.documents import SourceError, render
from resources.demo.house_style import PUBLISHER

WORDS = """
## First part

Words.

- [ ] Open

| Question | Answer |
|---|---|
| Who? | ____ |

### A detail

Words.

## Second part

> Careful.
"""
CHART = """
| from | question | yes | no |
|---|---|---|---|
| 1 | Is it urgent? | Ring 999. | 2 |
| 2 | Is it a group? | 3 | Help the child. |
| 3 | Is there an owner? | Plan. | 1 |
"""


def read(source=WORDS, **more):
    data = render(source, extension="pdf", title="A title", subtitle="Below it", **more)
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags(element):
    """The structure tree as nested (tag, children) pairs; marked content is left out."""
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids.get_object()]
    inner = [tags(kid.get_object()) for kid in kids if "/S" in kid.get_object()]
    return (element["/S"], inner)


def test_title_author_and_language_are_set():
    reader = read()
    root = reader.trailer["/Root"]
    assert (reader.metadata.title, reader.metadata.author) == ("A title", PUBLISHER)
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_headings_become_nested_bookmarks():
    (title, below) = read().outline
    first, inner, second = below
    assert title["/Title"] == "A title"
    assert [first["/Title"], inner[0]["/Title"], second["/Title"]] == [
        "First part",
        "A detail",
        "Second part",
    ]


def test_the_structure_says_what_each_text_is():
    root = read().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert tags(root["/StructTreeRoot"]["/K"].get_object()) == (
        "/Document",
        [
            ("/H1", []),
            ("/P", []),
            ("/H2", []),
            ("/P", []),
            ("/L", [("/LI", [("/LBody", [("/P", [])])])]),
            (
                "/Table",
                [
                    ("/TR", [("/TH", []), ("/TH", [])]),
                    ("/TR", [("/TD", []), ("/TD", [])]),
                ],
            ),
            ("/H3", []),
            ("/P", []),
            ("/H2", []),
            ("/BlockQuote", [("/P", [])]),
        ],
    )


def test_every_mark_on_a_page_has_its_place_in_the_structure():
    reader = read(WORDS * 6)
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for index, page in enumerate(reader.pages):
        marks = page.get_contents().get_data().count(b"/MCID")
        assert numbers[2 * index] == page["/StructParents"] == index
        assert len(numbers[2 * index + 1].get_object()) == marks
    assert len(reader.pages) > 1


def test_pages_are_numbered_and_name_the_licence():
    reader = read(WORDS * 6, licence="CC BY-NC 4.0")
    total = len(reader.pages)
    footers = [
        f"Page {n} of {total}" in reader.pages[n - 1].extract_text() for n in range(1, total + 1)
    ]
    assert footers == [True] * total
    assert f"{PUBLISHER} · CC BY-NC 4.0" in reader.pages[0].extract_text()


def test_a_long_table_splits_and_repeats_its_header():
    rows = "".join(f"| Place {n} | {'words ' * 20} |\n" for n in range(60))
    reader = read(f"| Place | What happens |\n|---|---|\n{rows}")
    headers = ["What happens" in page.extract_text() for page in reader.pages]
    assert headers == [True] * len(reader.pages)
    assert len(headers) > 1


def test_fonts_are_embedded():
    fonts = read().pages[0]["/Resources"]["/Font"]
    described = [font.get_object() for font in fonts.values()]
    vera = [font for font in described if "Vera" in font["/BaseFont"]]
    assert vera != []
    assert ["/FontFile2" in font["/FontDescriptor"] for font in vera] == [True] * len(vera)


def test_a_sign_that_the_font_lacks_is_refused():
    with pytest.raises(SourceError, match="the PDF font has no '漢'"):
        read("Words 漢")


def test_a_flowchart_is_drawn_with_its_ways():
    text = text_of(read(CHART))
    assert "1. Is it urgent?" in text
    assert "Yes: Ring 999." in text
    assert "No: go on" in text
    assert "Yes: go on" in text
    assert "No: Go to question 1." in text


def test_a_flowchart_is_not_tagged_as_a_table():
    root = read(CHART).trailer["/Root"]["/StructTreeRoot"]["/K"].get_object()
    kinds = [tag for tag, _ in tags(root)[1]]
    assert kinds == ["/H1", *["/P"] * (len(kinds) - 1)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("| 2 | Again? | a | b |\n| 2 | Twice? | a | b |", "needs its own number"),
        ("| 2 | No way? | a |  |", "row 2 has no answer for no"),
    ],
)
def test_a_broken_flowchart_is_refused(row, message):
    with pytest.raises(SourceError, match=message):
        read(f"| from | question | yes | no |\n|---|---|---|---|\n{row}\n")
