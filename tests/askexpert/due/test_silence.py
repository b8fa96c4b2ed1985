"""Three invitations in a row without a reply: nothing more until the expert is heard of."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.enums import DeclineReason
from askexpert.models import Assignment, ExpertAvailability
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.due.clock import sent


def let_expire(member, coordinator, expert, *, now) -> None:
    """Invite, remind, expire; the question is withdrawn, so that it stays out of the way."""
    ask = stories.invited(member, coordinator, expert, now=now)
    Assignment.objects.filter(pk=ask.pk).update(respond_reminded_at=now)
    assert workflow.expire(assignment=ask, now=ask.respond_by) is True
    ask.question.refresh_from_db()
    workflow.withdraw(question=ask.question, actor=member, now=ask.respond_by)


def weeks(number: int) -> list:
    return [stories.NOW + timedelta(weeks=week) for week in range(number)]


def silent_since(expert):
    return ExpertAvailability.objects.get(user=expert).silent_since


@pytest.fixture
def twice_silent(member, coordinator, expert):
    for now in weeks(2):
        let_expire(member, coordinator, expert, now=now)
    return expert


def test_two_are_not_enough(twice_silent):
    assert silent_since(twice_silent) is None


def test_three_in_a_row_pause_the_expert_and_ask_kindly(twice_silent, member, coordinator):
    let_expire(member, coordinator, twice_silent, now=weeks(3)[2])
    assert silent_since(twice_silent) is not None
    message = Message.objects.get(recipient=twice_silent, kind="expert_still_willing")
    assert message.url == "/ask/availability/"
    assert sent(twice_silent, "expert_expired") == 3


def test_a_silent_expert_is_not_asked(twice_silent, member, coordinator):
    let_expire(member, coordinator, twice_silent, now=weeks(3)[2])
    question = stories.matching(member, coordinator, now=weeks(4)[3])
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        workflow.invite(question=question, expert=twice_silent, actor=coordinator, now=weeks(4)[3])
    assert refused.value.reason == "paused"


def test_a_no_between_starts_the_count_anew(twice_silent, member, coordinator):
    now = weeks(3)[2]
    ask = stories.invited(member, coordinator, twice_silent, now=now)
    workflow.decline_invitation(
        assignment=ask, actor=twice_silent, now=now, reason=DeclineReason.NO_TIME
    )
    let_expire(member, coordinator, twice_silent, now=weeks(4)[3])
    assert silent_since(twice_silent) is None


def test_a_yes_between_starts_the_count_anew(twice_silent, member, coordinator):
    stories.accepted(member, coordinator, twice_silent, now=weeks(3)[2])
    let_expire(member, coordinator, twice_silent, now=weeks(4)[3])
    assert silent_since(twice_silent) is None


def test_whoever_said_that_they_are_still_willing_has_three_more(twice_silent, member, coordinator):
    let_expire(member, coordinator, twice_silent, now=weeks(3)[2])
    ExpertAvailability.objects.filter(user=twice_silent).update(
        silent_since=None, still_willing_at=weeks(4)[3]
    )
    for now in weeks(6)[4:]:
        let_expire(member, coordinator, twice_silent, now=now)
    assert silent_since(twice_silent) is None
    let_expire(member, coordinator, twice_silent, now=weeks(7)[6])
    assert silent_since(twice_silent) is not None
    assert sent(twice_silent, "expert_still_willing") == 2


def test_it_is_said_once(twice_silent, member, coordinator):
    let_expire(member, coordinator, twice_silent, now=weeks(3)[2])
    assert workflow.pause_if_silent(expert=twice_silent, now=weeks(4)[3]) is False
    assert sent(twice_silent, "expert_still_willing") == 1


def test_declining_never_pauses_anybody(member, coordinator, expert):
    for now in weeks(4):
        ask = stories.invited(member, coordinator, expert, now=now)
        workflow.decline_invitation(
            assignment=ask, actor=expert, now=now, reason=DeclineReason.NOT_MY_FIELD
        )
    assert workflow.pause_if_silent(expert=expert, now=weeks(5)[4]) is False


@pytest.fixture
def silent_but_asked(twice_silent, member, coordinator):
    """An invitation that was open already when the third silence paused the expert."""
    now = weeks(3)[2]
    ask = stories.invited(member, coordinator, twice_silent, now=now)
    let_expire(member, coordinator, twice_silent, now=now)
    assert silent_since(twice_silent) is not None
    return ask


def test_a_yes_to_an_open_invitation_ends_the_pause(silent_but_asked, twice_silent):
    now = weeks(3)[2] + timedelta(days=1)
    workflow.accept(assignment=silent_but_asked, actor=twice_silent, now=now)
    availability = ExpertAvailability.objects.get(user=twice_silent)
    assert (availability.silent_since, availability.still_willing_at) == (None, now)
    assert stories.status_of(silent_but_asked) == "accepted"


def test_whoever_is_no_longer_willing_stays_so(silent_but_asked, twice_silent):
    workflow.stop_being_willing(expert=twice_silent)
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        workflow.accept(assignment=silent_but_asked, actor=twice_silent, now=weeks(3)[2])
    assert refused.value.reason == "not_consenting"


def test_the_pause_is_written_with_the_expiry_or_not_at_all(
    twice_silent, member, coordinator, monkeypatch
):
    """A machine that dies in between loses neither: the next run does both."""
    from askexpert.workflow import ending

    now = weeks(3)[2]
    ask = stories.invited(member, coordinator, twice_silent, now=now)
    Assignment.objects.filter(pk=ask.pk).update(respond_reminded_at=now)

    def dies(**more):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(ending, "pause_if_silent", dies)
        with pytest.raises(SystemExit):
            workflow.expire(assignment=ask, now=ask.respond_by)
    assert stories.status_of(ask) == "invited"
    assert workflow.expire(assignment=ask, now=ask.respond_by) is True
    assert silent_since(twice_silent) is not None
