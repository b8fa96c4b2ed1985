"""Small pieces of PowerPoint XML that python-pptx has no words for."""

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt


def set_bullet(paragraph, mark: str, indent: float, hanging: float, colour: str) -> None:
    """Set the bullet (none for ""), with its text `indent` points from the edge."""
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(int(Pt(indent))))
    properties.set("indent", str(-int(Pt(hanging))))
    for child in list(properties):
        if child.tag in {qn(f"a:bu{kind}") for kind in ("None", "Char", "AutoNum", "Clr", "Font")}:
            properties.remove(child)
    if not mark:
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
        return
    properties.append(parse_xml(f'<a:buClr {nsdecls("a")}><a:srgbClr val="{colour}"/></a:buClr>'))
    if mark[:-1].isdigit():
        properties.append(parse_xml('<a:buFont {} typeface="+mj-lt"/>'.format(nsdecls("a"))))
        properties.append(
            parse_xml(
                f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{int(mark[:-1])}"/>'
            )
        )
    else:
        properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="Arial"/>'))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="{mark}"/>'))


def set_language(element, language: str) -> None:
    """Mark every run below `element` as being in `language`."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr()
    for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(tag)):
            properties.set("lang", language)


def recolour_theme(blob: bytes, colours: dict[str, str], font: str) -> bytes:
    """The theme part with these colours (by the theme's own names) and one font."""
    theme = etree.fromstring(blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Network")
    for name, colour in colours.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour)
    for latin in theme.findall(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", font)
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
