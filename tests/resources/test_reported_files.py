"""The files of a page that was reported are closed on every page that offers the same content."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from network.notifications.models import Message
from network.reported import files, workflow
from network.reported.due import run_due
from network.reported.enums import ReportState
from network.reported.models import PageReport, ReportedFile
from resources.editing.checklist import checks
from resources.editing.roads import BY_THE_CLOCK
from resources.importing.running import run
from resources.models import ResourcePage
from tests.factories.pages import make_standard_page, make_tip
from tests.network.pages.test_own_rows import form_of
from tests.resources.building import document, make_resource, make_version
from tests.resources.editing.test_publishing import ready
from tests.resources.importing.sheets import FILES, ROW, TODAY, errors, pair

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SECRET = b"Where the family lives."

pytestmark = pytest.mark.django_db


def now_of(page) -> ResourcePage:
    return ResourcePage.objects.get(pk=page.pk)


def with_file(slug: str, file, **fields) -> ResourcePage:
    version = make_version(1, file)
    version.files.all()[0].label = "Form to fill in"
    page = ready(slug, versions=[version], body=[], **fields)
    if not page.live:
        page.save_revision()
    return page


@pytest.fixture
def file():
    return document("secret.txt", SECRET)


@pytest.fixture
def audit(file):
    return with_file("audit", file)


def blocked(page) -> list[str]:
    draft = now_of(page).get_latest_revision_as_object()
    return [check.words for check in checks(draft, timezone.localdate()) if check.blocks]


REFUSED = (
    "“secret.txt” stands in a page that was reported, too. It can be published when a safeguarding "
    "lead has found that it identifies nobody."
)


def test_pages_with_the_same_file_are_hidden_with_it(client, audit, file, safeguarding_lead):
    same = with_file("same", file)
    twin = with_file("twin", document("renamed.txt", SECRET))
    other = make_resource("other")
    row = workflow.report(page=audit, now=NOW)
    assert [now_of(page).live for page in (audit, same, twin, other)] == [False] * 3 + [True]
    for slug in ("audit", "same", "twin"):
        for end in ("", "download/", f"versions/1/download/{file.pk}/"):
            assert client.get(f"/resources/{slug}/{end}").status_code == 410
    companions = PageReport.objects.filter(because_of=row)
    assert {report.page_id for report in companions} == {same.pk, twin.pk}
    assert Message.objects.filter(kind="lead_page_reported").count() == 1


def test_the_lead_sees_where_else_the_file_stands(client, audit, file, safeguarding_lead):
    same, draft = with_file("same", file), with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    companion = PageReport.objects.get(page=same)
    client.force_login(safeguarding_lead)
    shown = client.get(row.desk_url).content.decode()
    assert f'<a href="{companion.desk_url}">{same.title}</a>' in shown
    assert draft.title in shown
    shown = client.get(companion.desk_url).content.decode()
    assert f'<a href="{row.desk_url}">{audit.title}</a>' in shown


def test_bringing_it_back_brings_all_back(audit, file, safeguarding_lead):
    same = with_file("same", file)
    row = workflow.report(page=audit, now=NOW)
    workflow.restore(report=row, actor=safeguarding_lead, now=LATER)
    assert now_of(audit).live
    assert now_of(same).live
    assert not ReportedFile.objects.exists()
    assert PageReport.objects.get(page=same).state == ReportState.RESTORED


def test_what_was_reported_for_itself_waits_for_a_look_of_its_own(
    audit, file, member, safeguarding_lead
):
    same = with_file("same", file)
    row = workflow.report(page=audit, now=NOW)
    workflow.report(page=same, reporter=member, now=NOW)
    workflow.restore(report=row, actor=safeguarding_lead, now=LATER)
    assert now_of(audit).live
    assert not now_of(same).live
    own = PageReport.objects.get(page=same, because_of=None)
    workflow.restore(report=own, actor=safeguarding_lead, now=LATER)
    assert now_of(same).live


def test_a_lead_brings_back_a_companion_alone(audit, file, safeguarding_lead):
    same = with_file("same", file)
    row = workflow.report(page=audit, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    assert not now_of(same).live
    companion = PageReport.objects.get(page=same)
    workflow.restore(report=companion, actor=safeguarding_lead, now=LATER)
    assert now_of(same).live
    assert not now_of(audit).live


@pytest.mark.parametrize("kept_down", [False, True])
def test_no_page_with_the_file_is_published(
    client, audit, file, editor, safeguarding_lead, kept_down
):
    draft = with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    if kept_down:
        workflow.keep_down(report=row, actor=safeguarding_lead, now=timezone.now())
    assert blocked(draft) == [REFUSED]
    client.force_login(editor)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?id={draft.pk}", {"include_descendants": "on"})
    assert not now_of(draft).live
    draft.get_latest_revision().publish(log_action=BY_THE_CLOCK)
    assert not now_of(draft).live
    assert not PageReport.objects.filter(page=draft).exists()


def test_the_form_says_why(client, audit, file, editor):
    draft = with_file("draft", file, publish=False)
    workflow.report(page=audit, now=NOW)
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    data = form_of(client.get(address))
    data.update({"body-count": ["0"], "action-publish": ["1"]})
    shown = client.post(address, data, follow=True).content.decode()
    assert "safeguarding lead has found that" in shown
    assert not now_of(draft).live


def test_a_road_that_asks_nobody_ends_hidden_with_a_report(audit, file, safeguarding_lead):
    draft = with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    draft.get_latest_revision().publish()
    assert not now_of(draft).live
    assert PageReport.objects.get(page=draft).because_of == row
    assert Message.objects.filter(kind="lead_page_reported").count() == 2


def test_the_page_itself_is_mended_and_frees_what_it_still_offers(audit, file, safeguarding_lead):
    draft = with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    now_of(audit).get_latest_revision().publish()
    assert now_of(audit).live
    assert blocked(draft) == []


def test_mended_with_another_file_the_old_one_stays_closed(audit, file, safeguarding_lead):
    draft = with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    mended = now_of(audit).get_latest_revision_as_object()
    mended.versions = [make_version(2, document("new.txt", b"Without names."))]
    mended.save_revision().publish()
    assert now_of(audit).live
    assert blocked(draft) == [REFUSED]


def test_a_page_that_was_deleted_leaves_its_files_closed(audit, file, safeguarding_lead):
    draft = with_file("draft", file, publish=False)
    row = workflow.report(page=audit, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    now_of(audit).delete()
    assert blocked(draft) == [REFUSED]


@pytest.mark.parametrize("kept_down", [False, True])
def test_what_was_reported_is_not_copied(client, audit, editor, safeguarding_lead, kept_down):
    row = workflow.report(page=audit, now=NOW)
    if kept_down:
        workflow.keep_down(report=row, actor=safeguarding_lead, now=timezone.now())
    client.force_login(editor)
    parent = audit.get_parent()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": parent.pk}
    address = reverse("wagtailadmin_pages:copy", args=[audit.pk])
    for response in (client.get(address), client.post(address, data)):
        assert response.url == reverse("wagtailadmin_explore", args=[parent.pk])
    assert not ResourcePage.objects.filter(slug="copy").exists()


def test_what_waits_is_not_deleted(client, audit, editor, safeguarding_lead):
    row = workflow.report(page=audit, now=NOW)
    client.force_login(editor)
    one = reverse("wagtailadmin_pages:delete", args=[audit.pk])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for address in (one, f"{many}?id={audit.pk}"):
        client.post(address)
        assert ResourcePage.objects.filter(pk=audit.pk).exists()
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    client.post(one)
    assert not ResourcePage.objects.filter(pk=audit.pk).exists()


def test_a_visitor_hides_no_companion_that_a_lead_has_looked_at(
    audit, file, member, safeguarding_lead
):
    same = with_file("same", file)
    first = workflow.report(page=same, now=NOW)
    workflow.restore(report=first, actor=safeguarding_lead, now=NOW)
    changed = now_of(audit).get_latest_revision_as_object()
    changed.title = "Other words"
    changed.save_revision().publish()
    row = workflow.report(page=audit, now=LATER)
    assert row.has_hidden
    assert now_of(same).live


def test_what_hides_nothing_closes_nothing(audit, file):
    same = with_file("same", file)
    workflow.report(page=audit, hides=False, now=NOW)
    assert now_of(same).live
    assert not ReportedFile.objects.exists()


def linking(page, file):
    """The page with a link to the document in its text, published."""
    link = f'<p>Read <a linktype="document" id="{file.pk}">the form</a>.</p>'
    page.body = [("text", link)]
    page.save_revision().publish()
    return page


def test_a_tip_that_links_the_file_is_hidden_too(audit, file):
    tip = linking(make_tip(), file)
    workflow.report(page=audit, now=NOW)
    assert not Page.objects.get(pk=tip.pk).live


def test_pages_of_the_site_stay_and_their_link_leads_nowhere(
    client, audit, file, safeguarding_lead
):
    page = linking(make_standard_page(), file)
    other = document("other.txt", b"Other words.")
    linking(make_standard_page(title="Other"), other)
    row = workflow.report(page=audit, now=NOW)
    assert Page.objects.get(pk=page.pk).live
    assert client.get(file.url).status_code == 404
    assert client.get(other.url).status_code == 200
    page.save_revision().publish()
    assert Page.objects.get(pk=page.pk).live
    workflow.restore(report=row, actor=safeguarding_lead, now=LATER)
    assert client.get(file.url).status_code == 200


def test_the_same_file_is_not_imported_and_published(tmp_path):
    page = make_resource(versions=[make_version(1, document("form.txt", FILES["form.txt"]))])
    assert not errors(tmp_path, [ROW], publish=True, dry_run=True)
    workflow.report(page=page, now=NOW)
    outcome = run(*pair(tmp_path, [ROW]), today=TODAY, publish=True)
    assert any("stands in a page that was reported" in str(fault) for fault in outcome.errors)
    assert not ResourcePage.objects.filter(slug="walk-the-route").exists()


def test_publishing_a_live_copy_of_what_is_closed_elsewhere_ends_hidden(audit, file, editor):
    """A page that was public before, and brought back by nobody, is no source for a copy."""
    copy = audit.copy(update_attrs={"slug": "copy", "title": "Copy"}, user=editor)
    assert now_of(copy).live
    workflow.report(page=audit, now=NOW)
    assert not now_of(copy).live
    again = audit.copy(update_attrs={"slug": "again", "title": "Again"}, user=editor)
    assert not now_of(again).live


def test_publishing_looks_through_the_page_for_its_files_once(audit, monkeypatch):
    looked, documents_in = [], files.documents_in
    monkeypatch.setattr(
        files, "documents_in", lambda page: looked.append(page.pk) or documents_in(page)
    )
    audit.save_revision().publish()
    assert looked == [audit.pk]


def test_what_was_published_in_the_same_moment_is_hidden_by_the_clock(
    audit, file, safeguarding_lead
):
    row = workflow.report(page=audit, now=NOW)
    same = with_file("same", file, publish=False)
    Page.objects.filter(pk=same.pk).update(live=True)
    assert run_due(now=LATER) == {"pages with a closed file hidden": 1}
    assert not now_of(same).live
    assert PageReport.objects.get(page=same).because_of == row
    assert run_due(now=LATER) == {"pages with a closed file hidden": 0}


def test_the_clock_lets_the_mended_page_be(audit, file, safeguarding_lead):
    row = workflow.report(page=audit, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=LATER)
    Page.objects.filter(pk=audit.pk).update(live=True)
    assert run_due(now=LATER) == {"pages with a closed file hidden": 0}
    assert now_of(audit).live


def test_files_of_pages_that_were_down_before_are_closed_too(audit, file, safeguarding_lead):
    module = import_module("network.reported.migrations.0003_close_files_of_reported_pages")
    row = workflow.report(page=audit, now=NOW)
    public = with_file("other", document("other.txt", b"Other words."))
    mended = workflow.report(page=public, now=NOW)
    workflow.keep_down(report=mended, actor=safeguarding_lead, now=LATER)
    now_of(public).get_latest_revision().publish()
    ReportedFile.objects.all().delete()
    module.close_what_is_reported(apps, None)
    assert list(ReportedFile.objects.values_list("report_id", "sha256")) == [(row.pk, file.sha256)]
