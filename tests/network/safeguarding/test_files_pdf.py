"""PDF: passwords, scripts, attachments, damage, and files that unpack without end."""

import time

import pikepdf
import pytest

from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import MEGABYTE, passes, refusal


def test_a_pdf_with_a_password_is_refused():
    locked = pikepdf.Encryption(owner="owner", user="user", R=6)
    assert refusal(corpus.pdf(encryption=locked), "a.pdf") == "encrypted"
    free_to_read = pikepdf.Encryption(owner="owner", user="", R=6)
    assert refusal(corpus.pdf(encryption=free_to_read), "a.pdf") == "encrypted"


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def hidden_script(document):
    """The action stands inside an array inside the page, not as an object of its own."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
    document.pages[0]["/Annots"] = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(Next=action))]
    )


def attachment(document):
    document.attachments["notes.txt"] = pikepdf.AttachedFileSpec(document, b"words")


def script_address(document):
    document.pages[0]["/Annots"] = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("JavaScript:x()")),
            )
        ]
    )


def scripted_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (script, "active-pdf"),
        (hidden_script, "active-pdf"),
        (script_address, "active-pdf"),
        (scripted_form, "active-pdf"),
        (attachment, "pdf-attachment"),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(change, code):
    assert refusal(corpus.pdf(change), "a.pdf") == code


def a_field(document):
    field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
    return field


def form(code, *, moment="/F", owner=a_field, **beside) -> bytes:
    """A PDF with a script for one moment of what ``owner`` makes or finds in it."""

    def change(document):
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=code, **beside)
        owner(document)["/AA"] = pikepdf.Dictionary({moment: document.make_indirect(action)})

    return corpus.pdf(change)


CALLS = [
    'AFDate_FormatEx("dd/mm/yyyy");',
    "AFDate_KeystrokeEx('dd/mm/yyyy')",
    'AFNumber_Format(2, 0, 0, 0, "£", true);',
    'AFNumber_Keystroke(2, 0, 0, 0, "", true);\r\n',
    "AFSpecial_Format(0);",
    "AFSpecial_Keystroke(3)",
    "AFPercent_Format(2, 0)",
    'AFSimple_Calculate("SUM", new Array ("a", "b"));',
    "AFRange_Validate(true, 0, false, 100.5);",
    "AFTime_Keystroke(0);",
]
SCRIPTS = [
    "app.alert(1)",
    'AFDate_FormatEx("d"); app.alert(1)',
    "AFDate_FormatEx(app.alert(1))",
    'AFDate_FormatEx("d" + this.URL)',
    'AFDate_FormatEx("\\");app.alert("1")',
    'AFDate_FormatEx("d") // and more',
    'AFDate_FormatEx("d")\nsubmitForm("http://a.example")',
    "AFMergeChange(event)",
    'eval("AFDate_FormatEx(1)")',
    "AFDate_FormatEx",
    'xAFDate_FormatEx("d")',
]


@pytest.mark.parametrize("moment", ["/K", "/F", "/V", "/C"])
@pytest.mark.parametrize("code", CALLS)
def test_a_field_that_only_shows_dates_and_numbers_passes(code, moment):
    assert passes(form(pikepdf.String(code), moment=moment), "a.pdf")


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_field_with_any_other_script_is_refused(code):
    assert refusal(form(pikepdf.String(code)), "a.pdf") == "active-pdf"


@pytest.mark.parametrize(
    "content",
    [
        form(pikepdf.String(CALLS[0]), moment="/D"),
        form(pikepdf.String(CALLS[0]), moment="/O", owner=lambda pdf: pdf.pages[0].obj),
        form(pikepdf.String(CALLS[0]), moment="/C", owner=lambda pdf: pdf.pages[0].obj),
        form(pikepdf.String(CALLS[0]), moment="/C", owner=lambda pdf: pdf.Root),
        form(pikepdf.String(CALLS[0]), Next=pikepdf.Dictionary(S=pikepdf.Name.Named)),
    ],
)
def test_acrobats_own_calls_anywhere_else_or_with_more_are_refused(content):
    assert refusal(content, "a.pdf") == "active-pdf"


def test_a_call_that_stands_in_its_field_passes_and_no_other_beside_it():
    def change(document):
        call = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(CALLS[0]))
        a_field(document)["/AA"] = pikepdf.Dictionary(F=call)

    def with_another(document):
        change(document)
        script(document)

    def when_opened(document):
        change(document)
        call = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(CALLS[0]))
        document.Root.OpenAction = call

    assert passes(corpus.pdf(change), "a.pdf")
    assert refusal(corpus.pdf(with_another), "a.pdf") == "active-pdf"
    assert refusal(corpus.pdf(when_opened), "a.pdf") == "active-pdf"


def test_a_long_call_is_a_stream_of_its_own():
    names = ", ".join(f'"field{number}"' for number in range(300))
    call = f'AFSimple_Calculate("SUM", new Array ({names}));'.encode()

    def summed(code: bytes) -> bytes:
        def change(document):
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=document.make_stream(code))
            a_field(document)["/AA"] = pikepdf.Dictionary(C=action)

        return corpus.pdf(change)

    assert passes(summed(call), "a.pdf")
    assert refusal(summed(call + b" " * 30_000), "a.pdf") == "active-pdf"
    assert refusal(summed(call + b"app.alert(1)"), "a.pdf") == "active-pdf"


def test_a_script_packed_into_an_object_stream_is_found():
    packed = corpus.pdf(script, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    assert refusal(packed, "a.pdf") == "active-pdf"


def opens_at_page(document):
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])


def links_out(document):
    document.pages[0]["/Annots"] = pikepdf.Array(
        [
            pikepdf.Dictionary(
                Subtype=pikepdf.Name.Link,
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://a.example/")),
            )
        ]
    )


@pytest.mark.parametrize("change", [opens_at_page, links_out])
def test_a_pdf_with_links_and_an_opening_page_passes(change):
    assert passes(corpus.pdf(change), "a.pdf")


def test_a_pdf_cut_short_is_refused():
    assert refusal(b"%PDF-1.7\n1 0 obj\n<<", "a.pdf") == "broken"


def test_a_pdf_that_unpacks_without_end_is_refused_in_bounded_time():
    body = corpus.zlib_zeros(4096 * MEGABYTE)
    assert len(body) < 8 * MEGABYTE
    head = (
        b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length "
        + str(len(body)).encode()
        + b">>\nstream\n"
    )
    content = head + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    started = time.monotonic()
    assert refusal(content, "a.pdf") in ("complex", "broken")
    assert time.monotonic() - started < 40
