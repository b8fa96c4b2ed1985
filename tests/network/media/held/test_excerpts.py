"""What a lead is shown of a file that is held: the words around each mark, and the part."""

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from network.media.held.excerpts import excerpts_of
from network.media.models import HeldFile
from tests.network.media.held.test_deciding import chosen
from tests.network.media.held.test_held_files import NOW
from tests.network.safeguarding import upload_corpus as corpus

BEFORE = "She came to us in the autumn, and her NHS number is "
AFTER = ", as everybody in the <b>room</b> knows by now. Nothing more is said of it here."
SENTENCE = f"{BEFORE}943 476 5919{AFTER}"

pytestmark = pytest.mark.django_db


def slides() -> bytes:
    show = Presentation()
    for title, words in (("Aims", "Walk first."), ("Who we know", SENTENCE)):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, words
    return corpus.saved(show)


def sheets() -> bytes:
    book = Workbook()
    book.active.title = "Places"
    book.create_sheet("Pupils")["A1"] = SENTENCE
    return corpus.saved(book)


def text() -> bytes:
    document = Document()
    document.add_heading("What we saw")
    document.add_paragraph(SENTENCE)
    return corpus.saved(document)


@pytest.mark.parametrize(
    ("make", "name", "place"),
    [
        (slides, "a.pptx", "Slide 2, “Who we know”"),
        (sheets, "a.xlsx", "Sheet 2, “Pupils”"),
        (text, "a.docx", "Below “What we saw”"),
    ],
)
def test_each_mark_stands_with_the_words_around_it_and_its_part(make, name, place):
    (excerpt,) = excerpts_of(chosen(make(), name))
    assert (excerpt.phrase, excerpt.places) == ("943 476 5919", (place,))
    assert BEFORE.endswith(excerpt.before)
    assert AFTER.startswith(excerpt.after)
    assert 35 <= len(excerpt.before) <= 40
    assert 35 <= len(excerpt.after) <= 40


def test_the_desk_shows_it_escaped_and_marked(client, safeguarding_lead, editor):
    row = chosen(slides(), "a.pptx", editor)
    client.force_login(safeguarding_lead)
    html = client.get(row.desk_url).content.decode()
    assert "Slide 2, “Who we know”" in html
    assert "her NHS number is <mark>943 476 5919</mark>, as everybody in the &lt;b&gt;room" in html
    client.force_login(editor)
    assert client.get(row.desk_url).status_code == 404
    assert "her NHS number" not in client.get("/admin/reports/refused-files/").content.decode()


def test_nothing_of_it_is_kept_beside_the_file():
    row = HeldFile.objects.get(pk=chosen(text(), "a.docx").pk)
    kept = " ".join(str(getattr(row, field.name)) for field in HeldFile._meta.concrete_fields)
    assert "autumn" not in kept
    assert row.held_at == NOW


def test_a_file_that_is_lost_says_so(client, safeguarding_lead):
    row = chosen(text(), "a.docx")
    row.file.storage.delete(row.file.name)
    client.force_login(safeguarding_lead)
    assert "It cannot be read any more." in client.get(row.desk_url).content.decode()
