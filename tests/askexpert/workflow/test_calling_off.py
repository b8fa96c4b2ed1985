"""A coordinator takes back what was asked of an expert."""

import pytest

from askexpert import workflow
from askexpert.enums import AssignmentStatus, CancelReason
from askexpert.errors import StaleForm
from askexpert.history import history_of
from askexpert.models import Assignment
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.stories import NOW, fresh, status_of, told

pytestmark = pytest.mark.django_db

FITS = CancelReason.ANOTHER_FITS


def cancel(assignment, actor, *, reason=FITS, **more) -> Assignment:
    return workflow.cancel(assignment=assignment, actor=actor, now=NOW, reason=reason, **more)


def live(question) -> list[Assignment]:
    return list(question.assignments.filter(status="invited"))


def test_an_invitation_is_taken_back_and_the_next_person_is_asked(
    member, coordinator, expert, other_expert
):
    ask = stories.invited(member, coordinator, expert)
    cancel(ask, coordinator)
    assert (status_of(ask), fresh(ask).ended_at) == ("cancelled", NOW)
    [following] = live(ask.question)
    assert (following.expert, following.wave, following.invited_by) == (other_expert, 2, None)
    assert told(expert) == ["expert_invited", "expert_called_off"]


def test_an_answer_that_is_written_is_taken_back_and_a_search_begins(
    member, coordinator, expert, other_expert
):
    ask = stories.accepted(member, coordinator, expert)
    cancel(ask, coordinator)
    question = fresh(ask.question)
    assert (status_of(ask), question.status, question.search_started_at) == (
        "cancelled",
        "matching",
        NOW,
    )
    assert [row.expert for row in live(question)] == [other_expert]
    assert told(expert)[-1] == "expert_called_off"
    assert told(member)[-1] == "ask_expert_gone"


def test_nobody_else_who_fits_is_unmatched(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    cancel(ask, coordinator)
    assert status_of(ask.question) == "unmatched"
    assert told(member)[-1] == "ask_unmatched"


def test_whoever_asks_by_hand_has_a_new_day_for_it(member, coordinator, expert, other_expert):
    ask = stories.invited(member, coordinator, expert)
    workflow.choose_inviting(question=ask.question, actor=coordinator, now=NOW, by_itself=False)
    cancel(ask, coordinator)
    question = fresh(ask.question)
    assert (question.status, live(question)) == ("matching", [])
    assert question.invite_by is not None


def test_a_follow_up_goes_to_somebody_else(member, coordinator, expert, other_expert):
    question = stories.answered(member, coordinator, expert)
    workflow.follow_up(
        question=question, actor=member, now=NOW, text="And at a school gate?", number=1
    )
    [ask] = live(question)
    cancel(ask, coordinator)
    assert status_of(question) == "matching"
    assert [row.expert for row in live(question)] == [other_expert]


def test_the_event_says_who_and_why(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    cancel(ask, coordinator)
    event = ask.events.get(action="cancel")
    assert (event.actor, event.on_behalf_of, event.reason) == (coordinator, None, "another_fits")
    assert (event.from_status, event.to_status) == ("invited", "cancelled")


def test_an_expert_who_has_asked_for_it_is_acted_for(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    cancel(ask, coordinator, reason=CancelReason.ASKED_FOR)
    event = ask.events.get(action="cancel")
    assert (event.actor, event.on_behalf_of) == (coordinator, expert)
    [entry] = [
        entry
        for entry in history_of(ask.question)
        if entry["title"] == "Expert told that they need not answer"
    ]
    assert entry["body"] == (
        f"{coordinator}, on behalf of {expert}. They have told us that they cannot answer."
    )


def test_pressed_twice_it_is_cancelled_once(member, coordinator, expert, other_expert):
    ask = stories.invited(member, coordinator, expert)
    cancel(ask, coordinator)
    cancel(ask, coordinator)
    assert ask.events.filter(action="cancel").count() == 1
    assert told(expert).count("expert_called_off") == 1


def test_whoever_is_called_off_reads_nothing_any_more(member, coordinator, expert, browser_of):
    ask = stories.accepted(member, coordinator, expert)
    cancel(ask, coordinator)
    page = browser_of(expert).get(ask.get_absolute_url()).content.decode()
    assert "This invitation is over" in page
    assert stories.TITLE not in page


@pytest.mark.parametrize("who", ["member", "expert", "conflicted_coordinator", "safeguarding_lead"])
def test_nobody_but_a_coordinator_without_a_tie_takes_it_back(
    request, member, coordinator, expert, who
):
    ask = stories.invited(member, coordinator, expert)
    with pytest.raises(NotPermitted):
        cancel(ask, request.getfixturevalue(who))
    assert status_of(ask) == "invited"


def test_nobody_takes_back_their_own(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    expert.groups.add(*coordinator.groups.all())
    with pytest.raises(NotPermitted, match="You are asked yourself"):
        cancel(ask, fresh(expert))


@pytest.mark.parametrize("status", AssignmentStatus)
def test_only_what_waits_or_is_written_is_taken_back(member, coordinator, expert, status):
    ask = stories.accepted(member, coordinator, expert)
    changes = {"decline_reason": "other"} if status == "declined" else {}
    Assignment.objects.filter(pk=ask.pk).update(status=status, **changes)
    if status == AssignmentStatus.INVITED:
        ask.question.__class__.objects.filter(pk=ask.question_id).update(status="matching")
    if status in ("invited", "accepted", "cancelled"):
        cancel(ask, coordinator)
        assert status_of(ask) == "cancelled"
    else:
        with pytest.raises(TransitionNotAllowed):
            cancel(ask, coordinator)
        assert status_of(ask) == status


def test_a_form_from_before_the_yes_is_refused(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    seen = fresh(ask.question).version
    workflow.accept(assignment=ask, actor=expert, now=NOW)
    with pytest.raises(StaleForm):
        cancel(ask, coordinator, version=seen)
    assert status_of(ask) == "accepted"
