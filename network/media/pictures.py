"""Images as they are stored: the picture without what cameras and programs write beside it."""

import io
import logging

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import Image, ImageOps

logger = logging.getLogger("network.media")
FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112


class BrokenPicture(Exception):  # noqa: N818 -- a verdict, not a fault
    """The file is not an image that can be shown to its last pixel."""


def without_metadata(file: UploadedFile) -> UploadedFile:
    """Return the image written anew: turned upright, with its colours, without anything else.

    Position, device, names and thumbnails (EXIF, XMP, IPTC, comments) do not survive. A JPEG
    keeps its quality. Cost: the image unpacked in memory; the caller has checked its size.

    :raises BrokenPicture: when it cannot be read to the end.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as image:
            image.load()
            content = _written_anew(image)
    except Exception as error:
        # Pillow's readers raise whatever their format stumbles over.
        logger.info("image refused: %s", type(error).__name__)
        raise BrokenPicture from error
    finally:
        file.seek(0)
    return SimpleUploadedFile(file.name, content, content_type=file.content_type)


def _written_anew(image: Image.Image) -> bytes:
    options = {"icc_profile": image.info.get("icc_profile")}
    # Phones put several pictures into a JPEG and Pillow calls that MPO; the first is the picture.
    kind = "JPEG" if image.format == "MPO" else image.format
    picture = image
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:
        options |= {"save_all": True, "loop": image.info.get("loop", 0)}
        if "duration" in image.info:
            options["duration"] = image.info["duration"]
    elif image.getexif().get(ORIENTATION, 1) != 1:
        picture = ImageOps.exif_transpose(image)
        options |= {"quality": 95} if kind == "JPEG" else {}
    elif kind == "JPEG":
        options["quality"] = "keep" if image.format == "JPEG" else 95
    if kind == "WEBP":
        options["quality"] = 90
    if kind == "PNG" and "transparency" in image.info:
        options["transparency"] = image.info["transparency"]
    picture.info = {
        key: value for key, value in picture.info.items() if key in ("transparency", "background")
    }
    target = io.BytesIO()
    picture.save(target, format=kind, exif=b"", **options)
    return target.getvalue()
