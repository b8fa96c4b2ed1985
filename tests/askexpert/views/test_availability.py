"""Whether somebody is willing to be asked, and how much."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askexpert.models import ExpertAvailability
from network.taxonomy.models import Topic

URL, PAUSE = "/ask/availability/", "/ask/availability/pause/"


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
