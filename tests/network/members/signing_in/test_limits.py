"""Guessing is slowed down, and slowing it down locks nobody out."""

import re

import pytest
from django.test import Client

from network.notifications.models import Message
from network.settings import signing_in
from tests.personas import PASSWORD, make_account

KNOWN, UNKNOWN = "known@people.example", "nobody@people.example"
TOO_OFTEN = "That was tried too often. Wait five minutes"


@pytest.fixture(autouse=True)
def limits(settings, db):
    settings.ACCOUNT_RATE_LIMITS = signing_in.ACCOUNT_RATE_LIMITS
    settings.MFA_RATE_LIMITS = signing_in.MFA_RATE_LIMITS
    make_account("Known", email=KNOWN)


def guess(client, address=KNOWN, words="not the right one", **environ):
    return client.post("/account/login/", {"login": address, "password": words}, **environ)


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_the_sixth_wrong_password_for_an_address_is_not_looked_at(client, address):
    pages = [guess(client, address).content.decode() for _ in range(6)]
    assert [TOO_OFTEN in page for page in pages] == [False] * 5 + [True]


def test_not_even_the_right_password_is_looked_at_then(client):
    for _ in range(5):
        guess(client)
    assert TOO_OFTEN in guess(client, words=PASSWORD).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_new_password_opens_a_locked_account_at_once(client):
    for _ in range(6):
        guess(client)
    client.post("/account/password/reset/", {"email": KNOWN})
    body = Message.objects.get(to_address=KNOWN, kind="account_password_reset_key").body
    link = re.search(r"https?://[^/\s]+(/account/\S+)", body).group(1)
    form = client.get(link)
    client.post(form["Location"], {"password1": "four loud magpies"})
    answer = guess(client, words="four loud magpies")
    assert answer.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_code_by_e_mail_opens_a_locked_account_at_once(client):
    for _ in range(6):
        guess(client)
    client.post("/account/login/code/", {"email": KNOWN})
    body = Message.objects.get(to_address=KNOWN, kind="account_login_code").body
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", body, re.MULTILINE).group()
    client.post("/account/login/code/confirm/", {"code": code.lower().replace("-", " ")})
    assert "_auth_user_id" in client.session


def test_passkeys_are_asked_for_while_an_account_is_locked(client):
    for _ in range(6):
        guess(client)
    answer = client.get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert answer.status_code == 200


def test_one_visitor_s_guesses_count_over_all_accounts(client):
    pages = [guess(client, f"m{number}@people.example").content.decode() for number in range(11)]
    assert [TOO_OFTEN in page for page in pages] == [False] * 10 + [True]


def test_a_network_of_ipv6_addresses_counts_as_one_visitor(client):
    for number in range(10):
        guess(client, f"m{number}@people.example", REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    near = guess(client, "m10@people.example", REMOTE_ADDR="2001:db8:1:2:ffff::9")
    far = guess(client, "m11@people.example", REMOTE_ADDR="2001:db8:1:3::1")
    assert TOO_OFTEN in near.content.decode()
    assert TOO_OFTEN not in far.content.decode()


@pytest.mark.parametrize(("proxies", "stopped"), [(0, True), (1, False)])
def test_a_forwarded_address_counts_only_when_a_proxy_is_trusted(
    client, settings, proxies, stopped
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(10):
        guess(client, f"m{number}@people.example", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    last = guess(client, "m10@people.example", HTTP_X_FORWARDED_FOR="192.0.2.200")
    assert (TOO_OFTEN in last.content.decode()) is stopped


def test_only_the_trusted_proxy_s_own_word_counts(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(11):
        forged = f"198.51.100.{number}, 192.0.2.1"
        last = guess(client, f"m{number}@people.example", HTTP_X_FORWARDED_FOR=forged)
    assert TOO_OFTEN in last.content.decode()


def test_mass_sign_up_is_refused_with_a_page_in_plain_words(db):
    fields = {"password1": "four loud magpies", "terms": "on"}
    answers = [
        Client().post("/account/signup/", {**fields, "email": f"n{number}@people.example"})
        for number in range(21)
    ]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Too many tries" in answers[-1].content.decode()
    assert "urgent-help" in answers[-1].content.decode()
    assert answers[-1]["Retry-After"] == "60"


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_the_sixth_new_password_asked_for_within_an_hour_is_refused(client, address):
    answers = [
        client.post("/account/password/reset/", {"email": address}).status_code for _ in range(6)
    ]
    assert answers == [302] * 5 + [429]
    assert Message.objects.filter(to_address=address).count() == 5


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_the_sixth_code_asked_for_is_refused_in_words(address):
    pages = [
        Client().post("/account/login/code/", {"email": address}, follow=True) for _ in range(6)
    ]
    assert [TOO_OFTEN in page.content.decode() for page in pages] == [False] * 5 + [True]
    assert Message.objects.filter(to_address=address).count() == 5
