"""``/me/messages/settings/``: what we e-mail you."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.notifications import preferences
from network.notifications.kinds import Pace
from network.notifications.models import EmailPause, Message, PausedAddress, Preference
from tests.network.notifications.told import NOW

PAGE = "/me/messages/settings/"
AS_IT_IS = {
    "asking": "at_once",
    "answering": "at_once",
    "letters": "at_once",
    "following": "weekly",
    "library": "weekly",
}


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def test_strangers_are_sent_to_sign_in(client):
    assert client.get(PAGE).url == f"/account/login/?next={PAGE}"


def test_it_shows_what_holds(signed_in, member):
    preferences.choose(user=member, group="letters", pace=Pace.DAILY, now=NOW)
    form = signed_in.get(PAGE).context["form"]
    assert {row.name: row.value() for row in form.rows()} == {**AS_IT_IS, "letters": "daily"}


def test_saving_writes_what_has_changed_only(signed_in, member):
    assert signed_in.post(PAGE, {**AS_IT_IS, "letters": "off"}).url == PAGE
    assert list(Preference.objects.values_list("group", "pace")) == [("letters", "off")]
    signed_in.post(PAGE, {**AS_IT_IS, "letters": "off"})
    assert Preference.objects.count() == 1


def test_the_desk_is_chosen_for_by_people_who_work_there_only(signed_in, client, coordinator):
    assert "desk" not in signed_in.get(PAGE).context["form"].fields
    client.force_login(coordinator)
    field = client.get(PAGE).context["form"].fields["desk"]
    assert field.choices == [("at_once", "At once"), ("daily", "Once a day")]


def test_nobody_chooses_for_the_account(signed_in):
    signed_in.post(PAGE, {**AS_IT_IS, "account": "off", "desk": "daily"})
    assert Preference.objects.count() == 0


def test_days_without_e_mail(signed_in, member):
    until = timezone.localdate() + timedelta(days=14)
    signed_in.post(PAGE, {**AS_IT_IS, "paused_until": until.isoformat()})
    assert EmailPause.objects.get(user=member).until == until
    signed_in.post(PAGE, {**AS_IT_IS, "paused_until": ""})
    assert EmailPause.objects.count() == 0


@pytest.mark.parametrize("days", [0, -3, 93])
def test_a_pause_lies_ahead_and_within_three_months(signed_in, days):
    until = timezone.localdate() + timedelta(days=days)
    response = signed_in.post(PAGE, {**AS_IT_IS, "paused_until": until.isoformat()})
    assert list(response.context["form"].errors) == ["paused_until"]
    assert response.context["form"]["paused_until"].value() == until.isoformat()
    assert EmailPause.objects.count() == 0


def test_somebody_out_of_reach_is_told_and_may_try_their_address_once_in_ten_minutes(
    signed_in, member
):
    assert "We cannot reach you" not in signed_in.get(PAGE).content.decode()
    PausedAddress.objects.create(address=member.email, user=member, since=NOW)
    assert "We cannot reach you" in signed_in.get(PAGE).content.decode()
    assert "We cannot reach you" in signed_in.get("/me/").content.decode()
    for _ in range(2):
        signed_in.post(f"{PAGE}check/")
    [message] = Message.objects.filter(kind="account_reach")
    assert message.to_address == member.email
    assert signed_in.get(f"{PAGE}check/").status_code == 405


def test_an_address_that_works_is_not_tried(signed_in):
    signed_in.post(f"{PAGE}check/")
    assert Message.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_whatever_was_chosen(
    signed_in, member, count, django_assert_num_queries
):
    for group in ("letters", "asking", "following")[:count]:
        preferences.choose(user=member, group=group, pace=Pace.DAILY, now=NOW)
    # session, user, kept words, roles, choices, pause, address paused; navigation: membership;
    # frame: site, root paths, menus, unread messages
    with django_assert_num_queries(12):
        signed_in.get(PAGE)
