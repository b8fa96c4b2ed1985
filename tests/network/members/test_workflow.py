"""The verbs of a membership: the whole table, who may, what is told, what is kept."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from network.members import permissions, workflow
from network.members.enums import MembershipStatus
from network.members.models import EmailDomain, Membership, User
from network.members.profile.writing import ProfileDetails
from network.members.roles import is_verified_member
from network.members.transitions import COORDINATOR, MEMBERSHIP, target_of
from network.notifications.models import Message
from network.taxonomy.models import Nation, Sector
from network.workflows import actions_from
from tests.personas import make_account

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
VERBS = {
    "approve": workflow.approve,
    "ask": workflow.ask,
    "decline": workflow.decline,
    "suspend": workflow.suspend,
    "reinstate": workflow.reinstate,
    "uphold": workflow.uphold,
}
CLOCK_VERBS = {
    "ask_to_confirm": workflow.ask_to_confirm,
    "remind": workflow.remind,
    "lapse": workflow.lapse,
}
OWN_VERBS = {
    "reply": partial(workflow.reply, text="A club."),
    "appeal": partial(workflow.appeal, text="You took me for somebody else."),
    "confirm": workflow.confirm,
    "resume": workflow.resume,
    "ask_to_resume": workflow.ask_to_resume,
}
# Where each action leads to, by where it starts. Everything else is refused.
TABLE = {
    "approve_by_domain": {"applied": "approved"},
    "approve": {"applied": "approved", "asked": "approved", "appealed": "approved"},
    "ask": {"applied": "asked"},
    "reply": {"asked": "applied"},
    "decline": {"applied": "declined", "asked": "declined"},
    "suspend": {"approved": "suspended"},
    "reinstate": {"suspended": "approved"},
    "appeal": {"declined": "appealed", "suspended": "appealed"},
    "uphold": {"appealed": "declined"},
    "ask_to_confirm": {"approved": "approved"},
    "remind": {"approved": "approved"},
    "confirm": {"approved": "approved"},
    "lapse": {"approved": "lapsed"},
    "resume": {"lapsed": "approved"},
    "ask_to_resume": {"lapsed": "applied"},
    "leave": dict.fromkeys(
        ["applied", "asked", "approved", "declined", "appealed", "suspended", "lapsed"], "left"
    ),
    "come_back": {"left": "lapsed"},
}


def details(name="Nell New"):
    return ProfileDetails(
        name=name,
        sectors=list(Sector.objects.filter(slug="education")),
        role_title="Teacher",
        nation=Nation.objects.get(slug="wales"),
    )


def put_into(membership: Membership, status: str, **fields) -> None:
    Membership.objects.filter(pk=membership.pk).update(
        status=status, decided_at=NOW, appealed_at=None, **fields
    )


LONG_AGO = NOW - timedelta(days=400)
# With these a step of the clock is due in every status that the table allows.
DUE = {
    "ask_to_confirm": {"confirmed_at": LONG_AGO},
    "remind": {"confirmed_at": LONG_AGO, "confirmation_asked_at": NOW - timedelta(days=23)},
    "lapse": {
        "confirmed_at": LONG_AGO,
        "confirmation_asked_at": NOW - timedelta(days=30),
        "confirmation_reminded_at": NOW - timedelta(days=7),
    },
}


def take(action, person, coordinator) -> bool:
    """Take the step; whether it happened."""
    membership = person.membership
    if action in CLOCK_VERBS:
        return CLOCK_VERBS[action](membership=membership, now=NOW)
    try:
        if action in VERBS:
            VERBS[action](membership=membership, actor=coordinator, now=NOW, reason="Words.")
        elif action in OWN_VERBS:
            OWN_VERBS[action](membership=membership, actor=person, now=NOW)
        else:
            rule = EmailDomain.objects.get(domain="people.example")
            workflow.approve_by_domain(membership=membership, rule=rule, now=NOW)
    except workflow.TransitionNotAllowed:
        return False
    return True


@pytest.mark.parametrize("action", sorted({*VERBS, *CLOCK_VERBS, *OWN_VERBS, "approve_by_domain"}))
def test_every_action_from_every_status(applicant, coordinator, action):
    EmailDomain.objects.create(domain="people.example", for_whom="The people of the tests")
    membership, led_to = applicant.membership, {}
    for status in MembershipStatus.values:
        put_into(membership, status, appealed_against="declined", **DUE.get(action, {}))
        happened = take(action, applicant, coordinator)
        after = Membership.objects.get(pk=membership.pk).status
        if happened:
            led_to[status] = after
        else:
            assert after == status
    assert led_to == TABLE[action]


def test_the_table_is_what_the_tests_say():
    membership = Membership(appealed_against="declined", status_before_leaving="lapsed")
    assert {
        action: {status: target_of(action, membership) for status in transition.sources}
        for action, transition in MEMBERSHIP.items()
        if transition.sources
    } == TABLE
    assert set(MEMBERSHIP) == {*TABLE, "apply"}


def test_a_step_back_needs_to_know_where():
    with pytest.raises(ValueError, match="status_before_leaving is empty"):
        target_of("come_back", Membership())


def test_the_table_lists_what_a_coordinator_may_do():
    assert {
        status: actions_from(MEMBERSHIP, status, COORDINATOR) for status in MembershipStatus.values
    } == {
        "applied": ["approve", "ask", "decline"],
        "asked": ["approve", "decline"],
        "approved": ["suspend"],
        "declined": [],
        "appealed": ["approve", "uphold"],
        "suspended": ["reinstate"],
        "lapsed": [],
        "left": [],
    }


@pytest.mark.parametrize("action", sorted(VERBS))
@pytest.mark.parametrize("who", ["outsider", "member", "safeguarding_lead", "editor"])
def test_nobody_else_decides(request, applicant, who, action):
    with pytest.raises(workflow.NotPermitted) as refusal:
        VERBS[action](
            membership=applicant.membership,
            actor=request.getfixturevalue(who),
            now=NOW,
            reason="Words.",
        )
    assert refusal.value.reason == "Only coordinators decide on memberships."


@pytest.mark.parametrize("action", sorted(VERBS))
def test_a_coordinator_never_decides_on_their_own(coordinator, action):
    with pytest.raises(workflow.NotPermitted) as refusal:
        VERBS[action](
            membership=coordinator.membership, actor=coordinator, now=NOW, reason="Words."
        )
    assert refusal.value.reason == (
        "This is your own membership, so another coordinator decides on it."
    )


def test_nobody_replies_for_somebody_else(applicant, coordinator):
    put_into(applicant.membership, "asked")
    with pytest.raises(workflow.NotPermitted):
        workflow.reply(membership=applicant.membership, actor=coordinator, now=NOW, text="Hm.")


def test_applying_writes_profile_membership_event_and_messages(outsider, coordinator):
    membership = workflow.apply(user=outsider, now=NOW, why="To learn.", details=details())
    outsider = User.objects.get(pk=outsider.pk)
    assert (membership.status, membership.applied_at, membership.why) == (
        "applied",
        NOW,
        "To learn.",
    )
    assert outsider.name == "Nell New"
    assert [sector.slug for sector in outsider.profile.sectors.all()] == ["education"]
    assert list(membership.events.values_list("action", "from_status", "to_status", "actor")) == [
        ("apply", "", "applied", outsider.pk)
    ]
    assert sorted(Message.objects.values_list("kind", "recipient", "url")) == sorted(
        [
            ("membership_received", outsider.pk, "/me/"),
            ("desk_application", coordinator.pk, f"/desk/members/{outsider.public_id}/"),
        ]
    )


def test_applying_twice_is_refused(applicant):
    with pytest.raises(workflow.NotPermitted):
        workflow.apply(user=applicant, now=NOW, why="Again.", details=details())
    assert Membership.objects.filter(user=applicant).count() == 1


def test_an_address_must_be_confirmed_first(db):
    user = make_account("Una Confirmed")
    user.emailaddress_set.update(verified=False)
    assert permissions.can_apply(user).reason == "Confirm your e-mail address first."
    with pytest.raises(workflow.NotPermitted):
        workflow.apply(user=user, now=NOW, why="To learn.", details=details())


def test_a_coordinator_who_applies_is_not_told_of_it(outsider, coordinator):
    outsider.groups.add(*coordinator.groups.all())
    workflow.apply(user=outsider, now=NOW, why="To learn.", details=details())
    told = Message.objects.filter(kind="desk_application").values_list("recipient", flat=True)
    assert list(told) == [coordinator.pk]


def test_a_decision_is_recorded_and_told_without_its_words(applicant, coordinator):
    workflow.decline(
        membership=applicant.membership, actor=coordinator, now=NOW, reason="You sell a product."
    )
    membership = Membership.objects.get(pk=applicant.membership.pk)
    assert (membership.decided_by, membership.decided_at, membership.reason) == (
        coordinator,
        NOW,
        "You sell a product.",
    )
    (message,) = Message.objects.all()
    assert (message.recipient, message.kind) == (applicant, "membership_declined")
    assert "product" not in message.subject + message.body


def test_a_suspended_member_is_no_member_at_the_next_look(member, coordinator):
    assert is_verified_member(User.objects.get(pk=member.pk))
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A concern.")
    assert not is_verified_member(User.objects.get(pk=member.pk))


def test_asking_replying_and_asking_again_are_separate_messages(applicant, coordinator):
    for hour in (10, 12):
        now = NOW.replace(hour=hour)
        workflow.ask(membership=applicant.membership, actor=coordinator, now=now, reason="Where?")
        workflow.reply(
            membership=applicant.membership,
            actor=applicant,
            now=now.replace(minute=30),
            text="There.",
        )
    kinds = Message.objects.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["membership_asked", "desk_application_reply"] * 2


def test_a_reply_costs_the_coordinators_no_time(applicant, coordinator):
    membership = applicant.membership
    Membership.objects.filter(pk=membership.pk).update(waiting_since=NOW)
    workflow.ask(
        membership=membership, actor=coordinator, now=NOW + timedelta(hours=5), reason="Where?"
    )
    replied = NOW + timedelta(days=9)
    workflow.reply(membership=membership, actor=applicant, now=replied, text="There.")
    membership.refresh_from_db()
    assert membership.waiting_since == replied - timedelta(hours=5)


IDENTIFYING = "NHS number 943 476 5919 is a child I know."


def test_an_application_that_identifies_somebody_is_held_back(outsider):
    with pytest.raises(workflow.TextHeldBack):
        workflow.apply(user=outsider, now=NOW, why=IDENTIFYING, details=details())
    assert not Membership.objects.filter(user=outsider).exists()


@pytest.mark.parametrize(("verb", "status"), [("reply", "asked"), ("appeal", "declined")])
def test_words_that_identify_somebody_are_held_back(applicant, verb, status):
    put_into(applicant.membership, status)
    with pytest.raises(workflow.TextHeldBack):
        OWN_VERBS[verb](membership=applicant.membership, actor=applicant, now=NOW, text=IDENTIFYING)
    assert Membership.objects.get(user=applicant).status == status
