"""A file of any size that is let in passes through memory in pieces."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import UploadedFile
from pptx import Presentation
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.models import Collection

from network.media.held.deciding import release
from network.media.held.holding import hold
from network.media.models import SiteDocument
from network.safeguarding.files import UploadRefused, admit
from tests.memory import most_held
from tests.network.safeguarding import upload_corpus as corpus

pytestmark = pytest.mark.django_db
MIB = 1024 * 1024
FILM_MIB = 60
MOST = 8 * MIB
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def slides(settings, tmp_path):
    """Slides with a long film, their author and, if wanted, words, as an upload on the disk."""
    settings.UPLOAD_MAX_BYTES = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = (FILM_MIB + 10) * MIB
    opened = []

    def make(words: str = "") -> UploadedFile:
        presentation = Presentation(io.BytesIO(corpus.pptx()))
        presentation.slides[0].shapes.title.text = words
        presentation.core_properties.author = "Oluwaseun Castellane-Ward"
        path = tmp_path / "a.pptx"
        path.write_bytes(corpus.saved(presentation))
        with (
            zipfile.ZipFile(path, "a") as archive,
            archive.open("ppt/media/a.mp4", "w") as film,
        ):
            for _ in range(FILM_MIB):
                film.write(bytes(range(256)) * 4096)
        opened.append(path.open("rb"))
        return UploadedFile(opened[-1], "a.pptx", "application/octet-stream", path.stat().st_size)

    yield make
    for file in opened:
        file.close()


def check_stored(document: SiteDocument) -> None:
    assert abs(document.file_size - FILM_MIB * MIB) < MIB
    with document.open_file() as stored:
        assert Presentation(stored).core_properties.author == ""


def test_the_form_stores_a_large_file_in_pieces(slides, editor):
    form = get_document_form(get_document_model())(
        {"title": "A film", "collection": Collection.get_first_root_node().pk},
        {"file": slides()},
        user=editor,
    )
    with most_held(MOST):
        assert form.is_valid(), form.errors
        document = form.save()
    check_stored(document)


def test_a_large_file_is_held_and_released_in_pieces(slides, editor, safeguarding_lead):
    file = slides("Her NHS number is 943 476 5919.")
    with most_held(MOST):
        with pytest.raises(UploadRefused) as refusal:
            admit(file, filename="a.pptx")
        row = hold(file, filename="a.pptx", refusal=refusal.value, user=editor, now=NOW)
        document = release(row=row, actor=safeguarding_lead, note="Of nobody.", now=NOW)
    check_stored(document)
