"""Fonts and paragraph styles of the PDF files.

Bitstream Vera comes with ReportLab under a free licence, has open shapes and is embedded, so a
file looks the same everywhere.
"""

import re
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources.demo import house_style as house
from resources.demo.blocks import SourceError, Spans

FAMILY = "Vera"
_FACES = {
    "": "Vera.ttf",
    "-Bold": "VeraBd.ttf",
    "-Italic": "VeraIt.ttf",
    "-BoldItalic": "VeraBI.ttf",
}
_STAND_INS = {
    "→": "–",
    "←": "–",
    "\u2011": "-",  # hyphen that does not break
    "\u00a0": " ",
    "\u202f": " ",
    "✓": "√",
    "☐": "[ ]",
    "☒": "[x]",
}


def register_fonts() -> None:
    """Make the four faces known to ReportLab; again and again does no harm."""
    if FAMILY in pdfmetrics.getRegisteredFontNames():
        return
    for suffix, file_name in _FACES.items():
        pdfmetrics.registerFont(TTFont(FAMILY + suffix, file_name))
    pdfmetrics.registerFontFamily(
        FAMILY,
        normal=FAMILY,
        bold=f"{FAMILY}-Bold",
        italic=f"{FAMILY}-Italic",
        boldItalic=f"{FAMILY}-BoldItalic",
    )


def markup(spans: Spans) -> str:
    """The spans in ReportLab's own paragraph markup.

    Raises SourceError for a character that the font cannot draw.
    """
    parts = []
    for span in spans:
        text = escape(drawable(span.text)).replace("\n", "<br/>")
        if span.bold:
            text = f"<b>{text}</b>"
        if span.italic:
            text = f"<i>{text}</i>"
        if span.href:
            href = escape(span.href, {'"': "&quot;"})
            text = f'<a href="{href}" color="#{house.ACCENT}"><u>{text}</u></a>'
        parts.append(text)
    return "".join(parts)


def drawable(text: str) -> str:
    """`text` with stand-ins for the few signs that the font lacks."""
    known = pdfmetrics.getFont(FAMILY).face.charToGlyph
    text = re.sub("|".join(map(re.escape, _STAND_INS)), lambda m: _STAND_INS[m[0]], text)
    for sign in text:
        if sign != "\n" and ord(sign) not in known:
            raise SourceError(f"the PDF font has no {sign!r}: write it in words")
    return text


def _make(name: str, size: float, leading: float, colour: str = house.INK, **more):
    face = FAMILY + ("-Bold" if more.pop("bold", False) else "")
    return ParagraphStyle(
        name,
        fontName=face,
        bulletFontName=FAMILY,
        fontSize=size,
        leading=leading,
        textColor=HexColor(f"#{colour}"),
        **more,
    )


STYLES = {
    style.name: style
    for style in (
        _make("Body", 9.6, 14.4, spaceAfter=7),
        _make("Title", 21, 26, house.DEEP, bold=True, spaceAfter=5),
        _make("Subtitle", 11, 16, house.MUTED, spaceAfter=6),
        _make("H1", 14.5, 19, house.ACCENT, bold=True, spaceBefore=14, spaceAfter=5),
        _make("H2", 11, 15, house.DEEP, bold=True, spaceBefore=9, spaceAfter=4),
        _make("H3", 9.6, 14, house.DEEP, bold=True, spaceBefore=7, spaceAfter=3),
        _make("List", 9.6, 14.4, spaceAfter=3.5, leftIndent=17, bulletIndent=4),
        _make("Cell", 8.4, 12),
        _make("Head", 8.4, 12, house.WHITE, bold=True),
        _make("Callout", 9.6, 14.4, house.DEEP),
        _make("Question", 9.4, 13.4, house.DEEP),
        _make("Outcome", 8.6, 12.2),
        _make("Down", 8.6, 12, house.DEEP),
    )
}
