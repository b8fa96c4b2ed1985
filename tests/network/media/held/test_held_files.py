"""Files that were not let in: noted, held where a lead has to judge, never served, then deleted."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form

from network.media.held.deciding import MayNotDecide, release
from network.media.held.holding import hold
from network.media.models import HeldFile, HeldState, SiteDocument
from network.media.personal_data import held_too_long, noted_too_long, remove
from network.privacy.models import AccessRecord
from network.safeguarding.files import UploadRefused, admit
from tests.network.safeguarding import upload_corpus as corpus
from tests.network.safeguarding.upload_corpus import with_template

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WORDS = b"The NHS number is 943 476 5919."

pytestmark = pytest.mark.django_db


def refused(content: bytes, name: str, user=None) -> HeldFile:
    file = BytesIO(content)
    with pytest.raises(UploadRefused) as refusal:
        admit(file, filename=name)
    return hold(file, filename=name, refusal=refusal.value, user=user, now=NOW)


def stored() -> set[Path]:
    root = Path(storages["private"].location) / "held"
    return {path for path in root.rglob("*") if path.is_file()} if root.exists() else set()


def test_what_identifies_somebody_is_kept_without_saying_what(editor):
    row = refused(WORDS, "form.txt", editor)
    assert (row.state, row.name, row.uploaded_by) == (HeldState.HELD, "form.txt", editor)
    assert row.reason == "It identifies somebody: an NHS number inside."
    assert row.file.read() == WORDS


def test_a_name_that_identifies_somebody_is_withheld():
    row = refused(b"Plain words.", "NHS number 943 476 5919.txt")
    assert row.name == "(name withheld).txt"
    assert "943" not in row.reason


def test_of_everything_else_only_the_reason_is_kept():
    before = stored()
    row = refused(b"no document", "a.docx")
    assert (row.state, row.code, row.file.name) == (HeldState.REFUSED, "wrong-content", "")
    assert stored() == before


def test_the_documents_form_notes_what_it_refuses(editor):
    form_class = get_document_form(get_document_model())
    for name, content in (("a.txt", WORDS), ("b.docx", b"no document")):
        form = form_class(
            {"title": "A file"}, {"file": SimpleUploadedFile(name, content)}, user=editor
        )
        assert not form.is_valid()
    assert set(HeldFile.objects.values_list("name", "state", "uploaded_by")) == {
        ("a.txt", "held", editor.pk),
        ("b.docx", "refused", editor.pk),
    }


def test_a_lead_releases_a_false_alarm(
    editor, safeguarding_lead, django_capture_on_commit_callbacks
):
    row = refused(WORDS, "form.txt", editor)
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        document = release(row=row, actor=safeguarding_lead, note="An example.", now=NOW)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.document) == ("released", safeguarding_lead, document)
    assert document.file.read() == WORDS
    assert len(before - stored()) == 1
    with pytest.raises(MayNotDecide, match="decided already"):
        release(row=row, actor=safeguarding_lead, note="Again.", now=NOW)


def test_what_is_released_has_lost_its_template(editor, safeguarding_lead):
    words = b"<w:p><w:r><w:t>NHS number 943 476 5919</w:t></w:r></w:p><w:sectPr"
    content = with_template("https://team.example.org/Report.dotm")
    content = corpus.edited(content, "word/document.xml", b"<w:sectPr", words)
    row = refused(content, "plan.docx", editor)
    document = release(row=row, actor=safeguarding_lead, note="An example.", now=NOW)
    parts = corpus.members(document.file.read())
    assert b"Report.dotm" not in b"".join(parts.values())


def test_nobody_else_releases_it_nor_a_lead_their_own(editor, safeguarding_lead):
    row = refused(WORDS, "form.txt", editor)
    own = refused(WORDS, "form.txt", safeguarding_lead)
    with pytest.raises(MayNotDecide, match="Only safeguarding leads"):
        release(row=row, actor=editor, note="It is fine.", now=NOW)
    with pytest.raises(MayNotDecide, match="uploaded yourself"):
        release(row=own, actor=safeguarding_lead, note="It is fine.", now=NOW)
    withheld = refused(b"Words.", "NHS number 943 476 5919.txt", editor)
    with pytest.raises(MayNotDecide, match="another name"):
        release(row=withheld, actor=safeguarding_lead, note="It is fine.", now=NOW)
    assert not SiteDocument.objects.exists()


def test_held_files_are_deleted_when_their_time_is_over(django_capture_on_commit_callbacks):
    held, noted = refused(WORDS, "form.txt"), refused(b"no document", "a.docx")
    later = NOW + timedelta(days=15)
    assert list(held_too_long(NOW + timedelta(days=13))) == []
    assert list(held_too_long(later)) == [held]
    before = stored()
    with django_capture_on_commit_callbacks(execute=True):
        assert remove(held_too_long(later), later) == 1
    assert len(before - stored()) == 1
    assert list(noted_too_long(later)) == []
    assert list(noted_too_long(NOW + timedelta(days=91))) == [noted]


def test_the_desk_shows_leads_what_was_marked_and_records_it(client, safeguarding_lead, editor):
    row = refused(WORDS, "form.txt", editor)
    client.force_login(safeguarding_lead)
    assert "form.txt" in client.get("/desk/held-files/").content.decode()
    assert "Files that were held back" in client.get("/desk/").content.decode()
    shown = client.get(row.desk_url)
    assert "943 476 5919" in shown.content.decode()
    assert AccessRecord.objects.filter(what="held_file", about=str(row.public_id)).count() == 1

    assert client.post(f"{row.desk_url}release/", {"note": ""}).status_code == 200
    assert client.post(f"{row.desk_url}release/", {"note": "An example."}).status_code == 302
    assert client.get(f"{row.desk_url}release/").status_code == 405
    row.refresh_from_db()
    assert row.state == HeldState.RELEASED


@pytest.mark.parametrize("person", ["member", "editor", "coordinator"])
def test_others_do_not_see_it_at_the_desk(client, person, request):
    row = refused(WORDS, "form.txt")
    client.force_login(request.getfixturevalue(person))
    for address in ("/desk/held-files/", row.desk_url):
        assert client.get(address).status_code == 404
    assert client.post(f"{row.desk_url}release/", {"note": "Mine."}).status_code == 404


def test_editors_read_the_report_without_what_was_found(client, editor, member):
    refused(WORDS, "form.txt", editor)
    refused(b"no document", "a.docx", editor)
    client.force_login(editor)
    html = client.get("/admin/reports/refused-files/").content.decode()
    assert "a.docx" in html
    assert "an NHS number inside" in html
    assert "943" not in html
    client.force_login(member)
    assert client.get("/admin/reports/refused-files/").status_code in {302, 403, 404}
