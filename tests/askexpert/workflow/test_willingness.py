"""After silence: still willing, or not now."""

import pytest
from django.utils import timezone

from askexpert import candidates, workflow
from askexpert.models import ExpertAvailability
from tests.askexpert import stories

URL = "/ask/availability/still-willing/"


@pytest.fixture
def silent(expert) -> ExpertAvailability:
    row = ExpertAvailability.objects.get(user=expert)
    row.silent_since = timezone.now()
    row.save(update_fields=["silent_since"])
    return row


def test_whoever_says_so_is_asked_again(silent, member, coordinator, expert):
    question = stories.matching(member, coordinator, now=timezone.now())
    assert candidates.exclusion_of(question, expert, now=timezone.now()).code == "paused"
    now = timezone.now()
    assert workflow.say_still_willing(expert=expert, now=now) is True
    row = stories.fresh(silent)
    assert (row.silent_since, row.still_willing_at) == (None, now)
    assert candidates.exclusion_of(question, expert, now=timezone.now()) is None


def test_said_twice_it_is_said_once(silent, expert):
    first = timezone.now()
    assert workflow.say_still_willing(expert=expert, now=first) is True
    assert workflow.say_still_willing(expert=expert, now=timezone.now()) is False
    assert stories.fresh(silent).still_willing_at == first


def test_nobody_becomes_an_expert_by_saying_so(member):
    assert workflow.say_still_willing(expert=member, now=timezone.now()) is False
    assert ExpertAvailability.objects.filter(user=member).exists() is False


def test_whoever_has_taken_consent_back_does_not_give_it_again_by_it(silent, expert):
    ExpertAvailability.objects.update(consented_at=None)
    assert workflow.say_still_willing(expert=expert, now=timezone.now()) is False
    assert stories.fresh(silent).consented_at is None


def test_not_now_takes_the_consent_back(silent, expert):
    assert [workflow.stop_being_willing(expert=expert) for _ in range(2)] == [True, False]
    row = stories.fresh(silent)
    assert (row.consented_at, row.silent_since) == (None, None)


def test_whoever_is_willing_again_later_is_not_silent(silent):
    silent.set_willing(False, now=timezone.now())
    now = timezone.now()
    silent.set_willing(True, now=now)
    assert (silent.consented_at, silent.silent_since, silent.still_willing_at) == (now, None, now)


@pytest.mark.parametrize("url", ["/ask/availability/", "/ask/invitations/"])
def test_the_page_asks_until_one_of_the_buttons_is_pressed(silent, expert, browser_of, url):
    browser = browser_of(expert)
    question = "Are you still willing to answer questions?"
    assert question in browser.get(url).content.decode()
    browser.post(URL, {"answer": "yes"})
    assert question not in browser.get(url).content.decode()
    assert stories.fresh(silent).silent_since is None


def test_the_other_button_ends_it(silent, expert, browser_of):
    assert browser_of(expert).post(URL, {"answer": "no"})["Location"] == "/ask/availability/"
    assert stories.fresh(silent).consented_at is None


def test_looking_says_nothing(silent, expert, browser_of):
    assert browser_of(expert).get(URL).status_code == 405
    assert stories.fresh(silent).silent_since is not None


def test_nobody_is_asked_who_was_not_silent(expert, browser_of):
    page = browser_of(expert).get("/ask/availability/").content.decode()
    assert "still willing" not in page
