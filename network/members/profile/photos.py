"""Members' photos: let a picture in, make it square, and keep nothing else of it.

The picture is opened by its content in a confined process (:mod:`squaring`), turned upright, cut to
a square and written anew as a JPEG in two sizes, so that position, device, names and whatever else
stood in the file are gone.
"""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat

from network.confined import Limits, run_on_copy
from network.members.directory import entries
from network.members.models import Profile, ProfilePhoto
from network.members.profile.squaring import LEAST

logger = logging.getLogger("network.members")
MIB = 1024 * 1024
MAX_BYTES = 10 * MIB
SIZES = ("large", "small")
LIMITS = Limits(memory_bytes=1024 * MIB, cpu_seconds=20, wall_seconds=40, written_bytes=4 * MIB)
# Pictures that one process of the site has opened at once; others wait for their turn.
AT_ONCE = 2
_turns = threading.BoundedSemaphore(AT_ONCE)
UNCHECKED = "We could not check this picture just now. Try again in a few minutes."
UNREADABLE = "This file cannot be read as a picture. Use a JPEG, PNG or WebP picture."


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """What :func:`network.media.serving.send_file` needs to send a photo."""

    file: FieldFile
    pk: int
    content_type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Squares:
    """What is kept of a picture: two JPEG files."""

    large: bytes
    small: bytes


class PhotoRefused(Exception):  # noqa: N818 -- a verdict, not a fault
    """A file that does not become a photo; ``reason`` is the sentence to show."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def squares(file) -> Squares:
    """The large and the small square of a picture. Starts one process, at most 40 seconds long.

    ``file`` is binary and seekable.

    :raises PhotoRefused: for everything that is not a JPEG, PNG or WebP picture to its last pixel,
        for one of fewer than 100 pixels along a side, of more than 50 million, and for one that
        needs more memory or time than the limits allow.
    """
    limit = min(MAX_BYTES, settings.UPLOAD_MAX_BYTES)
    if file.size > limit:
        raise PhotoRefused(
            f"This picture is larger than {filesizeformat(limit)}. Save a smaller copy of it."
        )
    try:
        with _turns:
            outcome = run_on_copy("network.members.profile.squaring", file=file, limits=LIMITS)
    except OSError as error:
        logger.exception("a photo could not be checked")
        raise PhotoRefused(UNCHECKED) from error
    try:
        said = outcome.said.decode("ascii", errors="replace").split() or ["broken"]
        if not outcome.ended_well or said[0] != "ok":
            raise PhotoRefused(_reason(said) if outcome.ended_well else UNREADABLE)
        drawn = outcome.result
        return Squares(large=drawn.read(int(said[1])), small=drawn.read())
    finally:
        outcome.let_go()


def save_photo(*, profile: Profile, file, now: datetime) -> ProfilePhoto:
    """Keep the picture as the member's photo in place of any other.

    :raises PhotoRefused: as :func:`squares`.
    """
    return keep_squares(profile=profile, cut=squares(file), now=now)


@transaction.atomic
def keep_squares(*, profile: Profile, cut: Squares, now: datetime) -> ProfilePhoto:
    """Keep what :func:`squares` has made of a picture in place of any other photo."""
    remove_photo(profile=profile)
    photo = ProfilePhoto(profile=profile, added_at=now)
    photo.large.save("large.jpg", ContentFile(cut.large), save=False)
    photo.small.save("small.jpg", ContentFile(cut.small), save=False)
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


def _reason(said: list[str]) -> str:
    """Why the process lets the picture not in, in a sentence."""
    if said[0] == "large":
        return "This picture has too many pixels. Save a smaller copy of it."
    if said[0] == "small":
        return (
            f"This picture has {said[1]} × {said[2]} pixels, too few to be recognised by. "
            f"Use one of at least {LEAST} × {LEAST}."
        )
    return UNREADABLE
