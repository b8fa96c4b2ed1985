"""The pages of leaving and coming back."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from network.members.models import User
from network.notifications.models import Message
from network.privacy.models import Departure
from tests.network.relay.exchange import send
from tests.network.saved.rows import make_list
from tests.personas import PASSWORD, make_account, make_member

PAGE = "/me/data/leave/"


def link() -> str:
    """The path of the link in the one mail that goes out."""
    body = Message.objects.get(kind="account_departure").body
    return re.search(r"http://[^/]+(/me/data/come-back/\S+)", body).group(1)


@pytest.fixture
def departed(prove, member):
    prove(member).post(PAGE, {"confirmed": "on"})
    return User.objects.get(pk=member.pk)


def test_looking_does_nothing(prove, member):
    assert prove(member).get(PAGE).status_code == 200
    assert Departure.objects.count() == 0


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(PAGE)["Location"].startswith("/account/login/")
    assert client.post(PAGE, {"confirmed": "on"})["Location"].startswith("/account/login/")


def test_leaving_needs_the_box_ticked(prove, member):
    answer = prove(member).post(PAGE, {})
    assert answer.status_code == 200
    assert "Tick the box if you want to leave." in answer.content.decode()
    assert Departure.objects.count() == 0


def test_a_forgotten_tick_is_said_before_the_password_is_asked_for(client, member):
    client.force_login(member)
    answer = client.post(PAGE, {})
    assert answer.status_code == 200
    assert "Tick the box if you want to leave." in answer.content.decode()
    form = BeautifulSoup(answer.content, "html.parser").main.find("form", method="post")
    assert form["action"] == PAGE


def test_leaving_needs_the_password_again_and_then_goes_on_by_itself(client, member):
    client.force_login(member)
    answer = client.post(PAGE, {"confirmed": "on"})
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert Departure.objects.count() == 0
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/me/data/left/"
    assert Departure.objects.get().user == member
    assert "_auth_user_id" not in client.session


def test_every_device_is_signed_out(prove, member):
    elsewhere = Client()
    elsewhere.force_login(member)
    assert elsewhere.get("/me/").status_code == 200
    here = prove(member)
    assert here.post(PAGE, {"confirmed": "on"})["Location"] == "/me/data/left/"
    for client in (here, elsewhere):
        assert client.get("/me/")["Location"].startswith("/account/login/")
    assert here.get("/me/data/left/").status_code == 200


def test_sessions_stay_ended_after_coming_back(prove, member):
    elsewhere = Client()
    elsewhere.force_login(member)
    prove(member).post(PAGE, {"confirmed": "on"})
    Client().post(link())
    assert elsewhere.get("/me/")["Location"].startswith("/account/login/")


def test_opening_the_link_changes_nothing_and_names_nobody(client, departed):
    answer = client.get(link())
    assert answer.status_code == 200
    assert "Mina" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Departure.objects.get().state == "open"


def test_the_button_brings_the_account_back(client, departed, member):
    answer = client.post(link())
    assert answer["Location"] == "/account/login/"
    back = User.objects.get(pk=member.pk)
    assert (back.name, back.email, back.is_active, back.left_at) == (
        "Mina Member",
        member.email,
        True,
        None,
    )
    answer = client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert client.get("/me/").status_code == 200


def test_wrong_used_and_old_links_are_answered_alike(client, departed):
    good = link()
    wrong = client.get(f"{good[:-2]}x/")
    forged = client.get("/me/data/come-back/nothing/")
    # Left out of the comparison: the page's own address, and what is new on every page.
    client.post(good)
    used = client.get(good)
    assert {wrong.status_code, forged.status_code, used.status_code} == {404}
    bodies = {
        re.sub(r'nonce="[^"]+"|come-back[^"&]+|value="[^"]{64}"', "", answer.content.decode())
        for answer in (wrong, forged)
    }
    assert len(bodies) == 1
    assert client.post(good).status_code == 404
    assert Departure.objects.get().state == "returned"


def test_an_address_that_is_taken_meanwhile_is_refused_plainly(client, departed, member):
    make_account("Somebody New", email=member.email)
    answer = client.post(link())
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "html.parser").main
    assert page.h1.get_text(strip=True) == "Your address has a new account"
    assert [link["href"] for link in page.select("a")] == ["/contact/", "/account/login/"]
    assert Departure.objects.get().state == "open"
    assert get_user_model().objects.filter(email=member.email).count() == 1


def test_without_its_key_the_account_stays_closed(client, departed, settings):
    path = link()
    Departure.objects.update(sealed="gAAAAA")
    answer = client.post(path)
    assert answer.status_code == 409
    assert Departure.objects.get().state == "open"


def test_the_only_coordinator_is_told_why_not(prove, coordinator):
    client = prove(coordinator)
    page = client.get(PAGE).content.decode()
    assert "You are the only coordinator" in page
    client.post(PAGE, {"confirmed": "on"})
    assert Departure.objects.count() == 0


def test_one_mail_goes_out_to_the_old_address(departed, member):
    message = Message.objects.get(kind="account_departure")
    assert (message.to_address, message.in_site, message.recipient) == (member.email, False, None)
    assert "Mina" not in message.body
    assert mail.outbox == []


def test_whoever_is_signed_in_is_not_told_that_they_have_left(prove, member):
    assert prove(member).get("/me/data/left/")["Location"] == PAGE


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_at_any_number_of_letters_and_lists(
    prove, member, number, django_assert_num_queries
):
    for place in range(number):
        send(make_member(f"Pat Number{place}"), member)
        make_list(member, f"List {place}")
    client = prove(User.objects.get(pk=member.pk))
    client.get(PAGE)
    # Session, person; what is published; whether they have a role that must be filled (two); what
    # the holdings say: membership, questions (four), answers (three), publications (two),
    # certificates, letters, lists, follows; whether a second step is there to ask again by; then
    # the frame of one's own pages: unread messages, roles, site, menus, membership.
    with django_assert_num_queries(25):
        client.get(PAGE)
