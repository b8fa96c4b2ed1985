"""Images as they are stored: the picture without what cameras and programs write beside it."""

from django.core.files.uploadedfile import UploadedFile

from network.confined import Limits, run_on_copy
from network.media.uploads import with_content

MIB = 1024 * 1024
LIMITS = Limits(memory_bytes=1536 * MIB, cpu_seconds=30, wall_seconds=50)


class BrokenPicture(Exception):  # noqa: N818 -- a verdict, not a fault
    """The file is not an image that can be shown to its last pixel."""


def without_metadata(file: UploadedFile) -> UploadedFile:
    """Return the image written anew: turned upright, with its colours, without anything else.

    Position, device, names and thumbnails (EXIF, XMP, IPTC, comments) do not survive. A JPEG
    keeps its quality. A process with limits on memory and time opens it (``redrawing.py``).

    :raises BrokenPicture: when it cannot be read to the end within them.
    """
    outcome = run_on_copy("network.media.redrawing", file=file, limits=LIMITS)
    if not outcome.ended_well or outcome.said != b"ok":
        outcome.let_go()
        raise BrokenPicture
    return with_content(file, outcome.result)
