"""Office files that start a program or fetch something, and what only looks like it."""

import pytest

from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import passes, refusal

DOCUMENT = "word/document.xml"
RELATIONS = {
    "docx": "word/_rels/document.xml.rels",
    "pptx": "ppt/slides/_rels/slide1.xml.rels",
    "xlsx": "xl/_rels/workbook.xml.rels",
}
GOOD = {"docx": corpus.docx(), "pptx": corpus.pptx(), "xlsx": corpus.xlsx()}
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def run(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


def with_words(inner: str) -> bytes:
    """A document with one paragraph more."""
    paragraph = f"<w:p>{inner}</w:p><w:sectPr".encode()
    return corpus.edited(GOOD["docx"], DOCUMENT, b"<w:sectPr", paragraph)


def field(*codes: str) -> bytes:
    shown = "<w:r><w:t>shown</w:t></w:r>"
    return with_words(f"{BEGIN}{''.join(map(run, codes))}{SEPARATE}{shown}{END}")


def linked(kind: str, target: str, *, extension: str = "docx", mode: str = "External") -> bytes:
    return corpus.with_relationship(GOOD[extension], RELATIONS[extension], kind, target, mode)


@pytest.mark.parametrize(
    "codes",
    [
        (r' DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe" ',),
        (" D", "D", "EAUTO cmd.exe x"),
        ("dde cmd x",),
        (r' INCLUDEPICTURE "http://a.example/x.png" \d',),
        ('INCLUDETEXT "http://a.example/x.docx"',),
        ('IMPORT "x.png"',),
        (r" LINK Excel.Sheet.12 C:\\a.xlsx",),
    ],
)
def test_a_field_that_starts_or_fetches_is_refused_however_it_is_divided(codes):
    assert refusal(field(*codes), "a.docx") == "field"


def test_a_simple_field_and_one_without_an_end_are_read_too():
    simple = with_words(
        '<w:fldSimple w:instr="DDEAUTO cmd x"><w:r><w:t>a</w:t></w:r></w:fldSimple>'
    )
    assert refusal(simple, "a.docx") == "field"
    assert refusal(with_words(BEGIN + run("DDEAUTO cmd x")), "a.docx") == "field"


def test_a_field_inside_another_or_inside_its_name_is_read():
    inside = BEGIN + run(" IF ") + BEGIN + run("DDE cmd x") + END + run(" = 1") + END
    named = BEGIN + run(" D") + BEGIN + run("QUOTE 68") + END + run("E cmd x") + END
    assert refusal(with_words(inside), "a.docx") == "field"
    assert refusal(with_words(named), "a.docx") == "field"


def test_a_field_in_a_part_that_is_xml_by_its_type_alone_is_read():
    parts = corpus.members(field("DDEAUTO cmd x"))
    parts["word/other.bin"] = parts[DOCUMENT]
    parts[DOCUMENT] = corpus.members(GOOD["docx"])[DOCUMENT]
    override = b'<Override PartName="/word/other.bin" ContentType="application/x+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    assert refusal(corpus.zipped(parts), "a.docx") == "field"


@pytest.mark.parametrize(
    "codes",
    [
        (" PAGE ",),
        (r' TOC \o "1-3" \h \z \u ',),
        ("DDEPARTMENT",),
        (r' HYPERLINK "https://a.example/x.exe" \o "a tip" ',),
        (r' HYPERLINK \l "_Toc1" ',),
        (' HYPERLINK "Annex.docx" ',),
        ("MACROBUTTON NoMacro [Click here]",),
    ],
)
def test_an_ordinary_field_passes(codes):
    assert passes(field(*codes), "a.docx")


def test_a_figure_made_of_another_field_passes():
    assert passes(
        with_words(BEGIN + run("= ") + BEGIN + run("PAGE") + END + run(" - 1") + END), "a.docx"
    )


@pytest.mark.parametrize(
    "target", [r"file:///\\evil\share\x.exe", r"\\evil\share\x.docx", "javascript:x()", "x.exe"]
)
def test_a_field_that_links_to_no_web_page_is_refused(target):
    escaped = target.replace("\\", "\\\\")
    assert refusal(field(f' HYPERLINK "{escaped}" '), "a.docx") == "link"


@pytest.mark.parametrize("extension", GOOD)
@pytest.mark.parametrize(
    "target",
    [
        "file:///\\\\evil\\share\\x.exe",
        "file:///c:/windows/system32/calc.exe",
        "javascript:alert(1)",
        "javascript:1",
        "JAVA&#10;SCRIPT:alert(1)",
        "//evil/share/x.docx",
        "%5C%5Cevil%5Cshare",
        "C:\\plan.docx",
        "ms-msdt:/id",
        "tools/run.exe",
        "run.bat. ",
    ],
)
def test_a_link_to_something_other_than_the_web_is_refused(extension, target):
    assert refusal(linked("hyperlink", target, extension=extension), f"a.{extension}") == "link"


@pytest.mark.parametrize("kind", ["video", "audio", "media"])
def test_a_film_on_another_computer_is_refused(kind):
    content = linked(kind, "file:///\\\\evil\\share\\a.mp4", extension="pptx")
    assert refusal(content, "a.pptx") == "link"
    assert passes(linked(kind, "https://a.example/a.mp4", extension="pptx"), "a.pptx")


@pytest.mark.parametrize(
    "target",
    [
        "http://a.example/",
        "HTTPS://a.example/x.exe",
        "mailto:desk@a.example?subject=C:",
        "tel:08001111",
        "sms:85258",
        "x-apple-data-detectors://0",
        "Annex.docx",
        "../Annexes/Annex%20B.pdf#page=2",
        "www.a.example.com",
        "www.a.example.com:8080/plan",
        "#_Toc1",
        "about:blank",
    ],
)
def test_a_link_to_a_web_page_a_letter_or_a_document_beside_it_passes(target):
    assert passes(linked("hyperlink", target), "a.docx")


def test_a_button_on_a_slide_that_starts_a_program_or_a_macro_is_refused():
    for action, code in (("ppaction://program", "link"), ("ppaction://macro?name=x", "macros")):
        content = corpus.edited(
            GOOD["pptx"],
            "ppt/slides/slide1.xml",
            b'<p:cNvPr id="2" name="Title 1"/>',
            f'<p:cNvPr id="2" name="T"><a:hlinkClick action="{action}"/></p:cNvPr>'.encode(),
        )
        assert refusal(content, "a.pptx") == code


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "xl/connections.xml",
            b'<connections><connection id="1" refreshOnLoad="1"><webPr url="http://a.example"/>'
            b"</connection></connections>",
        ),
        ("xl/queryTables/queryTable1.xml", b'<queryTable name="q" connectionId="1"/>'),
    ],
)
def test_a_workbook_that_asks_elsewhere_is_refused(name, data):
    assert refusal(corpus.with_part(GOOD["xlsx"], name, data), "a.xlsx") == "connection"


@pytest.mark.parametrize("kind", ["connections", "queryTable"])
def test_a_workbook_that_names_a_connection_is_refused(kind):
    content = linked(kind, "other.xml", extension="xlsx", mode="")
    assert refusal(content, "a.xlsx") == "connection"


def test_a_workbook_linked_to_another_is_refused():
    content = linked("externalLinkPath", "other.xlsx", extension="xlsx")
    assert refusal(content, "a.xlsx") == "external"


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ('_xlfn.WEBSERVICE("http://a.example")', "connection"),
        ('RTD("x.y",,"z")', "connection"),
        ("cmd|'/C calc'!A0", "formula"),
        ('HYPERLINK("\\\\evil\\share\\x.exe","Open")', "link"),
    ],
)
def test_a_formula_that_starts_or_fetches_is_refused(formula, code):
    assert refusal(with_formula(formula), "a.xlsx") == code


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(A1:A3)",
        'A1&"cmd|x!"&B1',
        "'this|that'!A1",
        "Table1[Yes|No]",
        'HYPERLINK("https://a.example/","Open")',
        'HYPERLINK("#Sheet!A1","Go")',
    ],
)
def test_an_ordinary_formula_passes(formula):
    assert passes(with_formula(formula), "a.xlsx")


def with_formula(formula: str) -> bytes:
    cell = f'<c r="D9"><f>{formula.replace("&", "&amp;")}</f></c></row></sheetData>'
    return corpus.edited(
        GOOD["xlsx"], "xl/worksheets/sheet1.xml", b"</row></sheetData>", cell.encode()
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/media/run.exe", b"MZ and so on"),
        ("word/media/image2.png", b"MZ\x90\x00 a program called picture"),
        ("word/media/image3.png", b"\x7fELF a program called picture"),
        ("word/media/run.bin", b"#!/bin/sh"),
        ("word/media/x.html", b"anything"),
        ("word/media/x.js", b"anything"),
        ("word/media/picture.gif", b"\xef\xbb\xbf\n<!DOCTYPE html><p>a"),
        ("word/media/picture2.gif", b"<script>x()</script>"),
    ],
)
def test_a_program_a_script_or_a_web_page_inside_is_refused(name, data):
    assert refusal(corpus.with_part(GOOD["docx"], name, data), "a.docx") == "program"


def test_a_part_that_calls_itself_a_web_page_is_refused():
    content = corpus.with_part(GOOD["docx"], "word/page.dat", b"words")
    line = b'<Default Extension="dat" ContentType="text/html; charset=utf-8"/></Types>'
    content = corpus.edited(content, "[Content_Types].xml", b"</Types>", line)
    assert refusal(content, "a.docx") == "program"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/media/image1.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("word/media/image1.emf", b"\x01\0\0\0" + bytes(80)),
        ("word/media/film.mp4", b"\0\0\0\x18ftypmp42"),
        ("word/fonts/font1.odttf", bytes(range(64))),
        ("word/printerSettings1.bin", b"M\0y\0 \0p\0r\0i\0n\0t\0e\0r\0"),
    ],
)
def test_pictures_films_fonts_and_settings_inside_pass(name, data):
    assert passes(corpus.with_part(GOOD["docx"], name, data), "a.docx")
