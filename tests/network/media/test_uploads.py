"""Every way into the editors' documents and images goes through the gate."""

import hashlib
import io
import struct
from zlib import compress, crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from network.media.documents import store_admitted, store_document
from network.media.models import SiteDocument, SiteImage
from network.safeguarding.files import IdentifiesSomebody, UploadRefused, admit
from tests.network.safeguarding import upload_corpus as corpus

pytestmark = pytest.mark.django_db
GPS = 0x8825


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


@pytest.fixture
def admin(client, editor):
    client.force_login(editor)
    return client


def single(client, file):
    return client.post(reverse("wagtaildocs:add"), {"title": "A form", "file": file})


def several(client, file):
    return client.post(reverse("wagtaildocs:add_multiple"), {"title": "A form", "files[]": file})


def chooser(client, file):
    return client.post(
        reverse("wagtaildocs_chooser:create"),
        {"document-chooser-upload-title": "A form", "document-chooser-upload-file": file},
    )


@pytest.mark.parametrize("way", [single, several, chooser])
def test_each_way_stores_a_good_file_and_notes_what_it_is(admin, way):
    content = corpus.docx()
    way(admin, upload("C:\\Users\\j.doe\\Prüf\u202ebogen.DOCX", content))
    document = SiteDocument.objects.get()
    assert document.original_name == "Prüfbogen.docx"
    assert document.filename == "Prüfbogen.docx"
    assert document.media_type == document.content_type
    assert document.media_type.endswith("wordprocessingml.document")
    assert "Prüf" not in document.file.name
    with document.open_file() as stored:
        bare = stored.read()
    assert document.sha256 == hashlib.sha256(bare).hexdigest()
    assert document.file_size == len(bare)
    assert corpus.members(bare)["word/document.xml"] == corpus.members(content)["word/document.xml"]


@pytest.mark.parametrize("way", [single, several, chooser])
def test_each_way_stores_a_document_without_its_author(admin, way):
    written = Document(io.BytesIO(corpus.docx()))
    written.core_properties.author = "Oluwaseun Castellane-Ward"
    way(admin, upload("form.docx", corpus.saved(written)))
    with SiteDocument.objects.get().open_file() as stored:
        assert Document(stored).core_properties.author == ""


@pytest.mark.parametrize("way", [single, several, chooser])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("Oluwaseun Castellane-Ward.txt", b"A plan for the park.", "In the file"),
        ("plan.txt", b"Her NHS number is 943 476 5870.", "Inside the file"),
    ],
)
def test_each_way_holds_back_a_file_that_surely_identifies_somebody(
    admin, way, name, content, words
):
    response = way(admin, upload(name, content))
    assert words in response.text
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize("way", [single, several, chooser])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"not a document", "not what its name says"),
        ("a.exe", b"MZ", "cannot be uploaded"),
        ("a.txt", b"a\x00b", "plain text"),
    ],
)
def test_each_way_refuses_a_bad_file_with_its_reason(admin, way, name, content, words):
    response = way(admin, upload(name, content))
    assert response.status_code == 200
    assert words in response.text.replace("\\u0026", "&")
    assert not SiteDocument.objects.exists()


@pytest.mark.parametrize("way", [single, several, chooser])
def test_an_empty_file_is_refused(admin, way):
    way(admin, upload("a.txt", b""))
    assert not SiteDocument.objects.exists()


def test_a_macro_document_is_refused_in_the_admin(admin):
    macro = corpus.with_part(corpus.docx(), "word/vbaProject.bin", b"code")
    assert "macros" in single(admin, upload("a.docx", macro)).text
    assert not SiteDocument.objects.exists()


def test_a_file_finished_later_keeps_what_was_noted(admin):
    """A title that is too long makes Wagtail put the file aside and ask for the title again."""
    response = admin.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "x" * 300, "files[]": upload("a.txt", b"words")},
    )
    waiting = response.json()["uploaded_file_id"]
    admin.post(
        reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting]),
        {
            f"uploaded-document-{waiting}-title": "A note",
            f"uploaded-document-{waiting}-collection": Collection.get_first_root_node().pk,
        },
    )
    document = SiteDocument.objects.get()
    assert document.sha256 == hashlib.sha256(b"words").hexdigest()
    assert document.media_type == "text/plain"
    assert document.original_name == "A note.txt"


def test_a_document_may_get_a_new_file_while_no_feature_keeps_it(admin):
    document = store_document(b"old", name="old.txt", title="A note")
    url = reverse("wagtaildocs:edit", args=[document.pk])
    admin.post(url, {"title": "A note", "file": upload("new.txt", b"new")})
    document.refresh_from_db()
    assert document.original_name == "new.txt"
    assert document.sha256 == hashlib.sha256(b"new").hexdigest()


def test_the_title_of_a_document_changes_without_its_file(admin):
    document = store_document(b"old", name="old.txt", title="A note")
    admin.post(reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Another note"})
    document.refresh_from_db()
    assert (document.title, document.original_name) == ("Another note", "old.txt")


def test_code_stores_through_the_same_gate():
    with pytest.raises(UploadRefused):
        store_document(b"not a document", name="a.docx", title="A form")
    assert not SiteDocument.objects.exists()


def test_code_holds_back_what_surely_identifies_somebody():
    with pytest.raises(IdentifiesSomebody):
        store_document(b"Her NHS number is 943 476 5870.", name="plan.txt", title="A plan")
    assert not SiteDocument.objects.exists()


def test_code_stores_a_document_without_its_author_and_is_told_of_it():
    written = Document(io.BytesIO(corpus.docx()))
    written.core_properties.author = "Oluwaseun Castellane-Ward"
    document = store_document(corpus.saved(written), name="form.docx", title="A form")
    assert [finding.phrase for finding in document.findings] == ["Oluwaseun Castellane-Ward"]
    with document.open_file() as stored:
        bare = stored.read()
    assert Document(io.BytesIO(bare)).core_properties.author == ""
    assert document.sha256 == hashlib.sha256(bare).hexdigest()


def test_what_is_bare_is_closed_when_it_is_stored():
    written = Document(io.BytesIO(corpus.docx()))
    written.core_properties.author = "Oluwaseun Castellane-Ward"
    file = io.BytesIO(corpus.saved(written))
    admitted = admit(file, filename="form.docx")
    document = store_admitted(admitted, file, name="form.docx", title="A form")
    assert (admitted.bare.closed, file.closed) == (True, False)
    with document.file.open() as stored:
        assert Document(stored).core_properties.author == ""


# Images


def picture(kind: str = "JPEG", *, size=(8, 4), **options) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, format=kind, **options)
    return target.getvalue()


def with_exif(*, orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera of somebody"
    exif.get_ifd(GPS)[1] = "N"
    return exif


def image_form(name: str, content: bytes, user):
    return get_image_form(SiteImage)(
        {"title": "A place", "collection": Collection.get_first_root_node().pk},
        {"file": upload(name, content)},
        user=user,
    )


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_a_stored_image_says_nothing_of_camera_or_place(editor, name, kind):
    content = picture(kind, exif=with_exif())
    assert b"A camera of somebody" in content
    form = image_form(name, content, editor)
    assert form.is_valid(), form.errors
    image = form.save()
    with image.open_file() as stored:
        kept = stored.read()
    assert b"A camera of somebody" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert dict(opened.getexif()) == {}
        assert (opened.format, opened.size) == (kind, (8, 4))


def test_an_image_that_lies_on_its_side_is_turned_upright(editor):
    form = image_form("a.jpg", picture(exif=with_exif(orientation=6)), editor)
    assert form.is_valid(), form.errors
    image = form.save()
    assert (image.width, image.height) == (4, 8)


def test_comments_of_a_picture_do_not_survive(editor):
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Somebody by name")
    form = image_form("a.png", picture("PNG", pnginfo=words), editor)
    assert form.is_valid(), form.errors
    with form.save().open_file() as stored:
        assert b"Somebody by name" not in stored.read()


def test_a_moving_picture_keeps_its_frames(editor):
    frames = [Image.new("RGB", (6, 6), (number * 90, 0, 0)) for number in range(3)]
    target = io.BytesIO()
    frames[0].save(target, format="GIF", save_all=True, append_images=frames[1:], duration=70)
    form = image_form("a.gif", target.getvalue(), editor)
    assert form.is_valid(), form.errors
    with form.save().open_file() as stored, Image.open(io.BytesIO(stored.read())) as opened:
        assert opened.n_frames == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", picture("PNG", size=(300, 300))[:-400]),
        ("a.jpg", picture(size=(300, 300))[:400]),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.png", b"words"),
        ("a.png", b""),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_a_broken_image_is_an_error_in_the_form(admin, editor, name, content):
    form = image_form(name, content, editor)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    response = admin.post(
        reverse("wagtailimages:add"), {"title": "A place", "file": upload(name, content)}
    )
    assert response.status_code == 200
    assert not SiteImage.objects.exists()


def test_an_image_with_too_many_pixels_is_refused_with_the_limit(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30
    errors = image_form("a.png", picture("PNG"), editor).errors
    assert list(errors) == ["file"]
    assert "width times its height may be 30 pixels" in errors["file"][0]


def test_an_image_too_large_to_be_measured_is_refused_with_the_limit(editor):
    errors = image_form("a.png", enormous(40_000), editor).errors
    assert list(errors) == ["file"]
    assert "width times its height may be 50,000,000 pixels" in errors["file"][0]


def enormous(side: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", compress(bytes(99)))
        + chunk(b"IEND", b"")
    )
