"""``/me/messages/``: one person's own messages."""

from datetime import timedelta

import pytest

from network.notifications import kinds, lines
from network.notifications.kinds import Kind, Line
from network.notifications.lines import withdraw_empty
from network.notifications.models import EmailState, Message
from tests.network.notifications.told import ACCOUNT, LETTER, NEWS, NOW


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


@pytest.fixture
def mixed(member, told):
    """One message of each of three groups, the newest last."""
    for number, kind in enumerate((LETTER, NEWS, ACCOUNT)):
        told(member, kind, now=NOW + timedelta(minutes=number))
    return member


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["test_account", "test_news", "test_letter"]),
        ("?group=letters", ["test_letter"]),
        ("?group=following", ["test_news"]),
        ("?group=account", ["test_account"]),
        ("?group=library", []),
        ("?group=nonsense", ["test_account", "test_news", "test_letter"]),
        ("?unread=1", ["test_account", "test_letter"]),
        ("?unread=1&group=following", []),
    ],
)
def test_the_list_can_be_narrowed(client, mixed, query, expected):
    Message.objects.filter(kind="test_news").update(read_at=NOW + timedelta(hours=1))
    client.force_login(mixed)
    shown = client.get(f"/me/messages/{query}").context["shown"]
    assert [item.message.kind for item in shown] == expected


def test_a_kind_that_is_gone_is_found_under_the_account(client, member):
    make_message(member)
    client.force_login(member)
    assert len(client.get("/me/messages/?group=account").context["shown"]) == 1


def test_one_is_marked_as_read_and_the_list_stays_as_it_was(client, mixed):
    message = Message.objects.get(kind="test_letter")
    client.force_login(mixed)
    response = client.post(
        f"/me/messages/{message.public_id}/read/", {"group": "letters", "unread": "1", "page": "2"}
    )
    assert response.url == "/me/messages/?group=letters&unread=1&page=2"
    unread = Message.objects.visible_to(mixed).unread()
    assert sorted(unread.values_list("kind", flat=True)) == ["test_account", "test_news"]


def test_those_of_one_group_are_marked_as_read(client, mixed):
    client.force_login(mixed)
    client.post("/me/messages/read/", {"group": "following"})
    unread = Message.objects.visible_to(mixed).unread()
    assert sorted(unread.values_list("kind", flat=True)) == ["test_account", "test_letter"]


def test_a_message_shows_what_it_lists_now_and_goes_when_nothing_is_left(
    client, member, told, shelf
):
    told(member, shelf.kind)
    client.force_login(member)
    [item] = client.get("/me/messages/").context["shown"]
    assert [line.title for line in item.lines] == ["Mapping", "Auditing"]
    shelf.titles.remove("Mapping")
    [item] = client.get("/me/messages/").context["shown"]
    assert [line.title for line in item.lines] == ["Auditing"]
    shelf.titles.clear()
    assert client.get("/me/messages/").context["shown"] == []
    assert Message.objects.get().withdrawn_at is None  # looking writes nothing


@pytest.mark.parametrize("count", [1, 3])
def test_lines_of_many_cost_one_look_up(client, member, told, shelf, count, monkeypatch):
    asked = []

    def lines_of_many(messages):
        asked.append(len(messages))
        return {message.pk: [Line("One", "/one/")] for message in messages}

    kind = Kind("test_many", "Many", "Many.", group="following", lines_of_many=lines_of_many)
    monkeypatch.setitem(kinds._kinds, kind.code, kind)
    for number in range(count):
        told(member, kind, key=str(number))
    client.force_login(member)
    assert len(client.get("/me/messages/").context["shown"]) == count
    assert asked == [count]


def test_what_is_empty_is_withdrawn_some_at_a_time(member, told, shelf, monkeypatch):
    monkeypatch.setattr(lines, "CHUNK", 2)
    for number in range(5):
        told(member, shelf.kind, key=str(number))
    assert withdraw_empty(now=NOW) == 0
    shelf.titles.clear()
    assert [withdraw_empty(now=NOW) for _ in range(4)] == [2, 1, 2, 0]
    assert Message.objects.visible_to(member).count() == 0
    assert set(Message.objects.values_list("email_state", flat=True)) == {EmailState.NONE}


def test_what_was_sent_and_withdrawn_stays_marked_as_sent(member, told, shelf):
    message = told(member, shelf.kind)
    Message.objects.filter(pk=message.pk).update(email_state=EmailState.SENT, sent_at=NOW)
    shelf.titles.clear()
    withdraw_empty(now=NOW)
    message.refresh_from_db()
    assert (message.email_state, message.withdrawn_at) == (EmailState.SENT, NOW)
