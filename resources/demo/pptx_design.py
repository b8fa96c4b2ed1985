"""The slide master and its three layouts (title; title and words; title only), in points."""

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PresentationType
from pptx.util import Pt

from resources.demo import house_style as house
from resources.demo.pptx_xml import recolour_theme, set_language

SLIDE_WIDTH, SLIDE_HEIGHT = 960, 540  # 16:9, 13.33 by 7.5 inches
LEFT, WIDTH = 54, 852
BODY_TOP, BODY_HEIGHT = 126, 358
_KEPT_LAYOUTS = ("Title Slide", "Title and Content", "Title Only")
_SMALL = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_FONT = "Arial"
_THEME_COLOURS = {
    "dk1": house.INK,
    "lt1": house.WHITE,
    "dk2": house.DEEP,
    "lt2": house.TINT,
    "accent1": house.ACCENT,
    "accent2": house.WARM,
    "accent3": house.DEEP,
    "accent4": house.MUTED,
    "accent5": house.LINE,
    "accent6": house.INK,
    "hlink": house.ACCENT,
    "folHlink": house.MUTED,
}


def design(presentation: PresentationType, footer: str) -> None:
    """Turn python-pptx's plain 4:3 template into the house design, before any slide is added."""
    presentation.slide_width, presentation.slide_height = Pt(SLIDE_WIDTH), Pt(SLIDE_HEIGHT)
    _drop_leftovers(presentation)
    master = presentation.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = recolour_theme(theme.blob, _THEME_COLOURS, _FONT)
    for layout in list(presentation.slide_layouts):
        if layout.name not in _KEPT_LAYOUTS:
            presentation.slide_layouts.remove(layout)
    layouts = list(presentation.slide_layouts)
    for holder in (master, *layouts):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in _SMALL:
                shape._element.getparent().remove(shape._element)
    _master(master, footer)
    _cover(layouts[0])
    for holder in (presentation, master, *layouts):
        set_language(holder._element, house.LANGUAGE)


def _drop_leftovers(presentation: PresentationType) -> None:
    """Leave out the template's thumbnail, counts and printer settings."""
    for relations, kind in (
        (presentation.part.package._rels, RELATIONSHIP_TYPE.THUMBNAIL),
        (presentation.part.package._rels, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES),
        (presentation.part.rels, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        for key, relation in list(relations.items()):
            if relation.reltype == kind:
                relations.pop(key)


def _master(master, footer: str) -> None:
    title, body = master.placeholders
    _place(title, LEFT, 30, WIDTH, 84)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _place(body, LEFT, BODY_TOP, WIDTH, BODY_HEIGHT)
    styles = master._element.find(qn("p:txStyles"))
    look = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    look.set("algn", "l")
    run = look.find(qn("a:defRPr"))
    run.set("sz", "3000")
    run.set("b", "1")
    run.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    for level in styles.find(qn("p:bodyStyle")):
        run = level.find(qn("a:defRPr"))
        if run is not None:
            run.set("sz", str(min(int(run.get("sz", "2400")), 2400)))
    tree = master.shapes._spTree
    _decorate(
        tree,
        _rectangle(101, "Band", (0, 0, SLIDE_WIDTH, 14), "accent1"),
        _rectangle(102, "Rule", (LEFT, 118, WIDTH, 1.5), "accent5"),
        _text(103, "Publisher", (LEFT, 504, 640, 22), footer),
        _text(104, "Slide number", (SLIDE_WIDTH - LEFT - 120, 504, 120, 22), None),
    )


def _cover(layout) -> None:
    """The title slide: dark ground, white words, without the master's decoration."""
    layout._element.set("showMasterSp", "0")
    title, subtitle = layout.placeholders
    _place(title, 80, 120, 800, 170)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _place(subtitle, 80, 316, 780, 140)
    _default_look(title, 40, house.WHITE, bold=True)
    _default_look(subtitle, 22, house.TINT, bold=False)
    slide = layout._element.find(qn("p:cSld"))
    slide.insert(
        0,
        parse_xml(
            f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:schemeClr val="tx2"/>'
            "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
        ),
    )
    _decorate(layout.shapes._spTree, _rectangle(101, "Rule", (87, 300, 120, 5), "bg2"))


def _default_look(shape, size: float, colour: str, *, bold: bool) -> None:
    styles = shape._element.txBody.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    styles.append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l"><a:buNone/>'
            f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill>'
            f'<a:srgbClr val="{RGBColor.from_string(colour)}"/></a:solidFill></a:defRPr>'
            "</a:lvl1pPr>"
        )
    )


def _place(shape, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Pt(value) for value in (left, top, width, height)
    )


def _decorate(tree, *shapes) -> None:
    """Put the shapes behind everything else."""
    for position, shape in enumerate(shapes, start=2):
        tree.insert(position, shape)


def _box(left: float, top: float, width: float, height: float) -> str:
    x, y, w, h = (int(Pt(value)) for value in (left, top, width, height))
    return (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _rectangle(number: int, name: str, place: tuple, colour: str):
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_box(*place)}'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def _text(number: int, name: str, place: tuple, words: str | None):
    """A footer text, or the slide's number at the right when `words` is None."""
    look = (
        f'<a:rPr lang="{house.LANGUAGE}" sz="1200"><a:solidFill><a:schemeClr val="accent4"/>'
        "</a:solidFill></a:rPr>"
    )
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f"{_box(*place)}<a:noFill/></p:spPr><p:txBody>"
        '<a:bodyPr wrap="square" lIns="91440" tIns="0" rIns="91440" bIns="0" anchor="ctr"/>'
        f'<a:p><a:pPr algn="{"r" if words is None else "l"}"/></a:p></p:txBody></p:sp>'
    )
    paragraph = shape.find(f".//{qn('a:p')}")
    if words is None:
        number_field = parse_xml(
            f'<a:fld {nsdecls("a")} id="{{5B1B1C3E-7A51-4C5E-9C63-0B8E6E2D4A01}}" type="slidenum">'
            f"{look}<a:t>1</a:t></a:fld>"
        )
        paragraph.append(number_field)
    else:
        run = parse_xml(f"<a:r {nsdecls('a')}>{look}<a:t/></a:r>")
        run.find(qn("a:t")).text = words
        paragraph.append(run)
    return shape
