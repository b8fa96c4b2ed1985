"""No answer tells whether an address has an account: status, words, hashes, mails and time.

Unknown addresses get a letter too, which says that there is no account: the outbox then does the
same work, and who mistyped or forgot which address they used is helped (``docs/sign-in.md``).
"""

import time
from statistics import median
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import get_hasher
from django.test import Client

from network.members.models import User
from network.notifications.models import Message
from tests.personas import PASSWORD, make_account

KNOWN, UNKNOWN, SWITCHED_OFF = "known@people.example", "nobody@people.example", "off@people.example"
ADDRESSES = [KNOWN, UNKNOWN, SWITCHED_OFF]
FORMS = {
    "sign in": ("/account/login/", {"password": "not the right one"}, "login"),
    "code": ("/account/login/code/", {}, "email"),
    "reset": ("/account/password/reset/", {}, "email"),
    "sign up": ("/account/signup/", {"password1": "four loud magpies", "terms": "on"}, "email"),
}
# What each costs, for whichever address.
HASHES = {"sign in": 1, "code": 0, "reset": 0, "sign up": 1}
MAILS = {"sign in": 0, "code": 1, "reset": 1, "sign up": 1}


@pytest.fixture
def accounts(db):
    make_account("Known", email=KNOWN)
    off = make_account("Off", email=SWITCHED_OFF)
    User.objects.filter(pk=off.pk).update(is_active=False)


def send(form: str, address: str, client: Client | None = None):
    path, fields, name = FORMS[form]
    return (client or Client()).post(path, {**fields, name: address})


def words_of(answer, address: str) -> str:
    """The page without what differs in every answer: the address itself and the tokens."""
    return (
        BeautifulSoup(answer.content, "html.parser")
        .get_text(" ", strip=True)
        .replace(address, "ADDRESS")
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_address_gets_the_same_answer(accounts, form):
    answers = {}
    for address in ADDRESSES:
        client = Client()
        answer = send(form, address, client)
        seen = (answer.status_code, answer.get("Location"), words_of(answer, address))
        if answer.status_code == 302:
            page = client.get(answer["Location"])
            seen = (*seen, page.status_code, words_of(page, address))
        answers[address] = seen
    assert answers[UNKNOWN] == answers[KNOWN]
    assert answers[SWITCHED_OFF] == answers[KNOWN]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", FORMS)
def test_every_address_costs_as_many_hashes_and_mails(accounts, form, address):
    hasher = type(get_hasher())
    with mock.patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode:
        send(form, address)
    assert encode.call_count == HASHES[form]
    assert Message.objects.filter(to_address=address).count() == MAILS[form]


def test_the_door_shows_all_ways_again_after_a_code_was_asked_for(accounts, client):
    send("code", KNOWN, client)
    assert client.get("/account/login/").status_code == 200
    assert client.get("/account/login/code/").status_code == 200
    assert client.get("/account/login/code/confirm/").status_code == 200
    client.post("/account/login/", {"login": KNOWN, "password": PASSWORD})
    assert "_auth_user_id" in client.session


def test_the_work_done_for_a_known_address_at_sign_up_leaves_nothing(accounts):
    send("sign up", KNOWN)
    assert sorted(User.objects.values_list("email", flat=True)) == [KNOWN, SWITCHED_OFF]
    assert list(Message.objects.values_list("to_address", "kind")) == [
        (KNOWN, "account_account_already_exists")
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_guessed_code_gets_the_same_answer(accounts, client, address):
    send("code", address, client)
    page = client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    assert page.status_code == 200
    assert "That is not the code. Check it, or ask for a new one." in page.content.decode()
    client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    third = client.post("/account/login/code/confirm/", {"code": "BBBB-BBBB"})
    assert third["Location"] == "/account/login/code/"


def test_another_s_address_is_taken_like_a_free_one(accounts, member):
    seen = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        client.post("/account/login/", {"login": member.email, "password": PASSWORD})
        client.get("/me/")
        asked = client.post("/account/email/", {"email": address, "action_add": ""})
        page = client.post(asked["Location"], {"password": PASSWORD}, follow=True)
        seen.append((asked.status_code, page.redirect_chain, words_of(page, address)))
        assert Message.objects.filter(to_address=address).count() == 1
        member.emailaddress_set.filter(email=address).delete()
    assert seen[0] == seen[1]
    assert "Waiting to be confirmed: ADDRESS" in seen[0][2]


def test_the_letter_to_an_unknown_address_says_that_there_is_no_account(accounts):
    send("code", UNKNOWN)
    message = Message.objects.get(to_address=UNKNOWN)
    assert message.subject == "We do not know this e-mail address"
    assert (
        "for 30 days in the list of what we have sent, and nothing else about you" in message.body
    )


@pytest.mark.parametrize("form", FORMS)
def test_known_and_unknown_addresses_take_about_as_long(accounts, settings, form):
    """Medians of interleaved rounds with a slow hasher; a hash too many would double the time.

    The bound is generous on purpose: a busy machine must not fail it, a missing hash does.
    """
    settings.PASSWORD_HASHERS = ["tests.network.members.signing_in.hashing.SlowHasher"]
    User.objects.get(email=KNOWN).set_password(PASSWORD)
    times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
    for number in range(7):
        for address in (KNOWN, UNKNOWN):
            target = address if address == KNOWN else f"nobody{number}@people.example"
            client = Client()
            started = time.thread_time()
            send(form, target, client)
            times[address].append(time.thread_time() - started)
    slower, faster = sorted((median(times[KNOWN]), median(times[UNKNOWN])), reverse=True)
    assert slower / faster < 1.8
