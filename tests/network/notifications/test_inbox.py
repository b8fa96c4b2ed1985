"""``/me/messages/`` and the desk's list of e-mail that could not be sent."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from network.notifications.models import EmailState, Message

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def make_message(user, number=1, **fields) -> Message:
    return Message.objects.create(
        key=f"k{number}:{user.pk}",
        kind="test",
        recipient=user,
        to_address=user.email,
        subject=f"Message {number}",
        created_at=NOW + timedelta(minutes=number),
        send_at=NOW,
        **{
            "body": "Words.",
            "url": "/ask/mine/",
            "email_state": EmailState.SENT,
            "sent_at": NOW,
            **fields,
        },
    )


def test_newest_first_and_only_mine(client, member, expert):
    make_message(expert, 1)
    make_message(member, 2)
    make_message(member, 3)
    make_message(member, 4, in_site=False)
    client.force_login(member)
    shown = [message.subject for message in client.get("/me/messages/").context["page_obj"]]
    assert shown == ["Message 3", "Message 2"]


def test_looking_marks_nothing_as_read_and_opening_does(client, member):
    message = make_message(member)
    client.force_login(member)
    client.get("/me/messages/")
    message.refresh_from_db()
    assert message.read_at is None
    assert client.post(f"/me/messages/{message.public_id}/").url == "/ask/mine/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_a_link_never_opens(client, member):
    message = make_message(member)
    client.force_login(member)
    assert client.get(f"/me/messages/{message.public_id}/").status_code == 405
    assert client.get("/me/messages/read/").status_code == 405


def test_other_peoples_messages_do_not_exist(client, member, expert):
    message = make_message(expert)
    client.force_login(member)
    assert client.post(f"/me/messages/{message.public_id}/").status_code == 404
    client.post("/me/messages/read/")
    message.refresh_from_db()
    assert message.read_at is None


def test_all_are_marked_as_read(client, member):
    make_message(member, 1)
    make_message(member, 2)
    client.force_login(member)
    client.post("/me/messages/read/")
    assert Message.objects.visible_to(member).unread().count() == 0


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_message_leads_nowhere_else(client, member, url):
    message = make_message(member, url=url)
    client.force_login(member)
    assert client.post(f"/me/messages/{message.public_id}/").url == "/me/messages/"


def test_twenty_a_page(client, member):
    for number in range(21):
        make_message(member, number)
    client.force_login(member)
    assert len(client.get("/me/messages/").context["page_obj"].object_list) == 20
    assert len(client.get("/me/messages/?page=2").context["page_obj"].object_list) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_at_any_number(client, member, count, django_assert_num_queries):
    for number in range(count):
        make_message(member, number)
    client.force_login(member)
    # session, user, count, messages; navigation: membership; frame: site, root paths, menus,
    # groups, unread messages
    with django_assert_num_queries(11):
        client.get("/me/messages/")


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
