"""Roles hold as long as the membership does."""

import pytest

from network.members.models import Membership, User
from network.members.roles import (
    COORDINATORS,
    EDITORS,
    group_names,
    is_coordinator,
    people_in,
)
from tests.personas import make_account


def put(user, status: str) -> User:
    Membership.objects.filter(user=user).update(status=status)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("status", ["declined", "appealed", "suspended", "lapsed", "left"])
def test_a_coordinator_whose_membership_has_ended_is_none(client, coordinator, status):
    client.force_login(coordinator)
    assert client.get("/desk/").status_code == 200
    person = put(coordinator, status)
    assert client.get("/desk/").status_code == 404
    assert not is_coordinator(person)
    assert list(people_in(COORDINATORS)) == []


@pytest.mark.parametrize("status", ["applied", "asked", "approved"])
def test_a_role_holds_while_nothing_has_ended(coordinator, status):
    person = put(coordinator, status)
    assert is_coordinator(person)
    assert list(people_in(COORDINATORS)) == [person]


def test_staff_who_never_asked_to_join_have_their_role(db, django_user_model):
    person = make_account("Ena Employee")
    person.groups.create(name="Helpers of the office")
    assert group_names(django_user_model.objects.get(pk=person.pk)) == {"Helpers of the office"}


def test_the_admin_is_closed_to_an_editor_whose_membership_is_paused(client, editor):
    client.force_login(editor)
    assert client.get("/admin/").status_code == 200
    put(editor, "suspended")
    assert client.get("/admin/").status_code == 404
    assert list(people_in(EDITORS)) == []


def test_the_role_is_back_with_the_membership(client, coordinator):
    put(coordinator, "suspended")
    person = put(coordinator, "approved")
    client.force_login(person)
    assert client.get("/desk/").status_code == 200
