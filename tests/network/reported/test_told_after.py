"""Whoever reports a page is told whether it is hidden at this moment, however they reported."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from wagtail.models import Page

from network.notifications.models import Message
from network.reported import workflow
from network.reported.models import PageReport
from network.reported.views import SALT
from tests.factories.pages import make_tip, restrict
from tests.resources.building import make_resource

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HIDDEN = "The page is hidden now."
WAITING = "The page is not hidden yet."
LOOKED_AT = "A safeguarding lead has looked at the page, and it can be read."
WORDS = "Slide 4 tells where the family lives."

pytestmark = pytest.mark.django_db


@pytest.fixture
def tip(db):
    return make_tip("Where Ada lives")


def told(response) -> list[str]:
    words = response.content.decode()
    return [sentence for sentence in (HIDDEN, WAITING, LOOKED_AT) if sentence in words]


def report_by(client, page, words: str = WORDS):
    return client.post(f"/report/{page.pk}/", {"words": words}, follow=True)


@pytest.mark.parametrize("who", [None, "member", "outsider"])
@pytest.mark.parametrize("make", [make_tip, make_resource])
def test_a_report_that_hides_says_so(request, client, who, make):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert told(report_by(client, make())) == [HIDDEN]


def test_a_report_that_hides_nothing_says_so(client, tip, safeguarding_lead):
    row = workflow.report(page=tip, now=NOW)
    workflow.restore(report=row, actor=safeguarding_lead, now=NOW)
    assert [told(report_by(client, tip)) for _ in range(2)] == [[WAITING]] * 2
    assert Page.objects.get(pk=tip.pk).live
    assert PageReport.objects.count() == 2


def test_beyond_the_limit_of_a_connection_it_says_so(client, tip, settings):
    settings.ACCOUNT_RATE_LIMITS = {"page_report": "1/h/ip"}
    assert told(report_by(client, make_tip("Another"))) == [HIDDEN]
    assert told(report_by(client, tip)) == [WAITING]


@pytest.mark.parametrize("who", [None, "member"])
def test_a_second_press_is_answered_like_the_first_and_kept_once(
    request, client, tip, safeguarding_lead, who
):
    if who:
        client.force_login(request.getfixturevalue(who))
    assert [told(report_by(client, tip)) for _ in range(2)] == [[HIDDEN]] * 2
    assert PageReport.objects.count() == 1
    assert Message.objects.filter(kind="lead_page_reported").count() == 1


def test_what_somebody_else_knows_of_a_hidden_page_is_kept_too(client, tip, member):
    report_by(client, tip)
    client.force_login(member)
    assert told(report_by(client, tip, "The school is named.")) == [HIDDEN]
    rows = PageReport.objects.order_by("pk").values_list("words", "has_hidden")
    assert list(rows) == [(WORDS, True), ("The school is named.", False)]


def test_instead_of_the_form_of_a_hidden_page_it_is_said_without_its_title(client, tip):
    report_by(client, tip)
    shown = client.get(f"/report/{tip.pk}/")
    assert (shown.status_code, told(shown)) == (200, [HIDDEN])
    assert "Ada" not in shown.content.decode()
    assert "Your report has been kept" not in shown.content.decode()


def test_a_hidden_page_is_unknown_to_those_who_could_not_open_it(client, tip, member, researcher):
    restrict(tip, researcher.groups.get(name="Researchers"))
    workflow.report(page=tip, now=NOW)
    client.force_login(member)
    assert client.get(f"/report/{tip.pk}/").status_code == 404
    assert report_by(client, tip).status_code == 404
    client.force_login(researcher)
    assert told(report_by(client, tip)) == [HIDDEN]


def test_a_page_that_is_down_for_another_reason_is_not_found(client, tip):
    tip.unpublish()
    assert client.get(f"/report/{tip.pk}/").status_code == 404
    assert report_by(client, tip).status_code == 404


def test_what_is_said_follows_the_page(client, tip, safeguarding_lead):
    sent = report_by(client, tip).redirect_chain[-1][0]
    workflow.restore(report=PageReport.objects.get(), actor=safeguarding_lead, now=NOW)
    assert told(client.get(sent)) == [LOOKED_AT]
    tip.delete()
    assert told(client.get(sent)) == [HIDDEN]


def test_an_address_that_was_made_up_or_is_old_says_nothing_of_a_page(client, tip, monkeypatch):
    old = signing.dumps(tip.pk, salt=SALT)
    assert told(client.get("/report/sent/", {"of": old})) == [LOOKED_AT]
    later = datetime.now().timestamp() + timedelta(days=2).total_seconds()
    for of in ("", "1", str(tip.pk), signing.dumps(tip.pk, salt="another")):
        assert told(client.get("/report/sent/", {"of": of})) == []
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert told(client.get("/report/sent/", {"of": old})) == []
