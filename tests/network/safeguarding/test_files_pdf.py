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
