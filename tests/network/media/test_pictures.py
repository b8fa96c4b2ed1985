"""Images are opened away from the site, within limits."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.media import pictures
from network.media.pictures import BrokenPicture, without_metadata


def picture(**save) -> SimpleUploadedFile:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(target, format="JPEG", **save)
    return SimpleUploadedFile("park.jpg", target.getvalue(), content_type="image/jpeg")


def test_the_picture_stays_and_what_the_camera_wrote_goes():
    exif = Image.Exif()
    exif[0x010F] = "A camera of ours"
    given = picture(exif=exif)
    kept = without_metadata(given)
    with Image.open(kept) as image:
        assert (image.size, image.format, dict(image.getexif())) == ((40, 20), "JPEG", {})
    assert (kept.name, kept.content_type) == ("park.jpg", "image/jpeg")


def test_whoever_closes_the_upload_closes_what_was_made_of_it():
    given = picture()
    first = given.file
    kept = without_metadata(given)
    assert (first.closed, kept.closed) == (True, False)
    given.close()
    assert kept.closed


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff", b"GIF89a", b"not an image"])
def test_what_is_no_whole_picture_is_broken(content):
    with pytest.raises(BrokenPicture):
        without_metadata(SimpleUploadedFile("a.jpg", content))


def test_a_picture_that_needs_more_than_the_limits_is_broken(monkeypatch):
    monkeypatch.setattr(pictures, "LIMITS", replace(pictures.LIMITS, memory_bytes=16 * 2**20))
    with pytest.raises(BrokenPicture):
        without_metadata(picture())
