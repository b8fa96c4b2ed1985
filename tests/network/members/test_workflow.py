"""The verbs of a membership: the whole table, who may, what is told, what is kept."""

from datetime import UTC, datetime

import pytest

from network.members import permissions, workflow
from network.members.enums import MembershipStatus
from network.members.models import Membership, User
from network.members.profiles import ProfileDetails
from network.members.roles import is_verified_member
from network.members.transitions import COORDINATOR, MEMBERSHIP
from network.notifications.models import Message
from network.taxonomy.models import Nation, Sector
from network.workflows import actions_from, allows
from tests.personas import make_account

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
VERBS = {
    "approve": workflow.approve,
    "ask": workflow.ask,
    "decline": workflow.decline,
    "suspend": workflow.suspend,
    "reinstate": workflow.reinstate,
}
TABLE = {
    ("applied", "approve"): "approved",
    ("applied", "ask"): "asked",
    ("applied", "decline"): "declined",
    ("asked", "approve"): "approved",
    ("asked", "decline"): "declined",
    ("approved", "suspend"): "suspended",
    ("suspended", "reinstate"): "approved",
}


def details(name="Nell New"):
    return ProfileDetails(
        name=name,
        sectors=list(Sector.objects.filter(slug="education")),
        role_title="Teacher",
        nation=Nation.objects.get(slug="wales"),
    )


def put_into(membership: Membership, status: str) -> None:
    Membership.objects.filter(pk=membership.pk).update(status=status, decided_at=NOW)


@pytest.mark.parametrize("status", MembershipStatus.values)
@pytest.mark.parametrize("action", sorted(VERBS))
def test_every_step_a_coordinator_takes(applicant, coordinator, status, action):
    put_into(applicant.membership, status)
    target = TABLE.get((status, action))
    if target is None:
        with pytest.raises(workflow.TransitionNotAllowed):
            VERBS[action](
                membership=applicant.membership, actor=coordinator, now=NOW, reason="Words."
            )
        target = status
    else:
        VERBS[action](membership=applicant.membership, actor=coordinator, now=NOW, reason="Words.")
    assert Membership.objects.get(pk=applicant.membership.pk).status == target


@pytest.mark.parametrize("status", MembershipStatus.values)
def test_only_an_applicant_who_was_asked_replies(applicant, coordinator, status):
    put_into(applicant.membership, status)
    if status == "asked":
        workflow.reply(membership=applicant.membership, actor=applicant, now=NOW, text="A club.")
        applicant.membership.refresh_from_db()
        assert (applicant.membership.status, applicant.membership.reply) == ("applied", "A club.")
    else:
        with pytest.raises(workflow.TransitionNotAllowed):
            workflow.reply(membership=applicant.membership, actor=applicant, now=NOW, text="Hm.")


def test_the_table_lists_what_a_coordinator_may_do():
    assert {
        status: actions_from(MEMBERSHIP, status, COORDINATOR) for status in MembershipStatus.values
    } == {
        "applied": ["approve", "ask", "decline"],
        "asked": ["approve", "decline"],
        "approved": ["suspend"],
        "declined": [],
        "suspended": ["reinstate"],
    }
    assert not any(allows(MEMBERSHIP, "apply", status) for status in MembershipStatus.values)
    assert set(MEMBERSHIP) == {*VERBS, "apply", "reply"}


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
