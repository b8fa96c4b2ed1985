"""How long people stay signed in, where, and what ends it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from network.members.models import InterruptedForm, User
from network.members.signing_in import sessions
from network.members.signing_in.sessions import device_words
from network.notifications.models import Message
from tests.personas import PASSWORD

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def is_signed_in(client) -> bool:
    return client.get("/me/").status_code == 200


def sign_in(user, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("who", "minutes", "stays"),
    [
        ("member", 60, True),
        ("member", 61, False),
        ("coordinator", 30, True),
        ("coordinator", 31, False),
        ("editor", 31, False),
    ],
)
def test_a_session_ends_after_a_time_without_use(request, client, clock, who, minutes, stays):
    client.force_login(request.getfixturevalue(who))
    clock.shift(timedelta(minutes=minutes))
    assert is_signed_in(client) is stays


def test_use_keeps_a_session_going(client, clock, member):
    client.force_login(member)
    for _ in range(3):
        clock.shift(timedelta(minutes=50))
        assert is_signed_in(client)


def test_no_session_outlives_twelve_hours(client, clock, member):
    client.force_login(member)
    for _ in range(14):
        clock.shift(timedelta(minutes=50))
        client.get("/me/")
    clock.move_to(START + timedelta(hours=12, seconds=1))
    page = client.get("/", follow=True).content.decode()
    assert "You have been signed out, as everybody is after 12 hours." in page
    assert not is_signed_in(client)


def test_the_end_is_explained_and_the_cache_emptied(client, clock, coordinator):
    client.force_login(coordinator)
    clock.shift(timedelta(minutes=31))
    answer = client.get("/desk/")
    assert answer["Location"] == "/account/login/?next=/desk/"
    assert answer["Clear-Site-Data"] == '"cache"'
    page = client.get(answer["Location"]).content.decode()
    assert "because nothing happened here for 30 minutes" in page


def test_the_last_use_is_written_at_most_once_a_minute(
    client, clock, outsider, django_assert_max_num_queries
):
    client.force_login(outsider)
    clock.shift(timedelta(seconds=59))
    client.get("/urgent-help/")
    assert client.session[sessions.LAST_USED_AT] == START.timestamp()
    clock.shift(timedelta(seconds=1))
    client.get("/urgent-help/")
    assert client.session[sessions.LAST_USED_AT] == START.timestamp() + 60


def test_pages_that_ask_by_themselves_are_no_use(client, clock, editor):
    client.force_login(editor)
    clock.shift(timedelta(minutes=20))
    client.post("/admin/editing-sessions/ping/wagtailcore/page/1/1/")
    assert client.session[sessions.LAST_USED_AT] == START.timestamp()


def test_a_session_without_clocks_is_over(client, member):
    client.force_login(member)
    session = client.session
    del session[sessions.SIGNED_IN_AT]
    session.save()
    assert not is_signed_in(client)


def test_what_was_typed_when_an_idle_session_ends_is_kept(client, clock, outsider):
    client.force_login(outsider)
    keeper = str(client.get("/join/").context["keeper"])
    clock.shift(timedelta(minutes=75))
    words = "I would like to learn how others speak with bus companies."
    answer = client.post("/join/", {"kept_for": keeper, "kept_from": "/join/", "why": words})
    assert answer["Location"] == "/account/login/?next=/join/"
    assert InterruptedForm.objects.get(user=outsider).fields["why"] == [words]
    door = client.get(answer["Location"]).content.decode()
    assert "Your text is kept" in door
    assert words not in door
    client.post(
        "/account/login/", {"login": outsider.email, "password": PASSWORD, "next": "/join/"}
    )
    page = client.get("/join/")
    assert page.context["form"]["why"].value() == words
    assert "kept_page" not in client.session


def test_a_wrong_password_does_not_take_the_words_about_kept_text_away(client, outsider):
    client.force_login(outsider)
    keeper = str(client.get("/join/").context["keeper"])
    client.logout()
    client.post("/join/", {"kept_for": keeper, "kept_from": "/join/", "why": "x"})
    answer = client.post("/account/login/", {"login": outsider.email, "password": "not this one"})
    assert "Your text is kept" in answer.content.decode()
    assert "Your text is kept" in client.get("/account/login/code/").content.decode()


def test_the_door_says_nothing_of_kept_text_to_anybody_else(client, db):
    assert "Your text is kept" not in client.get("/account/login/").content.decode()


def test_signing_in_gives_the_session_a_new_id(client, member):
    client.get("/account/login/")
    client.post("/account/login/code/", {"email": "somebody@people.example"})
    before = client.session.session_key
    client.post("/account/login/", {"login": member.email, "password": PASSWORD})
    assert before
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_empties_the_cache_and_keeps_its_message(client, member):
    client.force_login(member)
    answer = client.post("/account/logout/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "You are signed out." in client.get(answer["Location"]).content.decode()


def test_other_answers_leave_the_cache_alone(client, member):
    client.force_login(member)
    assert "Clear-Site-Data" not in client.get("/me/").headers
    assert "Clear-Site-Data" not in client.get("/account/logout/").headers


def test_a_new_password_ends_all_other_sessions(member):
    here, there = sign_in(member), sign_in(member, PHONE)
    before = here.session.session_key
    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "four loud magpies"},
    )
    assert is_signed_in(here)
    assert here.session.session_key != before
    assert not is_signed_in(there)
    message = Message.objects.get(to_address=member.email, kind="account_password_changed")
    assert message.subject == "Your password has been changed"


def test_an_account_switched_off_is_signed_out_and_stays_so(client, member):
    client.force_login(member)
    sessions.end_all(member)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert not is_signed_in(client)
    User.objects.filter(pk=member.pk).update(is_active=True)
    assert not is_signed_in(client)


def test_switching_an_account_off_in_the_admin_ends_its_sessions(client, editor, member):
    from network.members.signing_in.admin_users import AccountEditForm

    client.force_login(member)
    form = AccountEditForm(
        {"email": member.email, "name": member.name, "is_active": ""}, instance=member
    )
    assert form.is_valid(), form.errors
    form.save()
    User.objects.filter(pk=member.pk).update(is_active=True)
    assert not is_signed_in(client)


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(member):
    here, there = sign_in(member), sign_in(member, PHONE)
    page = here.get("/account/sessions/").content.decode()
    assert page.count("Firefox on Windows</h2>") == 1
    assert page.count("Safari on iPhone</h2>") == 1
    assert page.count("This one") == 1
    other = UserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/account/sessions/{other.pk}/end/")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_one_button_ends_all_other_sessions(member):
    here, there = sign_in(member), sign_in(member, PHONE)
    here.post("/account/sessions/")
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert UserSession.objects.filter(user=member).count() == 1


def test_a_session_that_allauth_did_not_begin_is_listed_too(client, member):
    client.force_login(member)
    assert client.get("/account/sessions/").content.decode().count("This one") == 1


def test_nobody_ends_another_s_session(client, member, expert):
    there = sign_in(expert)
    client.force_login(member)
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert client.post(f"/account/sessions/{other.pk}/end/").status_code == 404
    assert is_signed_in(there)


def test_opening_the_address_of_the_button_ends_nothing(client, member):
    here = sign_in(member)
    row = UserSession.objects.get(user=member)
    answer = here.get(f"/account/sessions/{row.pk}/end/", headers={"Accept": "text/html"})
    assert answer.status_code == 405
    assert "That address is for a button" in answer.content.decode()
    assert answer["Allow"] == "POST"
    assert is_signed_in(here)


def test_a_visitor_sees_no_sessions(client, db):
    assert client.get("/account/sessions/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.5", "Unknown browser"),
        ("", "Unknown browser"),
    ],
)
def test_devices_are_named_as_people_would(agent, words):
    assert device_words(agent) == words
