"""Files with marks are not published before somebody has looked at these."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from lxml import html
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from network.media.documents import store_document
from network.media.marks import LOOKED_AT, count_waiting, look, marks_of
from network.media.models import DocumentMarks, SiteDocument
from resources.editing.looking import in_words
from resources.models import PackIndexPage, PackPage, PackSession, ResourcePage
from tests.resources.building import document, make_version
from tests.resources.editing.test_publishing import edit_form, ready
from tests.resources.editing.test_roads import act, due, said, submitted

pytestmark = pytest.mark.django_db
MARKED = b"Call me on 07700 900123, says Jayden Okafor."
BUTTON = "//form[.//input[@name='sha256']]//button"


def marked(slug="audit", content=MARKED, *, publish=False, **fields) -> ResourcePage:
    """Ready but for the marks in its one file."""
    version = make_version(1, document("case.txt", content))
    version.files.all()[0].label = "Case to talk about"
    return ready(slug, versions=[version], publish=publish, **fields)


def case() -> SiteDocument:
    return SiteDocument.objects.get(original_name="case.txt")


def publish_by_form(client, page, **fields):
    data = {**edit_form(client, page), "body-count": "0", "action-publish": "1", **fields}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def press(client, stored: SiteDocument, *, sha256: str = "", **fields):
    address = reverse("document_marks", args=[stored.pk])
    return client.post(address, {"sha256": sha256 or stored.sha256, **fields})


def is_live(page) -> bool:
    return ResourcePage.objects.get(pk=page.pk).live


def test_the_form_publishes_after_somebody_has_looked(client, editor):
    page, stored = marked(body=[]), case()
    client.force_login(editor)
    response = publish_by_form(client, page)
    assert not is_live(page)
    words = said(response)
    assert "not published yet" in words
    assert "case.txt has 2 marks (a name and a telephone number)" in words
    assert f"/admin/documents/{stored.pk}/marks/?next=" in words
    assert "07700" not in words

    assert press(client, stored).status_code == 302
    publish_by_form(client, page)
    assert is_live(page)


def test_the_checklist_counts_the_marks_and_says_who_looked(client, editor):
    page, stored = marked(), case()
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    words = " ".join(html.fromstring(client.get(address).content).text_content().split())
    assert "It cannot be published before this is done" in words
    assert "case.txt has 2 marks (a name and a telephone number). Nobody has looked yet" in words
    assert "(case.txt): 2 marks (a name and a telephone number) in case.txt. Nobody has" in words
    press(client, stored)
    words = " ".join(html.fromstring(client.get(address).content).text_content().split())
    assert "Nothing that is needed is missing." in words
    assert f"by {editor}." in words


def test_what_was_scheduled_by_the_form_is_refused_too(client, editor):
    page = marked(body=[])
    client.force_login(editor)
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    response = publish_by_form(client, page, go_live_at=tomorrow)
    assert "case.txt has 2 marks" in said(response)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_clock_publishes_only_what_was_looked_at(editor):
    first, second = marked("first"), marked("second", content=MARKED + b" Again.")
    stored = SiteDocument.objects.get(version_files__version__resource=second)
    look(stored, sha256=stored.sha256, user=editor, now=timezone.now())
    due(first)
    due(second)
    call_command("publish_scheduled")
    assert (is_live(first), is_live(second)) == (False, True)


def test_pages_that_were_ticked_are_refused_together(client, editor):
    good, bad = ready("good", publish=False), marked("bad")
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={good.pk}&id={bad.pk}", {"include_descendants": False})
    assert "“Bad” cannot be published yet. case.txt has 2 marks" in said(response)
    assert (is_live(good), is_live(bad)) == (False, False)
    press(client, case())
    client.post(f"{address}?id={good.pk}&id={bad.pk}", {"include_descendants": False})
    assert (is_live(good), is_live(bad)) == (True, True)


def test_nothing_is_approved_before(client, editor):
    page = submitted(marked(), editor)
    client.force_login(editor)
    response = act(client, page)
    assert "not approved yet" in said(response)
    assert "case.txt has 2 marks" in said(response)
    assert not is_live(page)
    press(client, case())
    act(client, ResourcePage.objects.get(pk=page.pk))
    assert is_live(page)


def test_a_look_is_kept_once_with_who_when_and_what(client, editor, coordinator):
    marked()
    stored = case()
    client.force_login(editor)
    assert "Noted: you have looked at the marks in case.txt." in said(press(client, stored))
    assert f"{editor} had looked at case.txt already." in said(press(client, stored))
    marks = DocumentMarks.objects.get(document=case())
    assert (marks.looked_by, marks.sha256) == (editor, stored.sha256)
    entry = ModelLogEntry.objects.get(action=LOOKED_AT)
    assert (entry.user, entry.object_id) == (editor, str(stored.pk))
    assert entry.data == {
        "sha256": stored.sha256,
        "marks": {"name": 1, "phone": 1},
        "by_command": False,
    }
    assert f"Content: {stored.sha256[:8]}" in entry.message


def test_the_button_needs_no_script_and_leads_back_to_the_page(client, editor):
    page, stored = marked(), case()
    client.force_login(editor)
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    address = f"{reverse('document_marks', args=[stored.pk])}?next={back}"
    shown = html.fromstring(client.get(address).content)
    [button] = shown.xpath(BUTTON)
    assert "I have looked at these marks: nothing here identifies a child" in button.text
    form = button.xpath("ancestor::form")[0]
    sent = {field.name: field.value for field in form.xpath(".//input")}
    assert client.post(form.get("action"), sent).url == back
    shown = html.fromstring(client.get(address).content)
    assert shown.xpath(BUTTON) == []
    assert f"{editor} has looked at these marks" in " ".join(shown.text_content().split())
    assert press(client, stored, next="https://elsewhere.example/").url == address.partition("?")[0]


def test_who_may_not_change_the_document_does_not_decide(client, member, editor):
    marked()
    stored = case()
    rights = GroupCollectionPermission.objects.filter(group__name="Editors")
    rights.filter(permission__codename__in=["add_document", "change_document"]).delete()
    client.force_login(member)
    assert press(client, stored).status_code == 404
    client.force_login(editor)
    assert press(client, stored).status_code in {302, 403}
    shown = client.get(reverse("document_marks", args=[stored.pk]))
    assert shown.status_code == 200
    assert html.fromstring(shown.content).xpath(BUTTON) == []
    assert not DocumentMarks.objects.filter(looked_at__isnull=False).exists()
    assert not ModelLogEntry.objects.filter(action=LOOKED_AT).exists()


@pytest.mark.parametrize("seen", ["0" * 64, ""])
def test_a_look_holds_for_the_content_that_was_seen(client, editor, seen):
    marked()
    stored = case()
    client.force_login(editor)
    address = reverse("document_marks", args=[stored.pk])
    assert "changed meanwhile" in said(client.post(address, {"sha256": seen}))
    assert DocumentMarks.objects.get(document=case()).looked_at is None


def test_another_file_is_counted_and_looked_at_anew(client, editor):
    page, stored = marked(), case()
    client.force_login(editor)
    press(client, stored)
    SiteDocument.objects.filter(pk=stored.pk).update(sha256="1" * 64)
    stored.refresh_from_db()
    assert marks_of([stored])[stored.pk].looked_at is None
    publish_by_form(client, page)
    assert not is_live(page)


def test_what_is_public_already_is_left_as_it_is(client, editor):
    page = marked(publish=True, body=[])
    client.force_login(editor)
    publish_by_form(client, page, summary="New words.")
    page.refresh_from_db()
    assert page.summary == "New words."

    draft = page.get_latest_revision_as_object()
    draft.versions.add(make_version(2, document("new.txt", MARKED + b" Again.")))
    draft.save_revision()
    words = said(publish_by_form(client, page))
    assert "new.txt has 2 marks" in words
    assert "case.txt" not in words
    assert [v.number for v in ResourcePage.objects.get(pk=page.pk).versions.all()] == [1]


def test_what_was_taken_from_the_public_is_asked_for_again(client, editor):
    page = marked(publish=True, body=[])
    page.unpublish()
    client.force_login(editor)
    publish_by_form(client, page)
    assert not is_live(page)


def test_a_look_counts_for_the_same_file_elsewhere(client, editor):
    page = marked(body=[])
    client.force_login(editor)
    press(client, document("case.txt", MARKED))
    publish_by_form(client, page)
    assert is_live(page)


def test_files_from_before_marks_were_counted_are_read(client, editor):
    page = marked(body=[])
    DocumentMarks.objects.all().delete()
    client.force_login(editor)
    publish_by_form(client, page)
    assert not is_live(page)
    press(client, case())
    publish_by_form(client, page)
    assert is_live(page)
    assert DocumentMarks.objects.get(document=case()).kinds == {"name": 1, "phone": 1}


def test_to_look_at_a_page_writes_nothing(client, editor):
    page = marked(body=[])
    DocumentMarks.objects.all().delete()
    client.force_login(editor)
    shown = client.get(reverse("document_marks", args=[case().pk]))
    assert len(html.fromstring(shown.content).xpath(BUTTON)) == 1
    client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert not DocumentMarks.objects.exists()


def test_what_was_not_counted_is_counted_by_the_clock():
    marked(body=[])
    DocumentMarks.objects.all().delete()
    number = SiteDocument.objects.count()
    assert count_waiting() == number
    assert DocumentMarks.objects.get(document=case()).kinds == {"name": 1, "phone": 1}
    assert count_waiting() == 0
    DocumentMarks.objects.update(sha256="0" * 64, looked_at=timezone.now())
    assert count_waiting() == number
    assert DocumentMarks.objects.get(document=case()).looked_at is None


def test_a_file_that_nobody_can_read_has_to_be_looked_at(client, editor):
    page, stored = marked(body=[]), case()
    DocumentMarks.objects.all().delete()
    stored.file.storage.delete(stored.file.name)
    client.force_login(editor)
    assert "case.txt has one mark (more words than are read)" in said(publish_by_form(client, page))
    shown = client.get(reverse("document_marks", args=[stored.pk]))
    assert len(html.fromstring(shown.content).xpath(BUTTON)) == 1


def test_a_pack_that_links_a_file_asks_too(client, editor):
    stored = store_document(MARKED, name="case.txt", title="Case")
    link = f'<p data-block-key="a"><a linktype="document" id="{stored.pk}">Case</a></p>'
    page = PackPage(title="Pack", slug="pack", summary="Two sessions.", live=False)
    page.body = [("text", link)]
    page.sessions = [PackSession(title="First", minutes=30, aims="Know it.", sort_order=0)]
    PackIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}", {"include_descendants": False})
    assert "“Pack” cannot be published yet. case.txt has 2 marks" in said(response)
    press(client, stored)
    client.post(f"{address}?id={page.pk}", {"include_descendants": False})
    assert PackPage.objects.get().live


def test_the_form_for_documents_counts_what_it_has_screened(client, editor):
    client.force_login(editor)
    root = Collection.get_first_root_node().pk
    file = SimpleUploadedFile("case.txt", MARKED)
    data = {"title": "Case", "file": file, "collection": root, "tags": ""}
    client.post(reverse("wagtaildocs:add_multiple"), {"title": "Case", "files[]": file, **data})
    assert DocumentMarks.objects.get(document=case()).kinds == {"name": 1, "phone": 1}


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ({"name": 1}, "one mark (a name)"),
        ({"name": 3, "school": 1}, "4 marks (a name and a school)"),
        ({"school": 1, "phone": 1, "name": 1}, "3 marks (a name, a telephone number and a school)"),
        ({"odd": 2}, "2 marks (something)"),
    ],
)
def test_marks_in_words(kinds, words):
    assert in_words(kinds) == words
