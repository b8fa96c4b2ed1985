"""``/desk/emails/``: e-mail that could not be sent, and addresses that it does not reach."""

import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.utils.timezone import localtime

from network.notifications.models import Bounce, EmailState, PausedAddress
from network.privacy.models import AccessRecord
from tests.network.notifications.test_inbox import make_message
from tests.network.notifications.told import NOW


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "editor"])
def test_parked_e_mail_is_for_coordinators(request, client, expert, who):
    message = make_message(expert, email_state=EmailState.PARKED)
    again = f"/desk/emails/{message.public_id}/send-again/"
    client.force_login(request.getfixturevalue(who))
    assert client.get("/desk/emails/").status_code == 404
    assert client.post(again).status_code == 404
    message.refresh_from_db()
    assert message.email_state == EmailState.PARKED


def test_a_coordinator_tries_again_once(client, coordinator, expert):
    message = make_message(
        expert, email_state=EmailState.PARKED, attempts=8, sent_at=None, last_error="Refused"
    )
    client.force_login(coordinator)
    assert "Esme Expert" in client.get("/desk/emails/").content.decode()
    again = f"/desk/emails/{message.public_id}/send-again/"
    client.post(again)
    message.refresh_from_db()
    assert (message.email_state, message.attempts) == (EmailState.PENDING, 0)
    assert "being tried already" in client.post(again, follow=True).content.decode()
    assert client.post(f"/desk/emails/{uuid.uuid4()}/send-again/").status_code == 404


def test_the_text_of_a_parked_e_mail_is_not_shown(client, coordinator, expert):
    make_message(expert, email_state=EmailState.PARKED, body="A secret token.")
    client.force_login(coordinator)
    assert "secret" not in client.get("/desk/emails/").content.decode()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("SMTPDataError", "The mail server refused the e-mail (SMTPDataError)"),
        ("TimeoutError", "The mail server took too long (TimeoutError)"),
        ("KeyError", "Something on our side went wrong (KeyError)"),
    ],
)
def test_the_desk_says_in_words_why_an_e_mail_was_not_sent(
    client, coordinator, expert, error, words
):
    make_message(expert, email_state=EmailState.PARKED, attempts=8, last_error=error)
    assert facts(client, coordinator, "unsent")[-1] == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("5.1.1", "There is no such mailbox (5.1.1)"),
        ("5.7.26", "Their mail server refuses e-mail from us (5.7.26)"),
        ("5.0.0", "It came back without a reason (5.0.0)"),
        ("smtp-550", "The mail server refused the address (smtp-550)"),
        ("spam", "Its owner marked our e-mail as spam (spam)"),
        ("failed", "It came back without a reason (failed)"),
    ],
)
def test_the_desk_says_in_words_why_an_address_is_not_reached(
    client, coordinator, member, code, words
):
    PausedAddress.objects.create(address=member.email, user=member, since=NOW, reason=code)
    assert facts(client, coordinator, "paused")[-1] == words


def facts(client, coordinator, section: str) -> list[str]:
    """What the desk says of the one thing in a section of the page."""
    client.force_login(coordinator)
    page = BeautifulSoup(client.get("/desk/emails/").content, "html.parser")
    spans = page.find(attrs={"aria-labelledby": section}).select(".desk-list__facts > span")
    return [span.get_text() for span in spans]


@pytest.fixture
def paused(member) -> PausedAddress:
    Bounce.objects.create(key="one", address=member.email, user=member, hard=True, at=NOW)
    return PausedAddress.objects.create(address=member.email, user=member, since=NOW)


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "editor"])
def test_paused_addresses_are_for_coordinators(request, client, paused, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"/desk/emails/addresses/{paused.pk}/resume/").status_code == 404
    assert PausedAddress.objects.count() == 1


def test_a_coordinator_ends_a_pause_by_a_button(client, coordinator, member, paused):
    resume = f"/desk/emails/addresses/{paused.pk}/resume/"
    client.force_login(coordinator)
    assert member.email in client.get("/desk/emails/").content.decode()
    assert client.get(resume).status_code == 405
    client.post(resume)
    assert PausedAddress.objects.count() == 0
    assert Bounce.objects.filter(settled_at=None).count() == 0
    assert "already" in client.post(resume, follow=True).content.decode()


def test_the_desk_names_members_out_of_reach(client, coordinator, member, paused):
    client.force_login(coordinator)
    page = client.get("/desk/").content.decode()
    assert f"{member.name} cannot be reached by e-mail" in page


def test_looking_is_recorded_where_there_is_something_to_see(client, coordinator, member):
    client.force_login(coordinator)
    client.get("/desk/emails/")
    assert AccessRecord.objects.count() == 0
    PausedAddress.objects.create(address=member.email, user=member, since=NOW)
    client.get("/desk/emails/")
    PausedAddress.objects.create(address="nobody@elsewhere.example", since=NOW)
    client.get("/desk/emails/")
    looks = AccessRecord.objects.values_list("actor", "what", "subject").order_by("pk")
    assert list(looks) == [
        (coordinator.pk, "undelivered", member.pk),
        (coordinator.pk, "undelivered", None),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_at_any_number(
    client, coordinator, member, expert, researcher, count, django_assert_num_queries
):
    for person in (member, expert, researcher)[:count]:
        PausedAddress.objects.create(address=person.email, user=person, since=NOW)
        make_message(person, email_state=EmailState.PARKED, sent_at=None)
    client.force_login(coordinator)
    client.get("/desk/emails/")
    # session, user, roles, count and parked e-mails, count and addresses, record of the look;
    # frame: site, menus, unread messages
    with django_assert_num_queries(11):
        client.get("/desk/emails/")


def test_the_desk_says_since_when_e_mail_does_not_arrive(client, coordinator, expert, paused):
    """A date by which something should be done would be a promise that nobody made."""
    parked = make_message(expert, email_state=EmailState.PARKED, sent_at=None)
    client.force_login(coordinator)
    page = client.get("/desk/").content.decode()
    since = [
        f"Since {localtime(moment).strftime('%a %-d %B, %H:%M')}"
        for moment in (parked.created_at, paused.since)
    ]
    assert re.findall(r'desk-list__due[^"]*">([^<]*)<', page) == since
