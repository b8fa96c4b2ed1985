"""The program that opens one picture and draws its two squares: ``… <number of the result>``.

The picture stands on standard input. Says ``ok <bytes of the large square>`` when both stand in the
result, the large one first; else ``small <width> <height>``, ``large`` or ``broken``. Runs in a
confined process, because a picture of a few kilobytes may unpack to any size or end the library
that reads it; so it imports next to nothing of the site.
"""

import io
from typing import BinaryIO

from PIL import Image, ImageOps

from network.media.drawing import answer

FORMATS = ("JPEG", "PNG", "WEBP")
LARGE, SMALL = 480, 120  # pixels along each side
LEAST = 100  # pixels along each side of what is let in
MAX_PIXELS = 50_000_000


def draw(file: BinaryIO, result: BinaryIO) -> str:
    """Write the squares as JPEG files, if there are any; what to say. Raises whatever the reader of
    its format stumbles over."""
    try:
        return _drawn(file, result)
    except Image.DecompressionBombError:
        # The library refuses to measure what is several times too large.
        return "large"


def _drawn(file: BinaryIO, result: BinaryIO) -> str:
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            return "large"
        if min(image.size) < LEAST:
            return f"small {image.width} {image.height}"
        image.draft("RGB", (LARGE * 2, LARGE * 2))
        upright = _flat(ImageOps.exif_transpose(image))
        size = result.write(_square(upright, LARGE))
        result.write(_square(upright, SMALL))
        return f"ok {size}"


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


if __name__ == "__main__":
    answer(draw)
