"""Whether somebody is willing to be asked, and how much."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from askexpert.models import ExpertAvailability
from askexpert.pauses import end_of_term, pause_ends
from network.members.profile.writing import save_visibility
from network.taxonomy.models import Topic

URL, PAUSE = "/ask/availability/", "/ask/availability/pause/"
RESUME = "/ask/availability/resume/"


def test_a_member_becomes_willing_and_says_how_much(member, browser_of):
    hard = Topic.objects.filter(is_distressing=True).first()
    answer = browser_of(member).post(
        URL, {"willing": "on", "capacity": "2", "avoid_topics": [hard.pk]}
    )
    assert answer["Location"] == URL
    row = ExpertAvailability.objects.get(user=member)
    assert (row.consented_at is not None, row.capacity, list(row.avoid_topics.all())) == (
        True,
        2,
        [hard],
    )


def test_consent_can_be_taken_back(expert, browser_of):
    browser_of(expert).post(URL, {"capacity": "2"})
    assert ExpertAvailability.objects.get(user=expert).consented_at is None


@pytest.mark.parametrize(
    ("capacity", "words"),
    [
        ("6", "Choose a number from 0 to 5."),
        ("-1", "Choose a number from 0 to 5."),
        ("two", "Write a whole number from 0 to 5."),
        ("", "Write a whole number from 0 to 5."),
    ],
)
def test_a_wrong_number_is_explained_and_kept(expert, browser_of, capacity, words):
    answer = browser_of(expert).post(URL, {"willing": "on", "capacity": capacity})
    assert answer.context["form"].errors == {"capacity": [words]}
    assert answer.context["form"]["capacity"].value() == capacity


def test_a_pause_lies_ahead(expert, browser_of):
    day = timezone.localdate() - timedelta(days=1)
    answer = browser_of(expert).post(URL, {"capacity": "2", "paused_until_date": day.isoformat()})
    assert answer.context["form"].errors == {
        "paused_until_date": ["Choose a day after today, or leave it empty."]
    }


def test_a_pause_that_is_over_does_not_stand_in_the_way(expert, browser_of):
    day = timezone.localdate() - timedelta(days=1)
    ExpertAvailability.objects.update(paused_until_date=day)
    answer = browser_of(expert).post(
        URL, {"willing": "on", "capacity": "3", "paused_until_date": day.isoformat()}
    )
    assert answer.status_code == 302
    assert ExpertAvailability.objects.get(user=expert).capacity == 3


def days(first: int | None, last: int | None) -> dict[str, str]:
    """An absence in the form, in days from today."""
    today = timezone.localdate()
    return {
        name: (today + timedelta(days=number)).isoformat()
        for name, number in (("away_from_date", first), ("away_until_date", last))
        if number is not None
    }


def test_an_absence_is_planned_and_taken_back(expert, browser_of):
    browser, today = browser_of(expert), timezone.localdate()
    browser.post(URL, {"willing": "on", "capacity": "2", **days(30, 44)})
    row = ExpertAvailability.objects.get(user=expert)
    assert (row.away_from_date - today, row.away_until_date - today) == (
        timedelta(days=30),
        timedelta(days=44),
    )
    browser.post(URL, {"willing": "on", "capacity": "2"})
    row.refresh_from_db()
    assert (row.away_from_date, row.away_until_date) == (None, None)


@pytest.mark.parametrize(
    ("absence", "field", "words"),
    [
        ((3, None), "away_until_date", "Choose the last day too, or leave both empty."),
        ((None, 3), "away_from_date", "Choose the first day too, or leave both empty."),
        ((4, 3), "away_until_date", "Choose a last day that is not before the first."),
        ((-4, -1), "away_until_date", "Choose a day that is not over yet."),
    ],
)
def test_an_absence_that_cannot_be_is_explained(expert, browser_of, absence, field, words):
    answer = browser_of(expert).post(URL, {"capacity": "2", **days(*absence)})
    assert answer.context["form"].errors == {field: [words]}


def test_an_absence_that_is_over_does_not_stand_in_the_way(expert, browser_of):
    over = {name: date.fromisoformat(day) for name, day in days(-4, -1).items()}
    ExpertAvailability.objects.filter(user=expert).update(**over)
    answer = browser_of(expert).post(URL, {"willing": "on", "capacity": "3", **days(-4, -1)})
    assert answer.status_code == 302
    assert ExpertAvailability.objects.get(user=expert).capacity == 3


def test_one_press_pauses_for_thirty_days(expert, browser_of):
    browser_of(expert).post(PAUSE)
    assert ExpertAvailability.objects.get(
        user=expert
    ).paused_until_date == timezone.localdate() + timedelta(days=30)


def test_one_press_does_not_shorten_a_longer_pause(expert, browser_of):
    far = timezone.localdate() + timedelta(days=90)
    ExpertAvailability.objects.update(paused_until_date=far)
    browser_of(expert).post(PAUSE)
    assert ExpertAvailability.objects.get(user=expert).paused_until_date == far


def test_pausing_makes_nobody_an_expert(member, browser_of):
    browser_of(member).post(PAUSE)
    assert ExpertAvailability.objects.filter(user=member).exists() is False


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("two-weeks", date(2026, 3, 16)),
        ("month", date(2026, 4, 1)),
        ("end-of-term", date(2026, 4, 3)),
        ("for-ever", None),
    ],
)
def test_a_pause_is_as_long_as_its_button_says(kind, day):
    today = date(2026, 3, 2)
    if day is None:
        with pytest.raises(KeyError):
            pause_ends(kind, today)
    else:
        assert pause_ends(kind, today) == day


def test_the_end_of_term_is_at_least_a_week_away():
    assert end_of_term(date(2026, 3, 27)) == date(2026, 4, 3)
    assert end_of_term(date(2026, 3, 28)) == date(2026, 7, 22)
    assert end_of_term(date(2026, 12, 15)) == date(2027, 4, 3)


def test_the_page_says_until_when_and_the_pause_ends_with_one_press(expert, browser_of):
    browser = browser_of(expert)
    browser.post(PAUSE, {"for": "two-weeks"})
    until = timezone.localdate() + timedelta(days=14)
    assert browser.get(URL).context["paused_until"] == until
    browser.post(RESUME)
    assert ExpertAvailability.objects.get(user=expert).paused_until_date is None
    assert browser.post(RESUME).status_code == 302


def test_a_pause_that_is_over_is_not_shown(expert, browser_of):
    ExpertAvailability.objects.update(paused_until_date=timezone.localdate())
    assert browser_of(expert).get(URL).context["paused_until"] is None


@pytest.mark.parametrize("address", [PAUSE, RESUME])
def test_looking_pauses_nothing(expert, browser_of, address):
    assert browser_of(expert).get(address).status_code == 405


def test_the_page_says_when_consent_was_given(expert, browser_of):
    assert "You agreed to be asked on 12 January 2026." in (
        browser_of(expert).get(URL).content.decode()
    )


def test_own_topics_may_be_avoided_and_others_topics_may_not(expert, browser_of):
    own = Topic.objects.get(slug="peer-mapping")
    other = Topic.objects.filter(is_distressing=False).exclude(expertise__profile__user=expert)
    browser = browser_of(expert)
    browser.post(URL, {"willing": "on", "capacity": "2", "avoid_topics": [own.pk]})
    row = ExpertAvailability.objects.get(user=expert)
    assert list(row.avoid_topics.all()) == [own]
    answer = browser.post(
        URL, {"willing": "on", "capacity": "2", "avoid_topics": [other.first().pk]}
    )
    assert list(answer.context["form"].errors) == ["avoid_topics"]


def test_willingness_is_shown_as_the_member_chooses(expert, member, browser_of):
    address = expert.profile.get_absolute_url()
    assert "Willing to answer" not in browser_of(member).get(address).content.decode()
    save_visibility(profile=expert.profile, choices={"answering": "members"}, now=timezone.now())
    assert "Willing to answer" in browser_of(member).get(address).content.decode()
