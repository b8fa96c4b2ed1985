"""What is scheduled goes live and expires by ``run_due``, once, and whatever happens to others."""

import logging
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.signals import page_published

from learning.tips.models import TipPage
from network.notifications.models import Message
from network.pages import gone
from network.pages.models import PageAuthor
from network.pages.scheduled import PagesFailed, keep_schedule
from network.search.models import CatalogueEntry
from tests.askexpert.due.test_at_once import at_once
from tests.factories.pages import make_tip
from tests.network.following.rows import follow, news_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = {"expired pages taken out of sight": 0, "scheduled pages published": 0}
ONE_LIVE = {**NOTHING, "scheduled pages published": 1}


@pytest.fixture
def clock(monkeypatch):
    """The machine's clock, which a test sets."""

    def set_to(moment: datetime) -> datetime:
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
        return moment

    set_to(NOON)
    return set_to


def make_draft(title: str = "Walk first", **fields) -> TipPage:
    tip = make_tip(title, **fields)
    tip.unpublish()
    Page.objects.filter(pk=tip.pk).update(first_published_at=None)
    return fresh(tip)


def fresh(page) -> TipPage:
    return TipPage.objects.get(pk=page.pk)


def plan(page: TipPage, *, live_at=None, expires=None, **fields) -> TipPage:
    """What an editor's "Publish" does with these times set."""
    for name, value in {"go_live_at": live_at, "expire_at": expires, **fields}.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return fresh(page)


def actions(page) -> list[str]:
    """What the admin's history says of the clock."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__endswith=".scheduled")
    return list(entries.order_by("pk").values_list("action", flat=True))


def run(moment: datetime | None = None) -> list[str]:
    out = StringIO()
    call_command("run_due", now=moment.isoformat() if moment else None, stdout=out)
    return [line for line in out.getvalue().splitlines() if line.startswith("pages: ")]


def test_run_due_publishes_what_is_scheduled_and_everybody_sees_it(client, clock):
    tip = plan(make_draft("Heronwalk"), live_at=NOON + timedelta(minutes=2))
    clock(NOON + timedelta(minutes=1))
    assert run()[1] == "pages: scheduled pages published: 0"
    assert client.get(tip.get_url()).status_code == 404
    clock(NOON + timedelta(minutes=2))
    assert run() == [
        "pages: expired pages taken out of sight: 0",
        "pages: scheduled pages published: 1",
    ]
    assert client.get(tip.get_url()).status_code == 200
    for place in ("/tips/", "/tips/feed/", "/search/?q=heronwalk", "/sitemap.xml"):
        assert tip.get_url() in client.get(place).content.decode(), place
    published = fresh(tip)
    assert published.first_published_at == published.go_live_at == NOON + timedelta(minutes=2)
    assert actions(tip) == ["wagtail.publish.scheduled"]


def test_run_due_takes_out_of_sight_what_has_expired(client, clock):
    tip = plan(make_tip("Heronwalk"), expires=NOON + HOUR)
    assert keep_schedule(now=NOON) == NOTHING
    clock(NOON + HOUR)
    assert run()[0] == "pages: expired pages taken out of sight: 1"
    assert client.get(tip.get_url()).status_code == 404
    assert tip.get_url() not in client.get("/tips/").content.decode()
    assert not CatalogueEntry.objects.filter(page=tip.pk).exists()
    expired = fresh(tip)
    assert (expired.live, expired.expired) == (False, True)
    assert actions(tip) == ["wagtail.unpublish.scheduled"]


def test_a_second_run_does_nothing_more(clock):
    going, coming = plan(make_tip("Going"), expires=NOON + HOUR), make_draft("Coming")
    plan(coming, live_at=NOON + HOUR)
    clock(NOON + HOUR)
    both = {"expired pages taken out of sight": 1, "scheduled pages published": 1}
    assert keep_schedule(now=NOON + HOUR) == both
    assert keep_schedule(now=NOON + HOUR) == NOTHING
    assert (len(actions(going)), len(actions(coming))) == (1, 1)


def test_nothing_due_costs_two_queries(clock, django_assert_num_queries):
    plan(make_draft(), live_at=NOON + HOUR)
    # live pages that have expired, revisions whose time has come
    with django_assert_num_queries(2):
        keep_schedule(now=NOON)


def test_a_new_draft_of_a_live_page_replaces_it_at_its_time(client, clock):
    tip = plan(make_tip(summary="Old words."), live_at=NOON + HOUR, summary="New words.")
    assert "Old words." in client.get(tip.get_url()).content.decode()
    clock(NOON + HOUR)
    keep_schedule(now=NOON + HOUR)
    assert "New words." in client.get(tip.get_url()).content.decode()


def test_a_page_that_fails_stops_no_other_and_is_tried_again(clock, caplog):
    bad, good = make_draft("Bad"), make_draft("Good")
    plan(bad, live_at=NOON + HOUR)
    plan(good, live_at=NOON + 2 * HOUR)
    clock(NOON + 3 * HOUR)

    def refuse(sender, instance, **kwargs):
        if instance.pk == bad.pk:
            raise RuntimeError("never")

    page_published.connect(refuse)
    try:
        with caplog.at_level(logging.ERROR), pytest.raises(PagesFailed, match="1 of 2"):
            keep_schedule(now=NOON + 3 * HOUR)
    finally:
        page_published.disconnect(refuse)
    assert (fresh(bad).live, fresh(good).live) == (False, True)
    assert not CatalogueEntry.objects.filter(page=bad.pk).exists()
    [record] = [record for record in caplog.records if record.message == "schedule not kept"]
    assert (record.action, record.kind, record.page) == ("publish", "tippage", str(bad.pk))
    assert keep_schedule(now=NOON + 3 * HOUR) == ONE_LIVE
    assert fresh(bad).live


def test_a_failure_is_told_by_the_command(clock, monkeypatch):
    plan(make_tip(), expires=NOON + HOUR)
    monkeypatch.setattr(Page, "unpublish", lambda self, **how: 1 / 0)
    clock(NOON + HOUR)
    with pytest.raises(CommandError, match="These apps failed: pages"):
        run()


def test_what_would_go_live_and_has_expired_is_never_seen(client, clock):
    """After a day without the clock."""
    tip = plan(make_draft(), live_at=NOON + HOUR, expires=NOON + 2 * HOUR)
    clock(NOON + 3 * HOUR)
    keep_schedule(now=NOON + 3 * HOUR)
    assert client.get(tip.get_url()).status_code == 404
    assert (fresh(tip).live, fresh(tip).expired) == (False, True)
    assert actions(tip) == ["wagtail.publish.scheduled", "wagtail.unpublish.scheduled"]


@pytest.mark.parametrize("runs", [(1, 2), (2,)], ids=["each hour", "after a gap"])
def test_what_is_planned_for_later_outlives_the_end_of_what_is_live(clock, runs):
    tip = plan(make_tip(summary="Old words."), expires=NOON + HOUR)
    plan(tip, live_at=NOON + 2 * HOUR, summary="New words.")
    for hours in runs:
        clock(NOON + hours * HOUR)
        keep_schedule(now=NOON + hours * HOUR)
    assert (fresh(tip).live, fresh(tip).summary) == (True, "New words.")


def test_what_was_prolonged_meanwhile_stays(clock, monkeypatch):
    tip = plan(make_tip(), expires=NOON + HOUR)
    seen = fresh(tip)
    plan(tip, expires=NOON + 5 * HOUR)
    clock(NOON + HOUR)
    monkeypatch.setattr("network.pages.scheduled._expired", lambda now: [seen])
    assert keep_schedule(now=NOON + HOUR) == NOTHING
    assert fresh(tip).live


def test_what_was_taken_down_does_not_come_back(client, clock):
    tip = plan(make_tip(), live_at=NOON + HOUR, summary="New words.")
    gone.take_down(tip, now=NOON)
    clock(NOON + HOUR)
    assert keep_schedule(now=NOON + HOUR) == NOTHING
    assert client.get(tip.get_url()).status_code == 410


def test_a_moment_ahead_publishes_at_the_real_one(clock):
    tip = plan(make_draft(), live_at=NOON + timedelta(days=2))
    assert run(NOON + timedelta(days=1))[1] == "pages: scheduled pages published: 0"
    assert run(NOON + timedelta(days=2))[1] == "pages: scheduled pages published: 1"
    published = fresh(tip)
    assert (published.live, published.first_published_at) == (True, NOON)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_moment_ahead_expires_what_will_have_expired(clock):
    tip = plan(make_tip(), expires=NOON + timedelta(days=2))
    assert run(NOON + timedelta(days=2))[0] == "pages: expired pages taken out of sight: 1"
    assert not fresh(tip).live


def test_followers_are_told_in_the_same_run(member, clock):
    follow(member, "topic", "peer-mapping", now=NOON - timedelta(days=1))
    plan(make_draft("Heronwalk", topics=("peer-mapping",)), live_at=NOON + HOUR)
    run()
    assert news_of(member) == []
    clock(NOON + 2 * HOUR)
    run()
    assert news_of(member) == [["Heronwalk"]]


def test_authors_are_told_when_it_goes_live_and_not_before(member, clock):
    plan(make_draft(), live_at=NOON + HOUR, authors=[PageAuthor(member=member)])
    assert not Message.objects.filter(kind="page_credited").exists()
    clock(NOON + HOUR)
    keep_schedule(now=NOON + HOUR)
    assert Message.objects.get(kind="page_credited").recipient == member


def test_an_address_stays_withdrawn_until_its_page_goes_live(client, clock):
    tip = make_tip()
    gone.take_down(tip, now=NOON)
    plan(fresh(tip), live_at=NOON + HOUR)
    assert client.get(tip.get_url()).status_code == 410
    clock(NOON + HOUR)
    keep_schedule(now=NOON + HOUR)
    assert client.get(tip.get_url()).status_code == 200


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers")
def test_two_workers_publish_and_expire_once(shared, monkeypatch):
    """Each with a connection of its own; the machine's clock is left alone."""
    now = datetime.now(UTC)
    going = plan(make_tip("Going"), expires=now + HOUR)
    coming = plan(make_draft("Coming"), live_at=now + HOUR)
    later = now + 2 * HOUR
    results = at_once(*[lambda: keep_schedule(now=later)] * 2)
    assert sorted(sum(done.values()) for done in results) in ([0, 2], [1, 1])
    assert (fresh(going).live, fresh(coming).live) == (False, True)
    assert actions(going) == ["wagtail.unpublish.scheduled"]
    assert actions(coming) == ["wagtail.publish.scheduled"]
