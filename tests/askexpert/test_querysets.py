"""Who sees a question in which state."""

from datetime import timedelta

import pytest

from askexpert.models import Assignment, Question
from tests.askexpert import stories

PEOPLE = [
    "member",
    "expert",
    "other_expert",
    "coordinator",
    "conflicted_coordinator",
    "safeguarding_lead",
    "researcher",
]
SEEN_BY = {
    "draft": {"member"},
    "submitted": {"member", "coordinator"},
    "changes_requested": {"member", "coordinator"},
    "quarantined": {"member", "safeguarding_lead"},
    "escalated": {"member", "coordinator", "safeguarding_lead"},
    "duplicate or declined": {"member", "coordinator"},
    "matching": {"member", "coordinator"},
    "invited": {"member", "coordinator", "expert"},
    "answering": {"member", "coordinator", "expert"},
    "handed back": {"member", "coordinator", "other_expert"},
    "reviewing": {"member", "coordinator", "expert"},
    "answered": {"member", "coordinator", "expert"},
    "withdrawn while answering": {"member", "coordinator"},
}


def bring_to(state, *, member, coordinator, expert) -> None:
    """Make one question in this state, through the real steps."""
    by_asker, at_desk = {"actor": member, "now": stories.NOW}, {"actor": coordinator}
    at_desk["now"] = stories.NOW
    everybody = (member, coordinator, expert)
    verbs = stories.workflow
    {
        "draft": lambda: stories.draft(member),
        "submitted": lambda: stories.submitted(member),
        "changes_requested": lambda: verbs.request_changes(
            question=stories.submitted(member), reason="Shorter.", **at_desk
        ),
        "quarantined": lambda: verbs.quarantine(
            question=stories.accepted(*everybody).question, label="risk", **at_desk
        ),
        "escalated": lambda: verbs.escalate_triage(
            question=stories.submitted(member), now=stories.NOW + timedelta(days=7)
        ),
        "duplicate or declined": lambda: verbs.decline(
            question=stories.submitted(member), reason="Ask your lead.", **at_desk
        ),
        "matching": lambda: stories.matching(member, coordinator),
        "invited": lambda: stories.invited(*everybody),
        "answering": lambda: stories.accepted(*everybody),
        "handed back": lambda: verbs.hand_back(
            assignment=stories.accepted(*everybody), actor=expert, now=stories.NOW
        ),
        "reviewing": lambda: stories.reviewing(*everybody),
        "answered": lambda: stories.answered(*everybody),
        "withdrawn while answering": lambda: verbs.withdraw(
            question=stories.accepted(*everybody).question, **by_asker
        ),
    }[state]()


@pytest.mark.parametrize("state", SEEN_BY)
def test_who_sees_a_question(state, request, member, coordinator, expert):
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    bring_to(state, member=member, coordinator=coordinator, expert=expert)
    seen_by = {
        name for name, person in people.items() if Question.objects.visible_to(person).exists()
    }
    assert seen_by == SEEN_BY[state]
    at_the_desk = {
        name for name, person in people.items() if Question.objects.for_desk(person).exists()
    }
    assert at_the_desk == SEEN_BY[state] - {"member", "expert", "other_expert"}


def test_somebody_who_has_left_sees_nothing(member):
    stories.submitted(member)
    member.is_active = False
    assert Question.objects.visible_to(member).exists() is False


def test_a_coordinator_who_asks_is_not_at_the_desk_of_their_own_question(coordinator):
    stories.submitted(coordinator)
    assert Question.objects.visible_to(coordinator).count() == 1
    assert Question.objects.for_desk(coordinator).count() == 0


def test_an_expert_sees_their_own_asks_only(member, coordinator, expert, other_expert):
    stories.invited(member, coordinator, expert)
    seen = {
        person.name: Assignment.objects.visible_to(person).count()
        for person in (expert, other_expert, member, coordinator)
    }
    assert seen == {expert.name: 1, other_expert.name: 0, member.name: 0, coordinator.name: 0}


@pytest.mark.parametrize("story", [stories.invited, stories.accepted, stories.answered])
def test_a_coordinator_does_not_work_on_what_they_are_asked(story, member, coordinator, expert):
    """The desk names the asker; an invitation must not."""
    expert.groups.add(*coordinator.groups.all())
    expert = stories.fresh(expert)
    made = story(member, coordinator, expert)
    question = getattr(made, "question", made)
    assert not Question.objects.for_desk(expert).exists()
    assert Question.objects.visible_to(expert).get() == question
    assert Question.objects.for_desk(coordinator).get() == question


def test_a_lead_does_not_work_on_what_they_have_answered(
    member, coordinator, expert, safeguarding_lead
):
    question = stories.answered(member, coordinator, expert)
    expert.groups.add(*safeguarding_lead.groups.all())
    expert = stories.fresh(expert)
    told = stories.told(expert)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    assert not Question.objects.for_desk(expert).exists()
    assert stories.told(expert) == told
    assert Question.objects.for_desk(safeguarding_lead).get() == question


def test_who_said_no_coordinates_again(member, coordinator, expert):
    expert.groups.add(*coordinator.groups.all())
    expert = stories.fresh(expert)
    ask = stories.invited(member, coordinator, expert)
    stories.workflow.decline_invitation(
        assignment=ask, actor=expert, now=stories.NOW, reason="no_time"
    )
    assert Question.objects.for_desk(expert).get() == ask.question
