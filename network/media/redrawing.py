"""The program that opens one image and writes its picture anew: ``… <number of the result>``.

The image stands on standard input. Says "ok" or "broken". Runs in a confined process, because an
image of a few kilobytes may unpack to any number of frames.
"""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from network.media.drawing import answer

FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112


def redraw(file: BinaryIO, result: BinaryIO) -> str:
    """Write the image turned upright, with its colours, without anything else. Raises whatever the
    reader of its format stumbles over."""
    with Image.open(file, formats=FORMATS) as image:
        image.load()
        result.write(_written_anew(image))
    return "ok"


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


if __name__ == "__main__":
    answer(redraw)
