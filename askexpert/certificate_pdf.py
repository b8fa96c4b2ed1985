"""A certificate of contribution as a tagged PDF, drawn from its row whenever it is asked for.

The font comes with the site, so that every Latin, Greek or Cyrillic name is written as its owner
writes it. A name in other letters is not changed to fit: then there is no PDF, and the public page
of the certificate, which can be printed, is the certificate.
"""

import io
import unicodedata
from functools import lru_cache
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from askexpert.models import Certificate
from network.tagged_pdf import Node, add_structure, artifact, marked

FONT_FILE = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
FONT = "DejaVuSans"
LANGUAGE = "en-GB"
PUBLISHER = "Contextual Safeguarding Practitioners’ Network"
INK, DEEP, MUTED = HexColor(0x1F2933), HexColor(0x17454B), HexColor(0x52606D)
PAGE = landscape(A4)
MARGIN = 72
LARGEST_NAME, SMALLEST_NAME = 34, 14
BESIDES = (
    "Each answer was read by a coordinator before it was released. Who asked, and of what, is "
    "nobody’s to know."
)
RIGHT_TO_LEFT = ("R", "AL")


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """The code points of the font, which is made known to ReportLab once for a process."""
    font = TTFont(FONT, FONT_FILE)
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def can_draw(name: str) -> bool:
    """Whether the font has every letter of the name, written from left to right."""
    glyphs = _glyphs()
    return all(
        ord(letter) in glyphs and unicodedata.bidirectional(letter) not in RIGHT_TO_LEFT
        for letter in name
    )


def pdf_of(certificate: Certificate, *, address: str) -> bytes:
    """The file. ``address`` is where anybody can check it.

    :raises ValueError: for a name that the font cannot write.
    """
    if not can_draw(certificate.name):
        raise ValueError("the font has no letters for this name")
    file = io.BytesIO()
    page = Canvas(file, pagesize=PAGE, lang=LANGUAGE, initialFontName=FONT)
    title = f"Certificate of contribution: {certificate.name}"
    page.setTitle(title)
    page.setAuthor(PUBLISHER)
    page.setSubject("Answers given in Ask an Expert")
    root = Node("Document")
    _draw(page, root, certificate, address)
    page.showPage()
    page.save()
    return add_structure(file.getvalue(), root, title=title, author=PUBLISHER, language=LANGUAGE)


def _draw(page: Canvas, root: Node, certificate: Certificate, address: str) -> None:
    """Draw the page, each text in the order in which it is read; the rule is decoration."""
    width, height = PAGE
    with artifact(page):
        page.setStrokeColor(DEEP)
        page.setLineWidth(3)
        page.line(MARGIN, height - 64, width - MARGIN, height - 64)
    with marked(page, root.add("P")):
        _line(page, PUBLISHER, height - 100, 13, MUTED)
    with marked(page, root.add("H1")):
        _line(page, "Certificate of contribution", height - 150, 30, DEEP)
    size = _fitting(certificate.name, width - 2 * MARGIN)
    with marked(page, root.add("P")):
        _line(page, certificate.name, height - 240, size, INK)
    top = height - 285
    with marked(page, root.add("P")):
        for line in simpleSplit(certificate.words, FONT, 15, width - 2 * MARGIN):
            _line(page, line, top, 15, INK)
            top -= 24
    with marked(page, root.add("P")):
        for line in simpleSplit(BESIDES, FONT, 11, width - 2 * MARGIN):
            _line(page, line, top - 20, 11, MUTED)
            top -= 17
    issued = date_format(timezone.localtime(certificate.issued_at), "j F Y")
    with marked(page, root.add("P")):
        _line(page, f"Issued on {issued}. Code: {certificate.code}", 104, 12, INK)
    link = root.add("P").add("Link")
    with marked(page, link):
        _line(page, f"Check it at {address}", 82, 12, INK)
    page.linkURL(address, (MARGIN, 76, width - MARGIN, 98))
    link.annotation, link.words = (0, 0), f"Check this certificate at {address}"


def _line(page: Canvas, text: str, y: float, size: float, colour) -> None:
    page.setFillColor(colour)
    page.setFont(FONT, size)
    page.drawString(MARGIN, y, text)


def _fitting(text: str, width: float) -> float:
    """The largest size at which the text fits on one line."""
    wanted = LARGEST_NAME * width / max(pdfmetrics.stringWidth(text, FONT, LARGEST_NAME), 1)
    return max(min(wanted, LARGEST_NAME), SMALLEST_NAME)
