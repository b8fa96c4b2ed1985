"""What becomes of a picture that a member uploads as their photo, and who may delete it."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.confined import Outcome, run_on_copy
from network.members.models import ProfilePhoto
from network.members.profile import photos
from network.members.profile.photos import PhotoRefused, save_photo
from tests.network.media.test_uploads import enormous
from tests.network.members.profile.pictures import picture

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def full(expert):
    """A member with a photo."""
    save_photo(profile=expert.profile, file=picture(), now=NOW)
    return expert


def test_what_the_camera_wrote_is_gone(full):
    exif = Image.Exif()
    exif[0x010F] = "A Camera"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0)}
    photo = save_photo(profile=full.profile, file=picture(exif=exif), now=NOW)
    stored = photo.large.open().read()
    assert b"Exif" not in stored
    assert b"A Camera" not in stored
    assert dict(Image.open(io.BytesIO(stored)).getexif()) == {}


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("me.jpg", b"<svg onload=alert(1)>"),
        SimpleUploadedFile("me.jpg", b""),
        SimpleUploadedFile("me.jpg", picture().read()[:200]),
        picture(kind="GIF", name="me.jpg"),
    ],
    ids=["script", "empty", "cut off", "animation format"],
)
def test_what_is_no_picture_is_refused(client, full, file):
    with pytest.raises(PhotoRefused):
        save_photo(profile=full.profile, file=file, now=NOW)
    assert ProfilePhoto.objects.count() == 1


def test_the_form_explains_a_refusal(client, full):
    client.force_login(full)
    page = client.post(
        "/me/photo/", {"photo": SimpleUploadedFile("me.jpg", b"not a picture")}
    ).content.decode()
    assert "This file cannot be read as a picture." in page


@pytest.mark.parametrize("size", [(20, 20), (99, 600), (600, 99)])
def test_a_picture_in_which_nobody_can_be_recognised_is_refused(client, member, size):
    client.force_login(member)
    answer = client.post("/me/photo/", {"photo": picture(size=size)})
    assert answer.context["form"].errors["photo"] == [
        f"This picture has {size[0]} × {size[1]} pixels, too few to be recognised by. "
        "Use one of at least 100 × 100."
    ]


def test_a_picture_of_a_hundred_pixels_is_taken(member):
    assert save_photo(profile=member.profile, file=picture(size=(100, 100)), now=NOW).pk


def test_a_picture_of_too_many_pixels_is_not_unpacked(full):
    """Six thousand bytes that would unpack to fifty million pixels and a few."""
    file = picture(size=(8000, 6251), kind="PNG", mode="1")
    with pytest.raises(PhotoRefused, match="too many pixels"):
        save_photo(profile=full.profile, file=file, now=NOW)


def test_a_picture_too_large_to_be_measured_is_told_so(full):
    file = SimpleUploadedFile("me.png", enormous(40_000))
    with pytest.raises(PhotoRefused, match="too many pixels"):
        save_photo(profile=full.profile, file=file, now=NOW)


def test_no_process_of_the_site_opens_the_picture(client, full, monkeypatch):
    monkeypatch.setattr(Image, "open", None)
    client.force_login(full)
    assert client.post("/me/photo/", {"photo": picture(size=(300, 300))}).status_code == 302
    assert ProfilePhoto.objects.get().large.size > 0


def test_the_picture_is_opened_once(client, full, monkeypatch):
    asked = []

    def counting(module, **options):
        asked.append(module)
        return run_on_copy(module, **options)

    monkeypatch.setattr(photos, "run_on_copy", counting)
    client.force_login(full)
    client.post("/me/photo/", {"photo": picture()})
    assert asked == ["network.members.profile.squaring"]


@pytest.mark.parametrize(
    "outcome", [Outcome(False, b""), Outcome(False, b"ok 3"), Outcome(True, b"")]
)
def test_a_picture_that_ends_its_reader_is_refused(client, full, monkeypatch, outcome):
    before = ProfilePhoto.objects.get().large.name
    monkeypatch.setattr(photos, "run_on_copy", lambda *args, **options: outcome)
    client.force_login(full)
    answer = client.post("/me/photo/", {"photo": picture()})
    assert answer.context["form"].errors["photo"] == [photos.UNREADABLE]
    assert ProfilePhoto.objects.get().large.name == before


def test_a_new_photo_takes_the_files_of_the_old_one_away(full, django_capture_on_commit_callbacks):
    old = ProfilePhoto.objects.get()
    names = [old.large.name, old.small.name]
    with django_capture_on_commit_callbacks(execute=True):
        new = save_photo(profile=full.profile, file=picture(), now=NOW)
    assert [old.large.storage.exists(name) for name in names] == [False, False]
    assert new.large.storage.exists(new.large.name)
