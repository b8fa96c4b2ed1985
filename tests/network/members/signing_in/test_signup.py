"""Sign-up, confirmation, sign-in and sign-out through allauth, as a person meets them."""

import re
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import get_hasher

from network.members.models import User
from network.notifications.models import Message
from tests.personas import PASSWORD, make_account

SIGNUP = "/account/signup/"
FORM = {"email": "new@people.example", "password1": PASSWORD, "terms": "on", "website": ""}


@pytest.fixture
def hashing():
    """Count the passwords that are hashed: the slow part of an answer."""
    hasher = type(get_hasher())
    with mock.patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
        yield encode


def confirmation_link(address: str) -> str:
    body = Message.objects.get(to_address=address, kind__startswith="account_email_conf").body
    return re.search(r"https?://[^/\s]+(/account/\S+)", body).group(1)


def test_the_form_has_one_password_and_the_terms(client, db):
    page = client.get(SIGNUP).content.decode()
    assert page.count('type="password"') == 1
    assert 'autocomplete="new-password"' in page
    assert 'href="/terms-of-use/"' in page
    assert 'href="/privacy/"' in page
    assert "style=" not in page


def test_signing_up_waits_for_confirmation(client, db):
    answer = client.post(SIGNUP, FORM)
    assert (answer.status_code, answer.url) == (302, "/account/confirm-email/")
    user = User.objects.get(email="new@people.example")
    assert user.terms_accepted_at is not None
    assert not EmailAddress.objects.get(user=user).verified
    assert "_auth_user_id" not in client.session


def test_the_terms_must_be_accepted(client, db):
    answer = client.post(SIGNUP, {**FORM, "terms": ""})
    assert answer.status_code == 200
    assert "You can only join if you accept the terms." in answer.content.decode()
    assert not User.objects.filter(email="new@people.example").exists()


def test_the_trap_tells_a_person_and_becomes_visible(client, db):
    quiet = client.get(SIGNUP).content.decode()
    answer = client.post(SIGNUP, {**FORM, "website": "https://spam.example"}).content.decode()
    assert 'class="field-trap"' in quiet
    assert "Leave this empty" in quiet
    assert "Empty this field and send the form again." in answer
    assert 'class="field-trap"' not in answer
    assert not User.objects.filter(email="new@people.example").exists()


def test_a_known_address_answers_alike(client, db):
    make_account("Known", email="known@people.example")
    new = client.post(SIGNUP, FORM)
    client.cookies.clear()
    known = client.post(SIGNUP, {**FORM, "email": "known@people.example"})
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert User.objects.count() == 2
    assert Message.objects.filter(
        to_address="known@people.example", kind="account_account_already_exists"
    ).exists()


@pytest.mark.parametrize("address", ["new@people.example", "known@people.example"])
def test_one_password_is_hashed_for_a_known_and_a_new_address(client, db, hashing, address):
    make_account("Known", email="known@people.example")
    hashing.reset_mock()
    client.post(SIGNUP, {**FORM, "email": address})
    assert hashing.call_count == 1


@pytest.mark.parametrize("address", ["known@people.example", "nobody@people.example"])
def test_signing_in_hashes_alike_for_known_and_unknown_addresses(client, db, hashing, address):
    make_account("Known", email="known@people.example")
    hashing.reset_mock()
    client.post("/account/login/", {"login": address, "password": "a wrong password here"})
    assert hashing.call_count == 1


@pytest.mark.parametrize("address", ["known@people.example", "nobody@people.example"])
def test_asking_for_a_new_password_answers_alike(client, db, address):
    make_account("Known", email="known@people.example")
    answer = client.post("/account/password/reset/", {"email": address})
    assert (answer.status_code, answer.url) == (302, "/account/password/reset/done/")
    assert Message.objects.filter(to_address=address).count() == 1


def test_a_common_password_is_refused_beside_the_field(client, db):
    page = client.post(SIGNUP, {**FORM, "password1": "password1234"}).content.decode()
    assert "This password is too common." in page
    assert "There is a problem" in page


def test_the_link_in_the_mail_does_not_act_and_the_button_does(client, db):
    client.post(SIGNUP, FORM)
    link = confirmation_link("new@people.example")
    page = client.get(link)
    assert page.status_code == 200
    assert not EmailAddress.objects.get(email="new@people.example").verified
    client.post(link)
    assert EmailAddress.objects.get(email="new@people.example").verified


def test_a_link_that_was_used_is_answered_as_when_it_is_opened(client, db):
    client.post(SIGNUP, FORM)
    link = confirmation_link("new@people.example")
    client.post(link)
    opened, pressed = client.get(link), client.post(link)
    assert (opened.status_code, pressed.status_code) == (200, 200)
    assert "This link has been used already" in pressed.content.decode()
    assert client.post("/account/confirm-email/nonsense/").status_code == 200


def test_first_sign_in_leads_to_the_joining_form(client, outsider):
    answer = client.post("/account/login/", {"login": outsider.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/join/")


def test_a_member_signs_in_to_their_own_page(client, member):
    answer = client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/me/")


def test_an_unconfirmed_address_cannot_sign_in(client, db):
    client.post(SIGNUP, FORM)
    client.cookies.clear()
    client.post("/account/login/", {"login": FORM["email"], "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post(client, member):
    client.force_login(member)
    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_new_address_is_used_only_after_confirmation(client, member):
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    asked = client.post("/account/email/", {"email": "other@people.example", "action_add": ""})
    assert asked.url == "/account/reauthenticate/?next=%2Faccount%2Femail%2F"
    client.post(asked.url, {"password": PASSWORD})
    member.refresh_from_db()
    assert member.email == "mina-member@people.example"
    client.post(confirmation_link("other@people.example"))
    member.refresh_from_db()
    assert member.email == "other@people.example"


def test_account_mail_is_short_and_without_jargon(client, db):
    client.post(SIGNUP, FORM)
    message = Message.objects.get(to_address=FORM["email"])
    assert message.subject == "Confirm your e-mail address to join the network"
    assert message.body.startswith("Thank you for your interest in the network.")
    for word in ("example.com", "Hello from", "user "):
        assert word not in message.body


def test_account_pages_of_signed_in_people_are_not_stored(client, member):
    client.force_login(member)
    assert "no-store" in client.get("/account/email/")["Cache-Control"]
