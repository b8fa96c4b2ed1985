"""Whoever has come too close since they were asked reads nothing of the question any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert import ties
from askexpert.models import JointDecision
from askexpert.models.decision import DecisionKind, DecisionStatus
from network.members.models.profile import PreviousEmployment
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.personas import make_organisation

TOPICS = ("Peer mapping", "Detached youth work")


def joins_the_organisation(asker, expert):
    expert.profile.organisation = asker.profile.organisation
    expert.profile.save(update_fields=["organisation"])


def moves_to_the_area(asker, expert):
    expert.profile.area = asker.profile.area
    expert.profile.save(update_fields=["area"])


def the_asker_comes_to_their_organisation(asker, expert):
    asker.profile.organisation = expert.profile.organisation
    asker.profile.save(update_fields=["organisation"])


def declares_a_tie(asker, expert):
    ties.declare_tie(user=expert, person=asker, now=timezone.now())


def a_tie_is_declared(asker, expert):
    ties.declare_tie(user=asker, organisation=expert.profile.organisation, now=timezone.now())


def would_rather_not_meet(asker, expert):
    ties.avoid(user=asker, other=expert, now=timezone.now())


def names_a_former_employer(asker, expert):
    PreviousEmployment.objects.create(
        profile=expert.profile,
        organisation=asker.profile.organisation,
        until_date=timezone.localdate() - timedelta(days=300),
    )


def joins_the_askers_former_employer(asker, expert):
    PreviousEmployment.objects.create(
        profile=asker.profile,
        organisation=expert.profile.organisation,
        until_date=timezone.localdate() - timedelta(days=300),
    )


MOVES = (
    joins_the_organisation,
    moves_to_the_area,
    the_asker_comes_to_their_organisation,
    declares_a_tie,
    a_tie_is_declared,
    would_rather_not_meet,
    names_a_former_employer,
    joins_the_askers_former_employer,
)


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.invited(member, coordinator, expert, now=timezone.now())


def seen(browser, ask) -> list[str]:
    """What of the question the two pages of whoever is asked show."""
    pages = [
        browser.get(url).content.decode() for url in ("/ask/invitations/", ask.get_absolute_url())
    ]
    words = (stories.TITLE, stories.TEXT, *TOPICS)
    return [word for page in pages for word in words if word in page]


@pytest.mark.parametrize("come_too_close", MOVES)
def test_whoever_has_come_too_close_reads_nothing(come_too_close, ask, member, expert, browser_of):
    browser = browser_of(expert)
    assert len(seen(browser, ask)) == 6
    come_too_close(member, expert)
    assert seen(browser_of(expert), ask) == []


def test_an_employer_of_long_ago_is_no_tie(ask, member, expert, browser_of):
    names_a_former_employer(member, expert)
    PreviousEmployment.objects.update(until_date=timezone.localdate() - timedelta(days=800))
    assert len(seen(browser_of(expert), ask)) == 6


def test_another_employer_changes_nothing(ask, expert, browser_of):
    expert.profile.organisation = make_organisation("Fernmouth Trust", "Fernmouth")
    expert.profile.save(update_fields=["organisation"])
    assert len(seen(browser_of(expert), ask)) == 6


def test_an_area_that_two_coordinators_have_set_aside_is_still_read(
    ask, member, coordinator, expert, browser_of
):
    ask.decision = JointDecision.objects.create(
        kind=DecisionKind.OVERRIDE_AREA,
        status=DecisionStatus.AGREED,
        question=ask.question,
        expert=expert,
        proposed_by=coordinator,
        proposed_at=timezone.now(),
        decided_by=member,
        decided_at=timezone.now(),
        reason="They know the work.",
    )
    ask.save(update_fields=["decision"])
    moves_to_the_area(member, expert)
    assert len(seen(browser_of(expert), ask)) == 6
    declares_a_tie(member, expert)
    assert seen(browser_of(expert), ask) == []


def test_looking_changes_nothing_and_one_press_passes_it_on(ask, member, expert, browser_of):
    joins_the_organisation(member, expert)
    browser, before = browser_of(expert), stored()
    browser.get("/ask/invitations/")
    page = browser.get(ask.get_absolute_url()).content.decode()
    assert stored() == before
    assert "Since we asked you, a tie to this question has come up" in page
    decline = reverse("askexpert:decline", args=[ask.public_id])
    assert f'action="{decline}"' in page
    browser.post(decline, {"decline-reason": "conflict"})
    assert stories.status_of(ask) == "conflicted"


def test_which_tie_it_is_is_not_said(ask, member, expert, browser_of):
    moves_to_the_area(member, expert)
    page = browser_of(expert).get(ask.get_absolute_url()).content.decode()
    assert [word for word in ("area", "organisation", "employer") if f" {word}" in page] == []
