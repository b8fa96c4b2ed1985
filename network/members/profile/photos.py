"""Members' photos: let a picture in, make it square, and keep nothing else of it.

The picture is opened by its content, turned upright, cut to a square and written anew as a JPEG in
two sizes, so that position, device, names and whatever else stood in the file are gone.
"""

import io
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from PIL import Image, ImageOps

from network.members.directory import entries
from network.members.models import Profile, ProfilePhoto

FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 480, 120  # pixels along each side
MAX_PIXELS = 50_000_000
MAX_BYTES = 10 * 1024 * 1024
SIZES = ("large", "small")


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """What :func:`network.media.serving.send_file` needs to send a photo."""

    file: FieldFile
    pk: int
    content_type: str = "image/jpeg"


class PhotoRefused(Exception):  # noqa: N818 -- a verdict, not a fault
    """A file that does not become a photo; ``reason`` is the sentence to show."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def squares(file) -> tuple[bytes, bytes]:
    """The large and the small square of a picture, as JPEG files.

    ``file`` is binary and seekable. Memory: the picture unpacked once, at most 50 million pixels.

    :raises PhotoRefused: for everything that is not a JPEG, PNG or WebP picture to its last pixel.
    """
    limit = min(MAX_BYTES, settings.UPLOAD_MAX_BYTES)
    if file.size > limit:
        raise PhotoRefused(
            f"This picture is larger than {filesizeformat(limit)}. Save a smaller copy of it."
        )
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            _check_pixels(image)
            image.draft("RGB", (LARGE * 2, LARGE * 2))
            upright = _flat(ImageOps.exif_transpose(image))
            return _square(upright, LARGE), _square(upright, SMALL)
    except PhotoRefused:
        raise
    except Exception as error:
        # Pillow's readers raise whatever their format stumbles over.
        raise PhotoRefused(
            "This file cannot be read as a picture. Use a JPEG, PNG or WebP picture."
        ) from error


@transaction.atomic
def save_photo(*, profile: Profile, file, now: datetime) -> ProfilePhoto:
    """Keep the picture as the member's photo in place of any other.

    :raises PhotoRefused: as :func:`squares`.
    """
    large, small = squares(file)
    remove_photo(profile=profile)
    photo = ProfilePhoto(profile=profile, added_at=now)
    photo.large.save("large.jpg", ContentFile(large), save=False)
    photo.small.save("small.jpg", ContentFile(small), save=False)
    photo.save()
    entries.refresh([profile.pk])
    return photo


@transaction.atomic
def remove_photo(*, profile: Profile) -> bool:
    """Delete the photo, and its files once that is certain. Says whether there was one."""
    photo = ProfilePhoto.objects.filter(profile=profile).first()
    if photo is None:
        return False
    files = [photo.large, photo.small]
    photo.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])
    entries.refresh([profile.pk])
    return True


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise PhotoRefused("This picture has too many pixels. Save a smaller copy of it.")


def _flat(image: Image.Image) -> Image.Image:
    """The picture in plain colours; what was see-through is white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def _square(image: Image.Image, side: int) -> bytes:
    # A little above the middle: that is where faces are.
    cut = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    cut.info = {}
    target = io.BytesIO()
    cut.save(target, format="JPEG", quality=85, optimize=True)
    return target.getvalue()
