"""Anybody says that a page identifies a child; it is hidden in the same request."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail import hooks
from wagtail.models import Page, PageLogEntry

from network.notifications.models import Message
from network.privacy.models import AccessRecord
from network.reported import workflow
from network.reported.enums import ReportState
from network.reported.models import PageReport
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.factories.pages import make_standard_page, make_tip, restrict

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
WORDS = "Slide 4 tells where the family lives."

pytestmark = pytest.mark.django_db


@pytest.fixture
def tip(db):
    page = make_tip()
    page.save_revision().publish()
    return page


def now_of(page) -> Page:
    return Page.objects.get(pk=page.pk)


def report_by(client, page, **data):
    return client.post(f"/report/{page.pk}/", data)


def test_a_visitor_hides_the_page_and_the_lead_is_told(client, tip, safeguarding_lead):
    assert f"/report/{tip.pk}/" in client.get(tip.url).content.decode()
    response = report_by(client, tip, words=WORDS, where=tip.url)
    assert response["Location"].startswith("/report/sent/?of=")
    assert client.get(tip.url).status_code == 410
    row = PageReport.objects.get()
    assert (row.reporter, row.words, row.has_hidden) == (None, WORDS, True)
    message = Message.objects.get(kind="lead_page_reported")
    assert (message.recipient, message.url) == (safeguarding_lead, row.desk_url)
    assert WORDS not in message.body


def test_looking_at_the_form_hides_nothing(client, tip):
    assert client.get(f"/report/{tip.pk}/").status_code == 200
    assert now_of(tip).live


def test_the_reporter_is_named_to_leads_alone(client, tip, member, editor, safeguarding_lead):
    client.force_login(member)
    report_by(client, tip)
    row = PageReport.objects.get()
    assert row.reporter == member
    assert not PageLogEntry.objects.filter(page=tip.pk, user=member).exists()
    for message in Message.objects.all():
        assert member.name not in f"{message.subject}{message.body}"
    assert Message.objects.filter(recipient=editor).count() == 1
    client.force_login(editor)
    assert client.get(row.desk_url).status_code == 404
    client.force_login(safeguarding_lead)
    assert member.name in client.get(row.desk_url).content.decode()
    assert AccessRecord.objects.filter(what="reported_page", subject=member).exists()


def test_only_what_one_may_open_can_be_reported(client, tip, member, researcher):
    restrict(tip, researcher.groups.get(name="Researchers"))
    client.force_login(member)
    assert report_by(client, tip).status_code == 404
    client.force_login(researcher)
    assert report_by(client, tip).status_code == 302
    assert not now_of(tip).live


def test_pages_of_the_site_itself_are_not_reported(client):
    assert report_by(client, make_standard_page()).status_code == 404
    assert report_by(client, Page.objects.get(depth=2)).status_code == 404


def test_brought_back_as_it_was_public(client, tip, safeguarding_lead, member):
    draft = tip.specific
    draft.title = "Words that were never public"
    draft.save_revision()
    client.force_login(member)
    report_by(client, tip)
    row = PageReport.objects.get()
    client.force_login(safeguarding_lead)
    assert client.get(f"{row.desk_url}restore/").status_code == 405
    client.post(f"{row.desk_url}restore/", {"note": "A place of fiction."})
    row.refresh_from_db()
    assert (row.state, row.handled_by) == (ReportState.RESTORED, safeguarding_lead)
    client.logout()
    response = client.get(tip.url)
    assert response.status_code == 200
    assert "Walk first" in response.content.decode()
    assert "never public" not in response.content.decode()
    assert [event.action for event in row.events.all()] == ["report_and_hide", "restore"]
    assert [event.actor for event in row.events.all()] == [member, safeguarding_lead]
    assert Message.objects.get(kind="page_report_restored").recipient == member


def test_kept_down(tip, safeguarding_lead, client):
    row = workflow.report(page=tip, now=NOW)
    workflow.keep_down(report=row, actor=safeguarding_lead, now=NOW)
    row.refresh_from_db()
    assert row.state == ReportState.KEPT_DOWN
    assert client.get(tip.url).status_code == 410
    with pytest.raises(TransitionNotAllowed):
        workflow.restore(report=row, actor=safeguarding_lead, now=NOW)


def test_one_decision_is_for_all_reports_of_the_page(tip, member, expert, safeguarding_lead):
    first = workflow.report(page=tip, reporter=member, now=NOW)
    second = workflow.report(page=tip, reporter=expert, now=NOW)
    assert (first.has_hidden, second.has_hidden) == (True, False)
    workflow.restore(report=second, actor=safeguarding_lead, now=NOW)
    assert now_of(tip).live
    assert set(PageReport.objects.values_list("state", flat=True)) == {ReportState.RESTORED}


def test_only_leads_decide(tip, coordinator, editor):
    row = workflow.report(page=tip, now=NOW)
    for person in (coordinator, editor):
        with pytest.raises(NotPermitted):
            workflow.restore(report=row, actor=person, now=NOW)


def test_a_visitor_does_not_hide_again_what_a_lead_has_brought_back(tip, member, safeguarding_lead):
    row = workflow.report(page=tip, now=NOW)
    workflow.restore(report=row, actor=safeguarding_lead, now=NOW)
    again = workflow.report(page=tip, now=NOW)
    assert not again.has_hidden
    assert now_of(tip).live
    assert Message.objects.filter(kind="lead_page_reported").count() == 2
    assert workflow.report(page=tip, reporter=member, now=NOW).has_hidden


def test_what_was_changed_since_is_hidden_again(tip, safeguarding_lead):
    row = workflow.report(page=tip, now=NOW)
    workflow.restore(report=row, actor=safeguarding_lead, now=NOW)
    changed = now_of(tip).specific
    changed.title = "Other words"
    changed.save_revision().publish()
    assert workflow.report(page=tip, now=NOW).has_hidden


def test_visitors_together_do_not_empty_the_site(tip, member):
    others = [make_tip(f"Tip {number}") for number in range(workflow.HIDDEN_AN_HOUR)]
    for page in others:
        assert workflow.report(page=page, now=NOW).has_hidden
    assert not workflow.report(page=tip, now=NOW).has_hidden
    assert workflow.report(page=tip, now=NOW + timedelta(hours=1)).has_hidden


def test_reports_from_one_connection_are_all_kept_and_hide_so_many(
    client, safeguarding_lead, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"page_report": "2/h/ip"}
    pages = [make_tip(f"Tip {number}") for number in range(3)]
    for page in pages:
        assert report_by(client, page, words=WORDS).status_code == 302
    assert [now_of(page).live for page in pages] == [False, False, True]
    assert [row.has_hidden for row in PageReport.objects.order_by("pk")] == [True, True, False]
    assert Message.objects.filter(kind="lead_page_reported").count() == 3


def test_members_behind_a_busy_connection_hide(client, tip, member, settings):
    settings.ACCOUNT_RATE_LIMITS = {"page_report": "1/h/ip"}
    report_by(client, make_tip("Another"))
    client.force_login(member)
    report_by(client, tip)
    assert not now_of(tip).live


def test_what_hides_nothing_and_says_the_same_is_kept_once(tip, safeguarding_lead):
    first = workflow.report(page=tip, words=WORDS, hides=False, now=NOW)
    assert workflow.report(page=tip, words=WORDS, hides=False, now=NOW) == first
    assert workflow.report(page=tip, words="Slide 5 too.", hides=False, now=NOW) != first
    assert Message.objects.filter(kind="lead_page_reported").count() == 2
    assert workflow.report(page=tip, words=WORDS, now=NOW).has_hidden


def test_a_held_page_stays_down_however_it_is_published(client, tip, editor, safeguarding_lead):
    row = workflow.report(page=tip, now=NOW)
    now_of(tip).specific.save_revision().publish()
    assert not now_of(tip).live
    assert client.get(tip.url).status_code == 410
    client.force_login(editor)
    names = {hook.__name__ for hook in hooks.get_hooks("before_publish_page")}
    assert "wait_for_the_lead" in names
    workflow.keep_down(report=row, actor=safeguarding_lead, now=NOW)
    now_of(tip).specific.save_revision().publish()
    assert now_of(tip).live


def test_leads_read_the_page_and_nobody_else_finds_the_desk(
    client, tip, member, coordinator, safeguarding_lead
):
    row = workflow.report(page=tip, now=NOW)
    for person in (member, coordinator):
        client.force_login(person)
        for address in ("", "page/", "restore/"):
            assert client.get(f"{row.desk_url}{address}").status_code in (404, 405)
        assert client.post(f"{row.desk_url}restore/").status_code == 404
    client.force_login(safeguarding_lead)
    assert "Walk first" in client.get(f"{row.desk_url}page/").content.decode()
    assert tip.title in client.get("/desk/reported-pages/").content.decode()


def test_the_list_costs_the_same_for_more_reports(
    client, tip, safeguarding_lead, django_assert_max_num_queries
):
    client.force_login(safeguarding_lead)
    workflow.report(page=tip, now=NOW)
    client.get("/desk/reported-pages/")

    def count() -> int:
        with django_assert_max_num_queries(40) as queries:
            client.get("/desk/reported-pages/")
        return len(queries)

    one = count()
    for number in range(2):
        workflow.report(page=make_tip(f"Tip {number}"), now=NOW)
    assert count() == one
