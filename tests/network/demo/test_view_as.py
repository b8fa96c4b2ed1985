"""Viewing as somebody else names both."""

import pytest
from allauth.usersessions.models import UserSession

from network.members.signing_in import second_factor
from network.privacy.access_log import REALLY
from network.privacy.models import AccessRecord
from tests.personas import give_second_factor


@pytest.fixture
def somebody(client, world):
    """Signed in by the sign-in page, as far as the session knows."""
    client.force_login(world.people["m02"])
    return world.people["m02"]


def view_as(client, persona: str):
    return client.post("/demo/view-as/", {"persona": persona})


def test_both_names_are_recorded_and_shown(client, world, somebody):
    view_as(client, "coordinator")
    record = AccessRecord.objects.get()
    coordinator = world.people["c01"]
    assert (record.actor, record.acting_as, record.what) == (somebody, coordinator, "viewed_as")
    page = client.get("/urgent-help/").content.decode()
    assert f"Now: {coordinator.name}; really: {somebody.name}" in page


def test_the_real_person_stays_known_from_one_persona_to_the_next(client, somebody):
    view_as(client, "coordinator")
    view_as(client, "expert")
    assert client.session[REALLY] == str(somebody.public_id)
    assert AccessRecord.objects.filter(actor=somebody).count() == 2


def test_a_look_while_viewing_names_both(client, world, somebody):
    if second_factor.is_missing(world.people["c01"]):
        give_second_factor(world.people["c01"])
    view_as(client, "coordinator")
    client.get(f"/desk/members/{world.people['m05'].public_id}/")
    record = AccessRecord.objects.get(what="application")
    assert (record.actor, record.acting_as) == (somebody, world.people["c01"])


def test_choosing_a_persona_as_a_visitor_names_nobody(client, world):
    view_as(client, "coordinator")
    view_as(client, "expert")
    assert REALLY not in client.session
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("end", ["visitor", "sign out", "sign in"])
def test_it_ends(client, world, somebody, end):
    view_as(client, "coordinator")
    if end == "visitor":
        view_as(client, "visitor")
    elif end == "sign out":
        client.post("/account/logout/")
    else:
        client.force_login(world.people["m03"])
    assert REALLY not in client.session
    client.force_login(world.people["m03"])
    assert "really:" not in client.get("/urgent-help/").content.decode()


def test_viewing_as_oneself_is_no_viewing_as(client, world):
    client.force_login(world.people["c01"])
    view_as(client, "coordinator")
    assert REALLY not in client.session


def test_the_session_is_among_those_where_one_is_signed_in(client, world):
    view_as(client, "coordinator")
    session = UserSession.objects.get()
    assert (session.user, session.session_key) == (
        world.people["c01"],
        client.session.session_key,
    )
