"""Once a year: asked, reminded, lapsed, and back again."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from network.members import workflow
from network.members.due import run_due
from network.members.models import EmailDomain, Membership, Profile, User
from network.members.roles import is_verified_member
from network.members.workflow.confirming import answer_by
from network.notifications.models import Message
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def confirmed_today(member):
    Membership.objects.filter(user=member).update(confirmed_at=NOW)
    return member


def on_day(number: int) -> dict:
    return run_due(now=NOW + number * DAY)


def kinds(user) -> list[str]:
    return list(
        Message.objects.filter(recipient=user).order_by("pk").values_list("kind", flat=True)
    )


def lapsed(member) -> Membership:
    for day in (335, 358, 365):
        on_day(day)
    return Membership.objects.get(user=member)


def test_asked_reminded_and_lapsed_on_their_days(confirmed_today):
    steps = {}
    for day in range(330, 370):
        done = on_day(day)
        for words in ("asked to confirm", "reminded to confirm", "lapsed"):
            if next(count for name, count in done.items() if name.endswith(words)):
                steps[words] = day
    assert steps == {"asked to confirm": 335, "reminded to confirm": 358, "lapsed": 365}
    assert kinds(confirmed_today) == [
        "membership_confirm",
        "membership_confirm_reminder",
        "membership_lapsed",
    ]


def test_running_it_again_does_nothing(confirmed_today):
    for day in (335, 335, 358, 358, 365, 365):
        on_day(day)
    assert len(kinds(confirmed_today)) == 3


def test_a_clock_that_stood_still_shortens_no_time(confirmed_today):
    days = {}
    for day in (400, 401, 422, 423, 429, 430):
        on_day(day)
        days[day] = kinds(confirmed_today)[-1]
    assert days == {
        400: "membership_confirm",
        401: "membership_confirm",
        422: "membership_confirm",
        423: "membership_confirm_reminder",
        429: "membership_confirm_reminder",
        430: "membership_lapsed",
    }


def test_the_verb_of_the_clock_looks_again_under_the_lock(confirmed_today):
    membership = confirmed_today.membership
    now = NOW + 335 * DAY
    assert workflow.ask_to_confirm(membership=membership, now=now) is True
    assert workflow.ask_to_confirm(membership=membership, now=now) is False
    assert kinds(confirmed_today) == ["membership_confirm"]


def test_nobody_who_is_no_member_is_asked(confirmed_today):
    for status in ("applied", "asked", "declined", "appealed", "suspended", "lapsed", "left"):
        Membership.objects.filter(user=confirmed_today).update(status=status, decided_at=NOW)
        on_day(400)
    assert kinds(confirmed_today) == []


def test_the_page_says_until_when(confirmed_today):
    membership = confirmed_today.membership
    membership.refresh_from_db()
    assert answer_by(membership) is None
    on_day(340)
    membership.refresh_from_db()
    assert answer_by(membership) == NOW + 370 * DAY


def test_confirming_begins_another_year(confirmed_today):
    on_day(335)
    now = NOW + 340 * DAY
    workflow.confirm(membership=confirmed_today.membership, actor=confirmed_today, now=now)
    membership = Membership.objects.get(user=confirmed_today)
    assert (membership.confirmed_at, membership.confirmation_asked_at) == (now, None)
    on_day(400)
    assert Membership.objects.get(user=confirmed_today).status == "approved"


def test_a_lapsed_member_is_none_at_the_next_look_and_loses_nothing(confirmed_today):
    membership = lapsed(confirmed_today)
    assert membership.status == "lapsed"
    assert not is_verified_member(User.objects.get(pk=confirmed_today.pk))
    assert Profile.objects.get(user=confirmed_today).role_title == "Practitioner"


def test_who_works_as_before_is_back_at_once(confirmed_today):
    membership = lapsed(confirmed_today)
    workflow.still_right(membership=membership, actor=confirmed_today, now=NOW + 380 * DAY)
    assert is_verified_member(User.objects.get(pk=confirmed_today.pk))
    assert kinds(confirmed_today)[-1] == "membership_resumed"


def test_who_works_elsewhere_waits_for_a_coordinator(confirmed_today, coordinator):
    membership = lapsed(confirmed_today)
    # The clock has run over everybody, and a coordinator who has lapsed acts in no role.
    Membership.objects.filter(user=coordinator).update(status="approved")
    Profile.objects.filter(user=confirmed_today).update(
        organisation=make_organisation("Hillbeck Council", "Hillbeck")
    )
    now = NOW + 380 * DAY
    with pytest.raises(workflow.NotPermitted):
        workflow.resume(membership=membership, actor=confirmed_today, now=now)
    workflow.still_right(membership=membership, actor=confirmed_today, now=now)
    membership.refresh_from_db()
    assert (membership.status, membership.waiting_since) == ("applied", now)
    assert kinds(coordinator)[-1] == "desk_wants_to_resume"


def test_a_new_work_address_of_the_list_is_enough(confirmed_today, coordinator):
    membership = lapsed(confirmed_today)
    EmailDomain.objects.create(domain="people.example", for_whom="The people of the tests")
    Profile.objects.filter(user=confirmed_today).update(
        organisation=None, proposed_organisation="Somewhere new"
    )
    workflow.still_right(membership=membership, actor=confirmed_today, now=NOW + 380 * DAY)
    membership.refresh_from_db()
    assert (membership.status, membership.confirmed_organisation_name) == (
        "approved",
        "Somewhere new",
    )


def test_a_member_who_moved_stays_one_and_coordinators_hear_of_it(confirmed_today, coordinator):
    Profile.objects.filter(user=confirmed_today).update(
        organisation=make_organisation("Hillbeck Council", "Hillbeck")
    )
    workflow.confirm(membership=confirmed_today.membership, actor=confirmed_today, now=NOW + DAY)
    assert Membership.objects.get(user=confirmed_today).status == "approved"
    assert kinds(coordinator) == ["desk_works_elsewhere"]


@pytest.mark.parametrize("verb", ["confirm", "still_right", "resume", "ask_to_resume"])
def test_an_address_that_is_not_confirmed_confirms_nothing(confirmed_today, verb):
    lapsed(confirmed_today)
    confirmed_today.emailaddress_set.update(verified=False)
    with pytest.raises(workflow.NotPermitted) as refusal:
        getattr(workflow, verb)(
            membership=confirmed_today.membership, actor=confirmed_today, now=NOW + 380 * DAY
        )
    assert refusal.value.reason == "Confirm your e-mail address first."


def test_nobody_confirms_for_somebody_else(confirmed_today, coordinator):
    with pytest.raises(workflow.NotPermitted):
        workflow.confirm(membership=confirmed_today.membership, actor=coordinator, now=NOW)


def test_the_clock_costs_the_same_when_nobody_is_due(confirmed_today, django_assert_num_queries):
    # Lapses, reminders and asks due; then the circles: savepoint, sectors without one, wrong
    # places, members, by sector, circles, release.
    with django_assert_num_queries(10):
        run_due(now=NOW)


def test_an_organisation_that_is_not_given_is_not_called_none(client, member):
    Profile.objects.filter(user=member).update(organisation=None, proposed_organisation="")
    client.force_login(member)
    shown = BeautifulSoup(client.get("/me/confirm/").content, "html.parser").main
    facts = [row.get_text(" ", strip=True) for row in shown.select(".key-facts__row")]
    assert facts[1] == "Organisation Not given Change your organisation"
