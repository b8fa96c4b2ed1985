"""Drawings inside Office documents: pictures from elsewhere, and what a browser would run."""

import pytest

from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import passes, refusal

SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"
OF_ILLUSTRATOR = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" '
    '[<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>\n'
    '<svg xmlns="&ns_svg;"><style>.a{fill:red}</style><path class="a" d="M0 0"/></svg>'
)
ELSEWHERE = [
    "http://a.example/x.png",
    "file:///\\\\server\\share\\x.png",
    "\\\\server\\share\\x.png",
    "//a.example/x.png",
    "%68ttps://a.example/x.png",
]
BESIDE = ["image1.png", "", "cid:image001.png@01D5", "#x"]


def in_document(picture: str) -> bytes:
    drawn = (
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:o="urn:schemas-microsoft-com:office:office">{picture}</w:pict></w:r></w:p>'
    )
    return corpus.edited(
        corpus.docx(), "word/document.xml", b"<w:sectPr", f"{drawn}<w:sectPr".encode()
    )


def in_old_drawing(picture: str) -> bytes:
    """With what is no XML, as old drawings often have it."""
    return corpus.with_part(
        corpus.docx(), "word/vmlDrawing1.vml", f"<xml><br>{picture}</xml>".encode()
    )


def in_svg(inner: str, *, name: str = "word/media/image1.svg") -> bytes:
    return corpus.with_part(corpus.docx(), name, SVG.format(inner).encode())


@pytest.mark.parametrize("read", [in_document, in_old_drawing])
@pytest.mark.parametrize("address", ELSEWHERE)
@pytest.mark.parametrize("where", ["v:imagedata src", "v:imagedata o:href", "v:fill src"])
def test_an_old_drawing_with_a_picture_from_elsewhere_is_refused(read, address, where):
    element, attribute = where.split()
    assert refusal(read(f'<{element} {attribute}="{address}"/>'), "a.docx") == "external"


def test_a_picture_that_an_old_drawing_is_related_to_elsewhere_is_refused():
    content = corpus.with_relationship(
        in_document('<v:imagedata r:href="rX" xmlns:r="r"/>'),
        *("word/_rels/document.xml.rels", "image", ELSEWHERE[0], "External"),
    )
    assert refusal(content, "a.docx") == "external"


@pytest.mark.parametrize(
    "picture",
    [
        "<v:imagedata src=http://a.example/x.png>",
        '<v:imagedata title="5 > 4" src="http://a.example/x.png"/>',
        '<v:imagedata title=5" src="http://a.example/x.png"/>',
        '<v:imagedata src="&#104;ttp://a.example/x.png"/>',
        f'<v:imagedata title="{"a" * 70_000}" src="http://a.example/x.png"/>',
    ],
)
def test_no_way_of_writing_hides_a_picture_in_an_old_drawing(picture):
    assert refusal(in_old_drawing(picture), "a.docx") == "external"


@pytest.mark.parametrize("read", [in_document, in_old_drawing])
@pytest.mark.parametrize("address", BESIDE)
def test_an_old_drawing_with_a_picture_of_the_file_passes(read, address):
    assert passes(read(f'<v:imagedata src="{address}" o:title="A plan"/>'), "a.docx")


def test_an_old_drawing_under_another_name_is_read():
    content = corpus.with_part(
        corpus.docx(), "word/drawing.dat", b'<xml><v:imagedata src="http://a.example"/></xml>'
    )
    kind = b"application/vnd.openxmlformats-officedocument.vmlDrawing"
    line = b'<Default Extension="dat" ContentType="' + kind + b'"/></Types>'
    content = corpus.edited(content, "[Content_Types].xml", b"</Types>", line)
    assert refusal(content, "a.docx") == "external"


@pytest.mark.parametrize(
    "inner",
    [
        "<script>x()</script>",
        "<g><script xlink:href='x.js'/></g>",
        "<rect onclick='x()'/>",
        "<a xlink:href='java&#10;script:x()'/>",
        "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
        "<script>x()</script><not closed",
    ],
)
@pytest.mark.parametrize("name", ["word/media/image1.svg", "word/media/image1.png"])
def test_a_script_in_a_drawing_is_refused(inner, name):
    assert refusal(in_svg(inner, name=name), "a.docx") == "program"


@pytest.mark.parametrize(
    "data",
    [
        SVG.format("<script>x()</script>").encode("utf-16"),
        ("<?xml version='1.0' encoding='shift_jis'?>" + SVG.format("<script/>")).encode(),
        OF_ILLUSTRATOR.replace("<path", "<script/><path").encode(),
        SVG.format(" " * 70_000 + "<script/>").encode(),
    ],
    ids=["another encoding", "an unknown encoding", "after definitions", "far behind"],
)
def test_no_way_of_writing_hides_a_script_in_a_drawing(data):
    content = corpus.with_part(corpus.docx(), "word/media/image1.svg", data)
    assert refusal(content, "a.docx") == "program"


def test_a_script_in_a_drawing_that_is_called_xml_is_refused():
    content = corpus.with_part(
        corpus.docx(), "word/media/image1.xml", SVG.format("<script/>").encode()
    )
    line = b'<Override PartName="/word/media/image1.xml" ContentType="image/svg+xml"/></Types>'
    content = corpus.edited(content, "[Content_Types].xml", b"</Types>", line)
    assert refusal(content, "a.docx") == "program"


def test_data_that_no_program_shows_may_name_a_picture():
    data = b'<case><image src="https://a.example/x.png"/></case>'
    assert passes(corpus.with_part(corpus.docx(), "customXml/item1.xml", data), "a.docx")
    assert refusal(corpus.with_part(corpus.docx(), "word/item1.xml", data), "a.docx") == "external"


def test_a_drawing_with_a_picture_from_elsewhere_is_refused():
    for element in ("image xlink:href", "image href", "use href"):
        assert refusal(in_svg(f"<{element}='http://a.example/x.png'/>"), "a.docx") == "external"


@pytest.mark.parametrize(
    "data",
    [
        SVG.format("<a href='https://a.example/'><text>description: on line=2</text></a>"),
        SVG.format("<image xlink:href='data:image/png;base64,AAAA'/><use xlink:href='#a'/>"),
        OF_ILLUSTRATOR,
        "<svg><not closed",
    ],
)
def test_an_ordinary_drawing_passes(data):
    content = corpus.with_part(corpus.docx(), "word/media/image1.svg", data.encode())
    assert passes(content, "a.docx")
