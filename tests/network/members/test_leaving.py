"""Leave, come back, and the end: what becomes of the membership, the roles and the account."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from network.members import roles
from network.members.enums import MembershipStatus
from network.members.models import Membership, MembershipEvent, User
from network.members.roles import role_names
from network.members.workflow import leaving
from network.members.workflow.leaving import come_back, finish, leave
from network.notifications.models import Message
from network.privacy import due
from network.privacy.models import Departure
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.personas import make_account, make_applicant

NOW = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def go(user, **fields) -> Departure:
    return leave(user=user, now=NOW, **{"keeps_credit": False, **fields})


def test_leaving_closes_the_account(member):
    departure = go(member)
    gone = fresh(member)
    assert (gone.name, gone.email, gone.is_active, gone.left_at, str(gone)) == (
        "",
        f"{member.public_id.hex}@former-member.invalid",
        False,
        NOW,
        "Former member",
    )
    assert gone.has_usable_password() is False
    assert gone.session_epoch == member.session_epoch + 1
    assert (departure.state, departure.undo_until) == ("open", NOW + 14 * DAY)


@pytest.mark.parametrize("status", [s for s in MembershipStatus if s != MembershipStatus.LEFT])
def test_every_membership_can_leave_and_comes_back_as_it_was(member, status):
    Membership.objects.update(status=status, decided_at=NOW)
    departure = go(member)
    assert Membership.objects.get().status == MembershipStatus.LEFT
    come_back(departure=departure, now=NOW + DAY)
    assert Membership.objects.get().status == status
    steps = MembershipEvent.objects.order_by("pk").values_list("action", "actor", "to_status")
    assert list(steps)[-2:] == [
        ("leave", member.pk, "left"),
        ("come_back", member.pk, status),
    ]


def test_somebody_who_never_asked_to_join_can_leave(db):
    user = make_account("Nadia Neither")
    departure = go(user)
    come_back(departure=departure, now=NOW + DAY)
    assert (fresh(user).name, fresh(user).is_active) == ("Nadia Neither", True)


def test_a_double_click_is_one_departure(member):
    assert go(member) == go(member)
    assert Departure.objects.count() == 1
    assert Message.objects.filter(kind="account_departure").count() == 1


def test_a_failure_anywhere_leaves_everything_as_it_was(member, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("network.members.workflow.leaving.goodbye.send_link", broken)
    with pytest.raises(RuntimeError):
        go(member)
    assert (fresh(member).email, fresh(member).is_active) == (member.email, True)
    assert Membership.objects.get().status == MembershipStatus.APPROVED
    assert Departure.objects.count() == 0


def test_the_only_coordinator_cannot_go(coordinator):
    with pytest.raises(NotPermitted, match="You are the only coordinator"):
        go(coordinator)
    assert fresh(coordinator).is_active is True


def test_the_only_safeguarding_lead_cannot_go(safeguarding_lead):
    with pytest.raises(NotPermitted, match="You are the only safeguarding lead"):
        go(safeguarding_lead)


def test_one_of_two_coordinators_can_go_and_then_the_other_cannot(coordinator, second_coordinator):
    go(coordinator)
    with pytest.raises(NotPermitted):
        go(second_coordinator)


def test_somebody_switched_off_does_not_count_as_a_coordinator(coordinator, second_coordinator):
    User.objects.filter(pk=second_coordinator.pk).update(is_active=False)
    with pytest.raises(NotPermitted):
        go(coordinator)


def test_roles_end_and_do_not_come_back_by_themselves(coordinator, second_coordinator):
    departure = go(coordinator)
    assert list(fresh(coordinator).groups.all()) == []
    come_back(departure=departure, now=NOW + DAY)
    assert role_names(fresh(coordinator)) == frozenset()
    told = Message.objects.get(kind="desk_member_came_back")
    assert told.recipient == second_coordinator
    assert told.url == f"/desk/members/{coordinator.public_id}/"


def test_coming_back_without_roles_tells_nobody(member, coordinator):
    come_back(departure=go(member), now=NOW + DAY)
    assert Message.objects.filter(recipient=coordinator).count() == 0


def test_a_superuser_comes_back_without_that_right(db):
    user = User.objects.create_superuser("root@people.example", "a long enough word", name="Root")
    departure = go(user)
    assert fresh(user).is_superuser is False
    come_back(departure=departure, now=NOW + DAY)
    assert (fresh(user).is_active, fresh(user).is_superuser) == (True, False)


def test_one_second_decides_over_coming_back(member):
    departure = go(member)
    with pytest.raises(TransitionNotAllowed):
        come_back(departure=departure, now=NOW + 14 * DAY)
    come_back(departure=departure, now=NOW + 14 * DAY - timedelta(seconds=1))
    assert fresh(member).is_active is True


def test_coming_back_twice_is_refused(member):
    departure = go(member)
    come_back(departure=departure, now=NOW + DAY)
    with pytest.raises(TransitionNotAllowed):
        come_back(departure=departure, now=NOW + DAY)


def test_leaving_again_after_coming_back(member):
    come_back(departure=go(member), now=NOW + DAY)
    leave(user=fresh(member), now=NOW + 2 * DAY, keeps_credit=True)
    assert list(Departure.objects.order_by("pk").values_list("state", flat=True)) == [
        "returned",
        "open",
    ]


def test_the_end_comes_once_whoever_is_first(member):
    departure = go(member)
    assert finish(departure=departure, now=NOW + 14 * DAY - timedelta(seconds=1)) is False
    assert finish(departure=departure, now=NOW + 14 * DAY) is True
    assert finish(departure=departure, now=NOW + 14 * DAY) is False


def test_who_came_back_is_not_ended(member):
    departure = go(member)
    come_back(departure=departure, now=NOW + DAY)
    due.run_due(now=NOW + 20 * DAY)
    assert fresh(departure).state == "returned"
    assert fresh(member).name == "Mina Member"


def test_an_end_that_fails_for_one_person_stays_whole_and_is_tried_again(member, monkeypatch):
    departure = go(member)

    def broken(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("network.members.workflow.leaving._end", broken)
        with pytest.raises(due.RulesFailed, match="departures"):
            due.run_due(now=NOW + 15 * DAY)
    assert fresh(departure).state == "open"
    due.run_due(now=NOW + 15 * DAY)
    assert fresh(departure).state == "final"


def test_an_end_that_fails_for_one_person_stops_nobody_elses(member, expert, monkeypatch):
    first, second = go(member), go(expert)
    real = leaving.finish

    def fails_for_the_first(*, departure, now):
        if departure == first:
            raise RuntimeError
        return real(departure=departure, now=now)

    monkeypatch.setattr("network.privacy.rules.housekeeping.finish", fails_for_the_first)
    with pytest.raises(due.RulesFailed, match="departures"):
        due.run_due(now=NOW + 15 * DAY)
    assert (fresh(first).state, fresh(second).state) == ("open", "final")


def test_after_the_end_the_events_stand_without_words_and_with_their_actors(coordinator):
    membership = make_applicant("Avery Applicant")
    before = membership.events.count()
    go(membership.user)
    due.run_due(now=NOW + 15 * DAY)
    events = MembershipEvent.objects.filter(membership=membership)
    assert events.count() == before + 1
    assert set(events.values_list("reason", flat=True)) == {""}


def test_joining_again_with_the_same_address_is_a_new_account(member):
    address = member.email
    go(member)
    due.run_due(now=NOW + 15 * DAY)
    again = make_account("Mina Member", email=address)
    assert again.pk != member.pk
    assert again.public_id != member.public_id
    assert Membership.objects.filter(user=again).exists() is False


def test_a_former_member_is_in_no_role_and_no_directory(member, expert, client):
    go(expert)
    client.force_login(member)
    assert client.get(f"/members/{expert.public_id}/").status_code == 404
    assert "Esme" not in client.get("/members/").content.decode()
    for group in Group.objects.filter(name__in=roles.ROLE_GROUPS):
        assert expert not in group.user_set.all()
