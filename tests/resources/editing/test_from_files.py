"""Several files at once become a draft, prefilled from what they say of themselves."""

import io
from datetime import UTC, datetime

import docx
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from network.media.models import SiteDocument
from network.safeguarding.files import Facts, facts_of
from network.taxonomy.models import ResourceType
from resources.editing.uploading import new_draft, take
from resources.models import ResourcePage
from tests.memory import most_held
from tests.network.safeguarding import upload_corpus as corpus
from tests.resources.building import make_resource

ADDRESS = "/admin/resources/from-files/"


def letter(title="Walking the route", author="Robin Wren; Hartwell Council") -> bytes:
    document = docx.Document()
    document.add_paragraph("Go together.")
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.modified = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def uploaded(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client, *files, address=ADDRESS, **data):
    briefing = ResourceType.objects.get(slug="briefing").pk
    return client.post(address, {"files": list(files), "resource_type": briefing, **data})


def said(response) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


def test_facts_of_a_letter_and_a_pdf():
    assert facts_of(io.BytesIO(letter()), "docx") == Facts(
        "Walking the route", ("Robin Wren", "Hartwell Council"), datetime(2025, 11, 3).date()
    )

    def entitle(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "A briefing"
        pdf.docinfo["/Author"] = "Robin Wren"
        pdf.docinfo["/ModDate"] = "D:20250102101112+00'00'"

    assert facts_of(io.BytesIO(corpus.pdf(entitle)), "pdf") == Facts(
        "A briefing", ("Robin Wren",), datetime(2025, 1, 2).date()
    )


@pytest.mark.parametrize(
    "title",
    [
        *("Document1", "Microsoft Word - draft.docx", "a.pdf", "Untitled"),
        *("(anonymous)", "(unspecified)", "unspecified", "[Untitled]", "(no title)"),
    ],
)
def test_titles_that_programs_write_are_none(title):
    assert facts_of(io.BytesIO(letter(title=title, author="python-docx")), "docx") == Facts(
        "", (), datetime(2025, 11, 3).date()
    )


def test_the_day_of_an_empty_document_s_template_is_none():
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert facts_of(stream, "docx").saved is None


@pytest.mark.parametrize("author", ["(anonymous)", "unspecified", "[Unknown]", "untitled"])
def test_authors_that_programs_write_are_none(author):
    def entitle(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "(unspecified)"
        pdf.docinfo["/Author"] = author

    assert facts_of(io.BytesIO(corpus.pdf(entitle)), "pdf") == Facts()


@pytest.mark.django_db
def test_a_quotation_mark_in_a_name_arrives_as_one(client, editor):
    client.force_login(editor)
    send(client, uploaded("the %22open%22 plan.txt", b"Words."))
    stored = SiteDocument.objects.get()
    assert stored.filename == 'the "open" plan.txt'
    assert stored.title == 'The "open" plan: The "open" plan'


def test_facts_of_what_says_nothing():
    assert facts_of(io.BytesIO(b"words"), "txt") == Facts()
    assert facts_of(io.BytesIO(b"no document"), "docx") == Facts()
    assert facts_of(io.BytesIO(b"no document"), "pdf") == Facts()


@pytest.mark.django_db
def test_an_editor_gets_a_draft_from_several_files(client, editor):
    client.force_login(editor)
    response = send(
        client, uploaded("walk_form.docx", letter()), uploaded("short-guide.txt", b"How to.")
    )
    page = ResourcePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.title, page.slug, page.live) == ("Walking the route", "walking-the-route", False)
    assert str(page.published_date) == "2025-11-03"
    authors = [(author.name, author.sort_order) for author in page.authors.all()]
    assert authors == [("Robin Wren", 0), ("Hartwell Council", 1)]
    version = page.versions.get()
    assert version.released_date == timezone.localdate()
    assert [file.label for file in version.files.order_by("sort_order")] == [
        "Walking the route",
        "Short-guide",
    ]
    stored = version.files.order_by("sort_order")[0].document
    with stored.open_file() as file:
        assert b"Robin Wren" not in docx.Document(file).core_properties.author.encode()
    assert client.get(response.url).status_code == 200


@pytest.mark.django_db
def test_each_person_in_one_property_is_an_author(client, editor):
    client.force_login(editor)
    crowd = [f"Ana Ruiz{letter}" for letter in "abcdefghijklmnop"]
    author = f"Ana Ruiz & Ben Ode; Smith, Jo; {', '.join(crowd)} and Cleo Hart"
    send(client, uploaded("walk.docx", letter(author=author)))
    names = list(ResourcePage.objects.get().authors.values_list("name", flat=True))
    assert names == ["Ana Ruiz", "Ben Ode", "Smith, Jo", *crowd, "Cleo Hart"]


@pytest.mark.django_db
def test_a_large_file_becomes_a_draft_in_pieces(editor, settings, tmp_path):
    size = 60_000_000
    settings.UPLOAD_MAX_BYTES = size
    path = tmp_path / "plan.txt"
    path.write_bytes(b"Walk the route.\n" * (size // 16))
    with path.open("rb") as content:
        file = UploadedFile(content, "plan.txt", "text/plain", size)
        with most_held(8 * 1024 * 1024):
            upload = take([file], user=editor, now=timezone.now())
            briefing = ResourceType.objects.get(slug="briefing")
            today = timezone.localdate()
            page = new_draft(upload, title="", resource_type=briefing, user=editor, today=today)
    assert page.versions.get().files.get().document.file_size == size


@pytest.mark.django_db
def test_refused_files_are_named_and_the_others_taken(client, editor):
    client.force_login(editor)
    response = send(client, uploaded("good.txt", b"Words."), uploaded("bad.docx", b"no document"))
    assert SiteDocument.objects.count() == 1
    assert "bad.docx was not taken." in said(response)


@pytest.mark.django_db
@pytest.mark.parametrize("others", [[], [("good.txt", b"Words.")]])
def test_a_refused_file_is_named_as_it_was_typed(client, editor, others):
    client.force_login(editor)
    files = [uploaded("<b>%22100%25%22%0D%0A plan.docx", b"no document")]
    response = send(client, *files, *(uploaded(*other) for other in others))
    shown = response if not others else client.get(response.url)
    assert "&lt;b&gt;&quot;100%25&quot; plan.docx" in shown.content.decode()


@pytest.mark.django_db
def test_nothing_is_made_when_no_file_is_good(client, editor):
    client.force_login(editor)
    response = send(client, uploaded("bad.docx", b"no document"), uploaded("empty.txt", b""))
    assert response.status_code == 200
    assert len(response.context["form"].errors["files"]) == 2
    assert not ResourcePage.objects.exists()
    assert client.post(ADDRESS, {}).context["form"].errors["files"]


@pytest.mark.django_db
def test_the_same_file_is_warned_of_with_where_it_is_used(client, editor):
    client.force_login(editor)
    send(client, uploaded("form.docx", letter()), title="First")
    response = send(client, uploaded("copy.docx", letter()), title="Second")
    assert "“copy.docx” is stored already: “First: Walking the route” (version 1 of “First”)" in (
        said(response)
    )


@pytest.mark.django_db
def test_an_address_that_is_taken_gets_a_number(client, editor):
    client.force_login(editor)
    make_resource("first")
    send(client, uploaded("a.txt", b"One."), title="First")
    send(client, uploaded("b.txt", b"Two."), title="Feed")
    assert set(ResourcePage.objects.values_list("slug", flat=True)) == {
        "first",
        "first-2",
        "feed-2",
    }


@pytest.mark.django_db
def test_marks_are_shown_and_kept_nowhere(client, editor):
    client.force_login(editor)
    words = "Call me on 07700 900123, says Jayden."
    response = send(client, uploaded("a.txt", words.encode()))
    assert "phrases in a.txt. It is not published before somebody has looked at them." in said(
        response
    )
    assert "Look at them" in said(response)
    document = SiteDocument.objects.get(original_name="a.txt")
    marks = client.get(reverse("document_marks", args=[document.pk]))
    assert marks.status_code == 200
    assert "07700 900123" in [finding["phrase"] for finding in marks.context["findings"]]


@pytest.mark.django_db
def test_one_mark_is_said_in_the_singular(client, editor):
    client.force_login(editor)
    words = said(send(client, uploaded("b.txt", b"Call me on 07700 900123.")))
    assert "one phrase in b.txt. It is not published before somebody has looked at it." in words
    assert "Look at it</a>" in words


@pytest.mark.django_db
def test_others_may_not(client, member):
    page = make_resource()
    document = SiteDocument.objects.get()
    addresses = (
        ADDRESS,
        reverse("next_version", args=[page.pk]),
        reverse("document_marks", args=[document.pk]),
    )
    for user in (None, member):
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code in {302, 403, 404}
        send(client, uploaded("a.txt", b"One."))
        send(client, uploaded("a.txt", b"One."), address=addresses[1], change_note="Mine.")
    assert SiteDocument.objects.count() == 1
    assert page.revisions.count() == 1


@pytest.mark.django_db
def test_marks_in_properties_are_told_apart_since_the_file_has_lost_them(client, editor):
    client.force_login(editor)

    def entitle(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Title"] = "Plan of Kayden Castellane-Ward"

    response = send(client, uploaded("plan.pdf", corpus.pdf(entitle)))
    assert "marked one phrase in the properties of plan.pdf" in said(response)
    assert "properties of plan.pdf. It was removed from the file." in said(response)
    assert "Look at them" not in said(response)
    marks = client.get(reverse("document_marks", args=[SiteDocument.objects.get().pk]))
    assert marks.context["findings"] == []


@pytest.mark.django_db
def test_the_form_says_what_all_files_may_have_together(client, editor, settings):
    settings.REQUEST_MAX_BYTES = 21 * 1024 * 1024
    client.force_login(editor)
    words = client.get(ADDRESS).content.decode()
    most = 21 * 1024 * 1024 - 256 * 1024
    assert f'data-most-bytes="{most}"' in words
    assert "One file may have up to 20.0\xa0MB, and all files together up to 20.8\xa0MB." in words
    assert "js/files-together" in words


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "all_of_them"), [(3_000_000, 4_000_000), (9_000_000, 2_000_000)])
def test_one_file_has_a_limit_of_its_own(client, editor, settings, one, all_of_them):
    settings.UPLOAD_MAX_BYTES = one
    settings.REQUEST_MAX_BYTES = all_of_them + 256 * 1024
    client.force_login(editor)
    words = client.get(ADDRESS).content.decode()
    assert f'data-most-file-bytes="{min(one, all_of_them)}"' in words


@pytest.mark.django_db
def test_the_browser_asks_for_what_is_missing_before_anything_is_sent(client, editor):
    client.force_login(editor)
    form = html.fromstring(client.get(ADDRESS).content).xpath("//form[@data-most-files]")[0]
    assert "novalidate" not in form.attrib
    needed = form.xpath(".//*[@required]/@name")
    assert sorted(needed) == ["files", "resource_type"]
    address = reverse("next_version", args=[make_resource().pk])
    form = html.fromstring(client.get(address).content).xpath("//form[@data-most-files]")[0]
    assert sorted(form.xpath(".//*[@required]/@name")) == ["change_note", "files"]


@pytest.mark.django_db
def test_the_answer_names_the_files_to_choose_again(client, editor):
    client.force_login(editor)
    files = [uploaded("walk.txt", b"Words."), uploaded("<b>%22open%22.txt", b"Words.")]
    response = send(client, *files, resource_type="")
    assert response.context["form"].errors == {"resource_type": ["This field is required."]}
    tree = html.fromstring(response.content)
    assert tree.xpath('//*[@role="alert"]//li/text()') == ["walk.txt", '<b>"open".txt']
    assert not SiteDocument.objects.exists()


@pytest.mark.django_db
def test_what_is_too_much_is_refused_in_words_and_nothing_is_made(client, editor, settings):
    settings.REQUEST_MAX_BYTES = 1000
    client.force_login(editor)
    response = send(client, uploaded("a.txt", b"a" * 600), uploaded("b.txt", b"b" * 600))
    assert response.status_code == 413
    assert "Nothing was saved" in response.content.decode()
    assert "Several files sent at once" in response.content.decode()
    assert not ResourcePage.objects.exists()
