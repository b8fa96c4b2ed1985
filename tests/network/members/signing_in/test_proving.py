"""Nobody gets an account with somebody else's address: not by signing up with it before them, and
not by giving it as their new one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from network.members.models import User
from network.notifications.models import Message
from tests.personas import PASSWORD

OWN_WORDS = "lantern puddle seventeen"
ADDRESS = "owner@people.example"


def letter(kind: str, address: str = ADDRESS) -> str:
    return Message.objects.filter(to_address=address, kind__startswith=kind).latest("pk").body


def link_to(address: str = ADDRESS) -> str:
    body = letter("account_email_conf", address)
    return re.search(r"https?://[^/\s]+(/account/\S+)", body).group(1)


def sign_up(client: Client, password: str) -> None:
    client.post(
        "/account/signup/",
        {"email": ADDRESS, "password1": password, "terms": "on", "website": ""},
    )


def is_confirmed(address: str = ADDRESS) -> bool:
    return EmailAddress.objects.filter(email=address, verified=True).exists()


def can_sign_in(password: str) -> bool:
    browser = Client()
    browser.post("/account/login/", {"login": ADDRESS, "password": password})
    return "_auth_user_id" in browser.session


@pytest.fixture
def stranger(db) -> Client:
    """A browser whose owner has signed up with somebody else's address."""
    browser = Client()
    sign_up(browser, PASSWORD)
    return browser


def test_the_button_alone_does_in_the_browser_that_signed_up(stranger):
    assert 'type="password"' not in stranger.get(link_to()).content.decode()
    stranger.post(link_to())
    assert is_confirmed()


def test_another_browser_is_asked_for_the_password(stranger, client):
    page = client.get(link_to()).content.decode()
    assert page.count('type="password"') == 1
    assert 'href="/account/password/reset/"' in page
    answer = client.post(link_to())
    assert "Type your password." in answer.content.decode()
    assert not is_confirmed()


def test_whoever_knows_the_password_confirms_anywhere(stranger, client):
    client.post(link_to(), {"password": PASSWORD})
    assert is_confirmed()
    assert can_sign_in(PASSWORD)


def test_the_owner_of_the_address_does_not_confirm_a_strangers_account(stranger, client):
    sign_up(client, OWN_WORDS)
    answer = client.post(link_to(), {"password": OWN_WORDS})
    assert "That is not the password of this account." in answer.content.decode()
    assert not is_confirmed()
    assert not can_sign_in(PASSWORD)


def test_the_owner_gets_the_account_with_a_new_password(stranger, client):
    client.post("/account/password/reset/", {"email": ADDRESS})
    reset = re.search(r"https?://[^/\s]+(/account/\S+)", letter("account_password_reset")).group(1)
    form = client.get(reset, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": OWN_WORDS})
    Client().post(link_to(), {"password": OWN_WORDS})
    assert is_confirmed()
    assert can_sign_in(OWN_WORDS)
    assert not can_sign_in(PASSWORD)


def test_a_code_by_e_mail_lets_the_owner_in_and_drops_the_strangers_password(stranger, client):
    client.post("/account/login/code/", {"email": ADDRESS})
    code = re.search(r"^\w{4}-?\w{4}$", letter("account_login_code"), re.MULTILINE).group(0)
    answer = client.post("/account/login/code/confirm/", {"code": code}, follow=True)
    assert "_auth_user_id" in client.session
    assert "is not kept, in case it was not yours" in answer.content.decode()
    assert is_confirmed()
    assert not can_sign_in(PASSWORD)


def test_a_code_leaves_the_password_of_a_confirmed_account(client, member):
    client.post("/account/login/code/", {"email": member.email})
    body = letter("account_login_code", member.email)
    code = re.search(r"^\w{4}-?\w{4}$", body, re.MULTILINE).group(0)
    client.post("/account/login/code/confirm/", {"code": code})
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


@pytest.fixture
def takes_address(client, member) -> Client:
    """The browser of a member who has given somebody else's address as their new one."""
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    asked = client.post("/account/email/", {"email": ADDRESS, "action_add": ""})
    client.post(asked.url, {"password": PASSWORD})
    assert EmailAddress.objects.filter(user=member, email=ADDRESS, verified=False).exists()
    return client


def test_who_gave_the_new_address_confirms_it_while_signed_in(takes_address, member):
    takes_address.post(link_to())
    member.refresh_from_db()
    assert member.email == ADDRESS


def test_its_owner_does_not_confirm_it_for_them(takes_address, member):
    Client().post(link_to(), {"password": OWN_WORDS})
    member.refresh_from_db()
    assert member.email == "mina-member@people.example"


@pytest.mark.parametrize("address", ["/account/login/code/", "/account/password/reset/"])
def test_an_address_that_waits_to_be_somebodys_new_one_leads_into_no_account(
    takes_address, address
):
    Client().post(address, {"email": ADDRESS})
    assert Message.objects.filter(to_address=ADDRESS).latest("pk").kind == "account_unknown_account"


def test_its_owner_signs_up_all_the_same(takes_address, member):
    browser = Client()
    sign_up(browser, OWN_WORDS)
    browser.post(link_to())
    assert User.objects.get(email=ADDRESS).check_password(OWN_WORDS)
    assert can_sign_in(OWN_WORDS)
    member.refresh_from_db()
    assert member.email == "mina-member@people.example"


def test_wrong_passwords_are_limited_there_too(stranger, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/5m/key"}
    for _ in range(2):
        client.post(link_to(), {"password": "not the password"})
    answer = client.post(link_to(), {"password": PASSWORD})
    assert "That was tried too often." in answer.content.decode()
    assert not is_confirmed()


def test_the_mail_to_the_old_address_does_not_name_the_new_one(takes_address):
    takes_address.post(link_to())
    assert ADDRESS not in letter("account_email_changed", "mina-member@people.example")
