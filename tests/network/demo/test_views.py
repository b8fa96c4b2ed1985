"""The switch of persona and the mailbox of the demonstration."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from network.demo.accounts import DEMO_PASSWORD, PERSONAS
from network.demo.world import World
from network.members import demo
from network.members.models import Membership, MembershipEvent, User
from network.members.roles import has_desk_access, is_verified_member
from network.notifications.models import Message
from tests.network.demo.conftest import NOW


def test_everybody_has_joined_as_the_file_says(world):
    people = demo.source()["people"]
    assert len(world.people) == len(people)
    found = dict(Membership.objects.values_list("user__email", "status"))
    assert found == {person["email"]: person["membership"] for person in people}
    assert not Membership.objects.filter(decided_at__gt=NOW).exists()
    assert not MembershipEvent.objects.filter(at__gt=NOW).exists()


def test_loading_twice_changes_nothing(world):
    before = (User.objects.count(), MembershipEvent.objects.count(), Message.objects.count())
    again = World(now=datetime(2026, 11, 25, tzinfo=UTC))
    demo.load(again)
    after = (User.objects.count(), MembershipEvent.objects.count(), Message.objects.count())
    assert after == before
    assert again.people == world.people


def test_roles_are_given(world):
    assert has_desk_access(world.people["c01"])
    assert has_desk_access(world.people["l01"])
    assert not has_desk_access(User.objects.get(pk=world.people["m01"].pk))
    assert is_verified_member(User.objects.get(pk=world.people["m01"].pk))


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.slug)
def test_one_can_be_anybody(client, world, persona):
    answer = client.post("/demo/view-as/", {"persona": persona.slug})
    assert (answer.status_code, answer.url) == (302, persona.lands_on)
    signed_in = client.session.get("_auth_user_id")
    expected = str(world.people[persona.key].pk) if persona.key else None
    assert signed_in == expected


def test_the_shared_password_works_at_the_sign_in_page(client, world):
    client.post("/account/login/", {"login": world.people["m01"].email, "password": DEMO_PASSWORD})
    assert client.session["_auth_user_id"] == str(world.people["m01"].pk)


def test_switching_rotates_the_session_and_carries_nothing_over(client, world):
    client.post("/demo/view-as/", {"persona": "coordinator"})
    session = client.session
    session["left_behind"] = "secret"
    session.save()
    old_key = client.session.session_key
    client.post("/demo/view-as/", {"persona": "member"})
    assert client.session.session_key != old_key
    assert "left_behind" not in client.session


def test_switching_needs_a_post_of_this_site_and_a_known_persona(client, world):
    assert client.get("/demo/view-as/").status_code == 405
    assert client.post("/demo/view-as/", {"persona": "administrator"}).status_code == 404
    for origin, status in (("https://evil.example", 403), ("http://testserver", 302)):
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post(
            "/demo/view-as/", {"persona": "coordinator"}, headers={"origin": origin}
        )
        assert answer.status_code == status


def test_nothing_answers_outside_the_demonstration(client, world, settings):
    settings.DEMO_MODE = False
    assert client.get("/demo/mailbox/").status_code == 404
    assert client.post("/demo/view-as/", {"persona": "coordinator"}).status_code == 404


def test_visitors_read_the_mailbox_newest_first(client, world):
    page = client.get("/demo/mailbox/")
    times = [message.created_at for message in page.context["page_obj"]]
    assert len(times) == 20
    assert times == sorted(times, reverse=True)
    assert DEMO_PASSWORD in page.content.decode()


def test_a_message_is_shown_as_it_was_mailed(client, world):
    message = Message.objects.filter(kind="membership_approved").first()
    page = client.get(f"/demo/mailbox/{message.public_id}/").content.decode()
    assert "Welcome to the network" in page
    assert "http://127.0.0.1:8000/me/" in page


def test_the_html_part_and_the_headers_of_an_e_mail_are_shown(client, world):
    message = Message.objects.filter(kind="membership_approved").first()
    Message.objects.filter(pk=message.pk).update(email_state="sent", sent_at=NOW, digest=None)
    address = f"/demo/mailbox/{message.public_id}/"
    headers = dict(client.get(address).context["headers"])
    page = client.get(f"{address}html/")
    assert (headers["To"], headers["Message-ID"]) == (message.recipient.email, message.message_id)
    assert "sandbox" in page["Content-Security-Policy"]
    assert "script-src" not in page["Content-Security-Policy"]
    assert "Welcome to the network" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [("daily", "it comes in the next summary"), ("none", "Nobody was e-mailed")],
)
def test_what_is_no_e_mail_of_its_own_is_not_shown_as_one(client, world, state, words):
    message = Message.objects.filter(kind="membership_approved").first()
    Message.objects.filter(pk=message.pk).update(email_state=state)
    page = client.get(f"/demo/mailbox/{message.public_id}/").content.decode()
    assert words in page
    assert "comes at once" not in page
    assert client.get(f"/demo/mailbox/{message.public_id}/html/").status_code == 404


def test_who_has_left_cannot_be_viewed_as_and_that_is_said(client, world):
    client.post("/demo/view-as/", {"persona": "member"})
    User.objects.filter(pk=world.people["m01"].pk).update(email="gone@former-member.invalid")
    answer = client.post("/demo/view-as/", {"persona": "expert"}, follow=True)
    assert answer.redirect_chain == [("/demo/mailbox/", 302)]
    assert "The person who was the expert has left" in answer.content.decode()
    assert client.session["_auth_user_id"] == str(world.people["m15"].pk)


def test_the_bar_is_on_every_page(client, db):
    page = client.get("/urgent-help/").content.decode()
    assert 'action="/demo/view-as/"' in page
    assert [f'value="{persona.slug}"' in page for persona in PERSONAS] == [True] * len(PERSONAS)
