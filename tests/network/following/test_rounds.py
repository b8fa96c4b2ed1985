"""The rounds of the news: one machine at a time, and nothing lost or told twice."""

from datetime import timedelta

import pytest

from network.following.models import NewPage, NewsRound
from network.following.news import tell_news
from network.notifications.models import Message
from tests.factories.pages import make_tip
from tests.network.following.rows import BEGAN, PUBLISHED, ROUND, follow, news_of, tell

pytestmark = pytest.mark.django_db


def make_new_tip(title="Walk first", *, at=PUBLISHED):
    return make_tip(title, first_published_at=at, topics=("peer-mapping",))


def test_days_without_the_clock_lose_nothing(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip("Monday", at=PUBLISHED)
    make_new_tip("Thursday", at=PUBLISHED + timedelta(days=3))
    tell(days=6)
    assert news_of(member) == [["Thursday", "Monday"]]


def test_a_page_published_late_with_an_earlier_moment_is_not_missed(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip("Quick", at=PUBLISHED + timedelta(seconds=5))
    tell()
    make_new_tip("Slow", at=PUBLISHED)
    tell(days=1)
    assert news_of(member) == [["Quick"], ["Slow"]]


def test_within_an_hour_no_second_round_is_done(member):
    follow(member, "topic", "peer-mapping")
    tell()
    make_new_tip()
    assert tell_news(now=ROUND + timedelta(minutes=59)) == 0
    assert tell_news(now=ROUND + timedelta(minutes=60)) == 1


def test_a_round_that_another_machine_does_is_left_to_it(member):
    follow(member, "topic", "peer-mapping")
    make_new_tip()
    NewsRound.objects.create(pk=1, claimed_until=ROUND + timedelta(seconds=1))
    assert tell() == 0


def test_a_round_that_was_broken_off_is_gone_on_with_and_nobody_is_told_twice(
    member, expert, other_expert, monkeypatch
):
    people = [member, expert, other_expert]
    for person in people:
        follow(person, "topic", "peer-mapping")
    make_new_tip()
    monkeypatch.setattr("network.following.news.PEOPLE_AT_A_TIME", 1)
    renewals = iter([True, OSError])

    def renew(number, *, moment):
        if (answer := next(renewals)) is OSError:
            raise OSError("The machine stops here.")
        return answer

    with monkeypatch.context() as patched:
        patched.setattr("network.following.rounds.renew", renew)
        with pytest.raises(OSError, match="stops here"):
            tell()
    assert Message.objects.filter(kind="news").count() == 2
    assert tell() == 1
    assert [news_of(person) for person in people] == [[["Walk first"]]] * 3


def test_a_machine_that_lost_its_round_stops(member, expert, monkeypatch):
    for person in (member, expert):
        follow(person, "topic", "peer-mapping")
    make_new_tip()
    monkeypatch.setattr("network.following.news.PEOPLE_AT_A_TIME", 1)
    monkeypatch.setattr("network.following.rounds.renew", lambda number, *, moment: False)
    assert tell() == 1
    assert not NewPage.objects.get().is_told


def test_the_first_run_over_a_catalogue_tells_nothing_and_closes_it(member):
    make_new_tip("One", at=BEGAN - timedelta(days=9))
    make_new_tip("Two", at=BEGAN - timedelta(days=8))
    follow(member, "topic", "peer-mapping")
    assert tell() == 0
    assert list(NewPage.objects.values_list("is_told", flat=True)) == [True, True]
