"""The look of Word documents: named styles, list numbering, table rules and fields."""

from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt, RGBColor

from resources.demo import house_style as house

_FONT = "Arial"
_BULLETS, _NUMBERS = 90, 91  # ids of this project's two list definitions


def define_styles(document: DocumentType) -> None:
    """Give the built-in styles the house look and add the project's own."""
    styles = document.styles
    _language(document)
    _style(styles["Normal"], 11, house.INK, after=6, line=1.2)
    _style(styles["Title"], 24, house.DEEP, bold=True, after=4)
    _drop_border(styles["Title"])
    _style(styles["Subtitle"], 13, house.MUTED, after=16, line=1.15)
    for name, size, colour, before in (
        ("Heading 1", 17, house.ACCENT, 18),
        ("Heading 2", 13, house.DEEP, 12),
        ("Heading 3", 11.5, house.DEEP, 10),
    ):
        _style(styles[name], size, colour, bold=True, before=before, after=4)
        styles[name].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number", "List Paragraph"):
        _style(styles[name], 11, house.INK, after=3, line=1.15)
        styles[name].paragraph_format.left_indent = Cm(0.8)
    _style(styles["Footer"], 8.5, house.MUTED)

    check = _new(document, "Check list", 11, house.INK, after=3, line=1.15)
    check.paragraph_format.left_indent = Cm(0.8)
    check.paragraph_format.first_line_indent = Cm(-0.8)
    check.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
    _new(document, "Table text", 10, house.INK, before=2, after=2, line=1.1)
    _new(document, "Table header", 10, house.WHITE, bold=True, before=3, after=3)
    _new(document, "After table", 6, house.INK, after=4)
    pause = _new(document, "Pause", 4, house.INK, before=4, after=8)
    _border(pause, "bottom", house.LINE, 6)
    callout = _new(document, "Call-out", 11, house.DEEP, before=6, after=6, line=1.2)
    callout.paragraph_format.left_indent = Cm(0.3)
    callout.paragraph_format.keep_together = True
    # The lines above and below have the colour of the ground: they are its inner margin.
    for side, colour, eighths in (
        ("bottom", house.TINT, 4),
        ("left", house.ACCENT, 24),
        ("top", house.TINT, 4),
    ):
        _border(callout, side, colour, eighths)
    callout.element.pPr.insert_element_before(
        _shading(house.TINT), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def use_current_layout(document: DocumentType) -> None:
    """Say that the file follows Word 2013 and later, so that it does not open in an old mode."""
    settings = document.settings.element
    for found in settings.findall(qn("w:compat")):
        settings.remove(found)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    following = ("w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
    place = next((e for e in settings if e.tag in {qn(tag) for tag in following}), None)
    if place is None:
        settings.append(compat)
    else:
        place.addprevious(compat)
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), house.LANGUAGE)


def define_lists(document: DocumentType) -> None:
    """Add one bullet and one number definition, three levels deep."""
    numbering = document.part.numbering_part.element
    for number, levels in (
        (_BULLETS, [("bullet", "•"), ("bullet", "–"), ("bullet", "•")]),
        (_NUMBERS, [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")]),
    ):
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            '<w:multiLevelType w:val="multilevel"/>'
            + "".join(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
                f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/><w:pPr>'
                f'<w:ind w:left="{454 * (level + 1)}" w:hanging="397"/></w:pPr>'
                f'<w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:hint="default"/>'
                f'<w:color w:val="{house.ACCENT}"/></w:rPr></w:lvl>'
                for level, (kind, mark) in enumerate(levels)
            )
            + "</w:abstractNum>"
        )
        first_number = numbering.find(qn("w:num"))
        if first_number is None:
            numbering.append(definition)
        else:
            first_number.addprevious(definition)


def list_instance(document: DocumentType, ordered: bool, start: int) -> int:
    """The id of a new list that counts from `start` by itself."""
    numbering = document.part.numbering_part.numbering_definitions._numbering
    number = numbering.add_num(_NUMBERS if ordered else _BULLETS)
    if ordered:
        for level in range(3):
            override = number.add_lvlOverride(ilvl=level)
            override.add_startOverride(start if level == 0 else 1)
    return number.numId


def table_rules(table, widths: list[Emu], *, description: str) -> None:
    """Fixed widths, thin rules, room in the cells, and a description for screen readers."""
    properties = table._tbl.tblPr
    for tag in ("w:tblStyle", "w:tblW", "w:tblLook"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{house.LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    total = sum(int(width) for width in widths) // 635
    for xml in (
        f'<w:tblW {nsdecls("w")} w:w="{total}" w:type="dxa"/>',
        f"<w:tblBorders {nsdecls('w')}>{rules}</w:tblBorders>",
        f'<w:tblLayout {nsdecls("w")} w:type="fixed"/>',
        f'<w:tblCellMar {nsdecls("w")}><w:left w:w="100" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar>',
        f'<w:tblLook {nsdecls("w")} w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
    ):
        element = parse_xml(xml)
        for found in properties.findall(element.tag):
            properties.remove(found)
        properties.append(element)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), description)
    properties.append(caption)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width


def shade(cell, colour: str) -> None:
    """Fill a table cell."""
    cell._tc.get_or_add_tcPr().append(_shading(colour))


def add_field(paragraph, instruction: str) -> None:
    """A field such as PAGE that the reader's program fills in."""
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)


def _language(document: DocumentType) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    properties = defaults.find(qn("w:rPr"))
    for found in properties.findall(qn("w:lang")):
        properties.remove(found)
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), house.LANGUAGE)
    properties.append(language)


def _new(document: DocumentType, name: str, size: float, colour: str, **look):
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _style(style, size, colour, **look)
    return style


def _style(style, size, colour, *, bold=False, italic=False, before=0, after=0, line=1.0) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for found in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(found)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    layout.line_spacing = line


def _shading(colour: str):
    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')


def _drop_border(style) -> None:
    for found in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(found)


def _border(style, side: str, colour: str, eighths: int) -> None:
    """Add one side's line. Word wants top, left, bottom: so call for the last side first."""
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    line = parse_xml(
        f'<w:{side} {nsdecls("w")} w:val="single" w:sz="{eighths}" w:space="6" w:color="{colour}"/>'
    )
    borders.insert(0, line)
