"""Pictures of the pages of a PDF. Runs as a child: ``… <folder>``, the PDF on standard input.

Each page becomes ``<folder>/<number>.webp`` and then one line of ``<folder>/pages.jsonl``, so that
what was drawn before the time was over is kept.
"""

import json
import sys
from pathlib import Path

PICTURED_PAGES = 40
WIDTH = 1000
# A page that is taller than this many widths is drawn smaller.
TALLEST = 2.5
QUALITY = 60


def picture_pages(file, folder: Path) -> str:
    """Draw the first forty pages, 1,000 pixels wide. Returns "ok" or the code of the reason."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        return "encrypted" if "password" in str(error).lower() else "broken"
    count = len(document)
    if count == 0:
        return "broken"
    document.init_forms()
    with (folder / "pages.jsonl").open("w") as lines:
        lines.write(f"{json.dumps({'pages': count})}\n")
        for number in range(1, min(count, PICTURED_PAGES) + 1):
            width, height = _draw(document[number - 1], folder / f"{number}.webp")
            line = {"number": number, "width": width, "height": height}
            lines.write(f"{json.dumps(line)}\n")
            lines.flush()
    return "ok"


def _draw(page, target: Path) -> tuple[int, int]:
    """Draw one page and return the picture's width and height in pixels."""
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), WIDTH * TALLEST / max(height, 1))
    picture = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    picture.save(target, format="WEBP", quality=QUALITY, method=4)
    page.close()
    return picture.size


if __name__ == "__main__":
    with open(0, "rb", closefd=False) as standard_input:
        try:
            verdict = picture_pages(standard_input, Path(sys.argv[1]))
        except MemoryError:
            verdict = "slow"
        except Exception:
            verdict = "broken"
    sys.stdout.write(verdict)
