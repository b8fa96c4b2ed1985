"""Any sequence of steps, on any days: what is always true of a membership."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.members import workflow
from network.members.due import run_due
from network.members.models import Membership, User
from network.members.roles import is_verified_member

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
COORDINATORS_VERBS = ["approve", "ask", "decline", "suspend", "reinstate", "uphold"]
OWN_VERBS = ["reply", "appeal", "still_right", "ask_to_resume"]
STEPS = st.lists(
    st.one_of(
        st.sampled_from(COORDINATORS_VERBS + OWN_VERBS),
        st.integers(min_value=1, max_value=400),
    ),
    min_size=1,
    max_size=14,
)


def walk(membership, coordinator, steps) -> None:
    """Take the steps that are possible; a number is so many days, and the clock runs after them."""
    now = START
    for step in steps:
        if isinstance(step, int):
            now += timedelta(days=step)
            run_due(now=now)
            continue
        now += timedelta(minutes=1)
        own = step in OWN_VERBS
        words = {}
        if step in ("reply", "appeal"):
            words = {"text": "Words."}
        elif not own:
            words = {"reason": "Words."}
        try:
            getattr(workflow, step)(
                membership=membership,
                actor=membership.user if own else coordinator,
                now=now,
                **words,
            )
        except (workflow.TransitionNotAllowed, workflow.NotPermitted):
            continue


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_on_every_path(applicant, coordinator, steps):
    with transaction.atomic():
        walk(applicant.membership, coordinator, steps)
        holds(Membership.objects.get(user=applicant), coordinator)
        # The next example begins where this one did.
        transaction.set_rollback(True)


def holds(membership, coordinator) -> None:
    events = list(membership.events.all())
    assert [event.from_status for event in events] == [
        "",
        *(event.to_status for event in events[:-1]),
    ]
    assert membership.status == events[-1].to_status
    assert is_verified_member(User.objects.get(pk=membership.user_id)) == (
        membership.status == "approved"
    )
    assert (membership.waiting_since is not None) == (
        membership.status in ("applied", "asked", "appealed")
    )
    assert (membership.appealed_against != "") == (membership.status == "appealed")
    if membership.status == "approved":
        assert membership.confirmed_at is not None
    since_decision = 0
    asked = reminded = None
    for event in events:
        if event.action in ("decline", "suspend"):
            since_decision = 0
        since_decision += event.action == "appeal"
        assert since_decision <= 1
        if event.action == "ask_to_confirm":
            asked, reminded = event.at, None
        elif event.action == "remind":
            reminded = event.at
            assert reminded - asked >= timedelta(days=23)
        elif event.action == "lapse":
            assert event.at - reminded >= timedelta(days=7)
        if event.action in ("ask_to_confirm", "remind", "lapse"):
            assert event.actor is None
        else:
            assert event.actor in (membership.user, coordinator)
