"""Links in e-mails: they stop, show choices and end a pause, say nothing, and no GET acts."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from network.notifications import links, preferences
from network.notifications.kinds import Pace
from network.notifications.models import PausedAddress, Preference
from tests.network.notifications.told import NOW

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def _no_demo_bar(settings):
    """The demonstration's bar holds tokens, which differ from page to page."""
    settings.DEMO_MODE = False


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


@pytest.fixture
def stop(member):
    return path_of(links.stop_url(member, "letters"))


@pytest.fixture
def choose(member):
    return path_of(links.choose_url(member))


def letters(user) -> Pace:
    return preferences.paces_of(user)["letters"]


@pytest.fixture
def bare():
    """A mail program: no cookies, and tokens are checked as in production."""
    return Client(enforce_csrf_checks=True)


def broken(path: str) -> str:
    """The same link with another last character but one of its signature."""
    place = len(path) - 3
    return path[:place] + ("a" if path[place] != "a" else "b") + path[place + 1 :]


def test_one_click_stops_without_cookie_or_token_and_again_without_harm(bare, member, stop):
    for _ in range(2):
        response = bare.post(stop, ONE_CLICK)
        assert (response.status_code, bare.cookies) == (200, {})
    assert letters(member) == Pace.OFF
    assert Preference.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_stops_nothing(bare, member, stop, method):
    response = getattr(bare, method)(stop)
    assert response.status_code == (405 if method == "options" else 200)
    assert letters(member) == Pace.AT_ONCE


def test_the_page_has_a_button_that_posts_to_itself(bare, stop):
    page = bare.get(stop).content.decode()
    assert '<form method="post"><button class="button" type="submit">' in page


def test_every_stop_link_is_answered_alike(bare, member, expert, stop):
    """Good, again, changed, made up, of somebody who has left: status, headers and words."""
    left = path_of(links.stop_url(expert, "letters"))
    type(expert).objects.filter(pk=expert.pk).update(is_active=False)
    paths = [stop, stop, broken(stop), "/me/messages/stop/anything/", left]
    paths.append(path_of(links.stop_url(member, "account")))
    for method in (bare.get, bare.post):
        answers = {
            (response.status_code, response.headers["Content-Type"], response.content)
            for response in map(method, paths)
        }
        assert len(answers) == 1
    assert Preference.objects.filter(user=expert).count() == 0


def test_a_link_for_one_purpose_serves_no_other(bare, member, stop, choose):
    token = stop.split("/")[-2]
    assert bare.get(f"/me/messages/settings/{token}/").status_code == 404
    other = choose.split("/")[-2]
    bare.post(f"/me/messages/stop/{other}/")
    assert letters(member) == Pace.AT_ONCE


def test_a_stop_link_never_ends(bare, member):
    with time_machine.travel(NOW, tick=False):
        stop = path_of(links.stop_url(member, "letters"))
    bare.post(stop)
    assert letters(member) == Pace.OFF


def test_raising_the_number_of_the_salt_ends_every_link(bare, member, stop, monkeypatch):
    monkeypatch.setattr(links, "STOP", "notifications.stop.2")
    bare.post(stop)
    assert letters(member) == Pace.AT_ONCE


def test_pages_behind_links_stay_out_of_caches_indexes_and_referrers(bare, stop, choose):
    for path, referrer in ((stop, "no-referrer"), (choose, "same-origin")):
        response = bare.get(path)
        assert response.headers["Referrer-Policy"] == referrer
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response.headers["Cache-Control"]


def test_the_choices_show_nothing_else_about_the_person(client, member, expert, choose):
    """Not even when somebody is signed in on that browser."""
    client.force_login(expert)
    page = client.get(choose).content.decode()
    for word in (member.name, member.email, expert.name, expert.email, "Your account", "/desk/"):
        assert word not in page
    assert "Letters from members" in page


def test_the_choices_are_saved_without_signing_in_but_with_a_token(bare, member, choose):
    page = bare.get(choose)
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    data = {**dict.fromkeys(("asking", "answering", "letters", "following", "library"), "daily")}
    assert bare.post(choose, data).status_code == 403
    assert letters(member) == Pace.AT_ONCE
    response = bare.post(choose, {**data, "csrfmiddlewaretoken": token})
    assert (response.status_code, response.url) == (302, f"{choose}?saved=1")
    assert letters(member) == Pace.DAILY


def test_a_choice_that_is_none_is_refused_and_nothing_saved(client, member, choose):
    data = dict.fromkeys(("asking", "letters", "following", "library"), "daily")
    response = client.post(choose, {**data, "answering": "weekly"})
    assert response.status_code == 200
    assert "answering" in response.context["form"].errors
    assert Preference.objects.count() == 0


def test_a_link_to_the_choices_works_for_forty_five_days(client, member):
    with time_machine.travel(NOW, tick=False):
        choose = path_of(links.choose_url(member))
    with time_machine.travel(NOW + timedelta(days=44), tick=False):
        assert client.get(choose).status_code == 200
    with time_machine.travel(NOW + timedelta(days=46), tick=False):
        assert client.get(choose).status_code == 404


def test_links_that_do_not_work_are_answered_alike(bare, member, expert, choose):
    left = path_of(links.choose_url(expert))
    type(expert).objects.filter(pk=expert.pk).update(is_active=False)
    with time_machine.travel(NOW - timedelta(days=400), tick=False):
        old = path_of(links.choose_url(member))
    paths = [broken(choose), old, left, "/me/messages/settings/anything/"]
    answers = {(r.status_code, r.content) for r in map(bare.get, paths)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_link_sent_to_an_old_address_ends_with_it(client, member, choose):
    type(member).objects.filter(pk=member.pk).update(email="new@people.example")
    assert client.get(choose).status_code == 404


def test_a_paused_address_is_used_again_after_the_button_not_the_link(client, member):
    PausedAddress.objects.create(address=member.email, user=member, since=NOW)
    reached = path_of(links.reach_url(member))
    assert "Yes, it reaches me" in client.get(reached).content.decode()
    assert PausedAddress.objects.count() == 1
    assert "we can reach you again" in client.post(reached).content.decode()
    assert PausedAddress.objects.count() == 0
