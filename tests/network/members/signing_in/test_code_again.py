"""A code by e-mail instead of the password, where the site asks whether it is still you."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from network.members.signing_in import code_again
from network.notifications.models import Message
from network.privacy.models import DataCopy, Departure
from tests.personas import give_second_factor

PAGE = "/account/reauthenticate/code/"

pytestmark = pytest.mark.django_db


def asked(client, user, path: str = "/me/data/copy/", data: dict | None = None) -> str:
    """Do what needs the password again; returns the address of the page with the code."""
    client.force_login(user)
    client.post(path, data or {})
    return f"{PAGE}?next={path}"


def sent() -> list[str]:
    bodies = Message.objects.filter(kind="account_code_again").order_by("pk")
    return [re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", row.body).group() for row in bodies]


def send(client, page: str) -> str:
    client.post(page, {"send": "yes"})
    return sent()[-1]


def test_the_page_that_asks_for_the_password_offers_a_code(client, member):
    client.force_login(member)
    page = client.get(client.post("/me/data/copy/")["Location"]).content.decode()
    assert "Have a code sent to your e-mail address" in page
    assert f"{PAGE}?next=" in page


def test_opening_the_page_sends_nothing(client, member):
    assert client.get(asked(client, member)).status_code == 200
    assert sent() == []


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", " ")])
def test_with_the_code_one_goes_on_where_one_was(client, member, typed):
    page = asked(client, member)
    code = send(client, page)
    answer = client.post(page, {"code": typed(code)})
    assert answer["Location"] == "/me/data/"
    assert DataCopy.objects.get().user == member


def test_with_the_code_one_leaves(client, member):
    page = asked(client, member, "/me/data/leave/", {"confirmed": "on"})
    answer = client.post(page, {"code": send(client, page)})
    assert answer["Location"] == "/me/data/left/"
    assert Departure.objects.get().user == member


def test_a_code_works_once(client, member):
    page = asked(client, member)
    code = send(client, page)
    client.post(page, {"code": code})
    assert client.post(page, {"code": code})["Location"].startswith(PAGE)


def test_three_wrong_ones_end_it(client, member):
    page = asked(client, member)
    code = send(client, page)
    for _ in range(2):
        answer = client.post(page, {"code": "BBBB-BBBB"})
        assert "That is not the code" in answer.content.decode()
    answer = client.post(page, {"code": "BBBB-BBBB"}, follow=True)
    assert "That was not the code three times." in answer.content.decode()
    client.post(page, {"code": code})
    assert not DataCopy.objects.exists()


def test_it_is_too_old_after_fifteen_minutes(client, member):
    page = asked(client, member)
    code = send(client, page)
    with time_machine.travel(timedelta(minutes=16)):
        client.post(page, {"code": code})
    assert not DataCopy.objects.exists()


def test_it_works_in_no_other_session_and_for_nobody_else(client, member, expert):
    code = send(client, asked(client, member))
    for user in (member, expert):
        other = Client()
        other.post(asked(other, user), {"code": code})
    assert not DataCopy.objects.exists()


def test_a_new_code_makes_the_old_one_void(client, member):
    page = asked(client, member)
    old = send(client, page)
    send(client, page)
    client.post(page, {"code": old})
    assert not DataCopy.objects.exists()


def test_so_many_an_hour(client, member):
    page = asked(client, member)
    for _ in range(code_again.CODES_PER_HOUR + 2):
        client.post(page, {"send": "yes"})
    assert len(sent()) == code_again.CODES_PER_HOUR


@pytest.mark.parametrize("why", ["second factor", "address not confirmed"])
def test_it_is_not_for_whoever_has_better_or_has_not_confirmed(client, member, why):
    if why == "second factor":
        give_second_factor(member)
    else:
        EmailAddress.objects.filter(user=member).update(verified=False)
    page = asked(client, member)
    assert client.get(page).status_code != 200
    client.post(page, {"send": "yes"})
    assert sent() == []


def test_a_visitor_signs_in_first(client):
    assert client.post(PAGE, {"send": "yes"})["Location"].startswith("/account/login/")
