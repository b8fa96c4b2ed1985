"""Membership applications at the desk."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from network.desk.views import filled_panels
from network.members.desk_groups import EVERYBODY, GROUPS
from network.members.models import Membership
from network.members.personal_data import membership_rows
from network.members.workflow.leaving import leave
from network.notifications.models import PausedAddress
from tests.personas import JOINED, make_applicant

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def panel(user, now=NOW):
    return next(p for p in filled_panels(user, now) if p.panel.code == "memberships")


@pytest.mark.parametrize("who", ["member", "outsider", "safeguarding_lead", "editor"])
@pytest.mark.parametrize("page", ["", "{id}/"])
def test_applications_are_for_coordinators(request, client, applicant, who, page):
    client.force_login(request.getfixturevalue(who))
    address = f"/desk/members/{page.format(id=applicant.public_id)}"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("action", ["approve", "ask", "decline"])
def test_nobody_else_decides_by_address(client, applicant, member, action):
    address = f"/desk/members/{applicant.public_id}/{action}/"
    assert client.post(address, {"reason": "Words."}).status_code == 302
    client.force_login(member)
    assert client.post(address, {"reason": "Words."}).status_code == 404
    applicant.membership.refresh_from_db()
    assert applicant.membership.status == "applied"


def test_waiting_applications_are_shown_and_late_ones_marked(coordinator, applicant):
    make_applicant("Nora Newer", now=NOW - timedelta(hours=3))
    assert [(row.title, row.is_late) for row in panel(coordinator).rows] == [
        ("Avery Applicant", True),
        ("Nora Newer", False),
    ]
    assert panel(coordinator, now=JOINED + timedelta(days=1)).rows[0].is_late is False


def test_ones_own_application_is_not_on_ones_desk(coordinator):
    Membership.objects.filter(user=coordinator).update(status="applied")
    assert panel(coordinator).rows == []


def test_the_page_offers_one_form_for_each_possible_step(client, coordinator, applicant):
    client.force_login(coordinator)
    answer = client.get(f"/desk/members/{applicant.public_id}/")
    assert [form.action for form in answer.context["forms"]] == ["approve", "ask", "decline"]
    assert "To learn from people who do the same work elsewhere." in answer.content.decode()


def test_ones_own_page_offers_none_and_says_why(client, coordinator):
    client.force_login(coordinator)
    answer = client.get(f"/desk/members/{coordinator.public_id}/")
    assert answer.context["forms"] == []
    assert "another coordinator decides" in answer.content.decode()
    client.post(f"/desk/members/{coordinator.public_id}/suspend/", {"reason": "Hm."})
    coordinator.membership.refresh_from_db()
    assert coordinator.membership.status == "approved"


def test_approving(client, coordinator, applicant):
    client.force_login(coordinator)
    answer = client.post(f"/desk/members/{applicant.public_id}/approve/", {}, follow=True)
    assert "Avery Applicant is a member now." in answer.content.decode()
    applicant.membership.refresh_from_db()
    assert (applicant.membership.status, applicant.membership.decided_by) == (
        "approved",
        coordinator,
    )


@pytest.mark.parametrize("action", ["ask", "decline"])
def test_a_reason_is_required_and_asked_for_beside_the_field(
    client, coordinator, applicant, action
):
    client.force_login(coordinator)
    page = client.post(f"/desk/members/{applicant.public_id}/{action}/", {"reason": " "})
    assert page.status_code == 200
    assert "Write a sentence or two." in page.content.decode()
    applicant.membership.refresh_from_db()
    assert applicant.membership.status == "applied"


def test_the_slower_of_two_coordinators_is_told_and_keeps_their_words(
    client, coordinator, conflicted_coordinator, applicant
):
    client.force_login(conflicted_coordinator)
    client.post(f"/desk/members/{applicant.public_id}/approve/", {})
    client.force_login(coordinator)
    answer = client.post(
        f"/desk/members/{applicant.public_id}/decline/", {"reason": "We need an employer."}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else was faster." in page
    assert "We need an employer.</textarea>" in page
    applicant.membership.refresh_from_db()
    assert applicant.membership.status == "approved"


def test_a_second_press_of_ones_own_is_no_race(client, coordinator, applicant):
    client.force_login(coordinator)
    address = f"/desk/members/{applicant.public_id}/decline/"
    client.post(address, {"reason": "We need an employer."})
    answer = client.post(address, {"reason": "We need an employer."}, follow=True)
    page = answer.content.decode()
    assert "You have done this already." in page
    assert "Somebody else was faster" not in page
    assert "What you had written" not in page
    assert applicant.membership.events.filter(action="decline").count() == 1


def test_other_words_of_a_second_press_are_kept(client, coordinator, applicant):
    client.force_login(coordinator)
    address = f"/desk/members/{applicant.public_id}/decline/"
    client.post(address, {"reason": "We need an employer."})
    answer = client.post(address, {"reason": "Write to us when you have one."})
    page = answer.content.decode()
    assert "You have done this already." in page
    assert "Write to us when you have one.</textarea>" in page


def test_another_step_after_ones_own_decision_is_told(client, coordinator, applicant):
    client.force_login(coordinator)
    client.post(f"/desk/members/{applicant.public_id}/approve/", {})
    answer = client.post(f"/desk/members/{applicant.public_id}/decline/", {"reason": "No."})
    assert "You have decided on this already." in answer.content.decode()


def test_a_note_for_colleagues_says_that_the_member_can_have_it(client, coordinator, applicant):
    client.force_login(coordinator)
    page = client.get(f"/desk/members/{applicant.public_id}/").content.decode()
    assert "Whoever it is about finds it in the copy of their data." in page
    client.post(f"/desk/members/{applicant.public_id}/approve/", {"reason": "Known to the board."})
    [row] = membership_rows(applicant)
    assert row["what a coordinator wrote"] == "Known to the board."


@pytest.mark.parametrize("action", ["ask", "decline", "approve"])
def test_what_identifies_a_child_has_to_go_from_a_reason(client, coordinator, applicant, action):
    client.force_login(coordinator)
    reason = "You wrote of Kai Brown, NHS number 943 476 5919."
    answer = client.post(f"/desk/members/{applicant.public_id}/{action}/", {"reason": reason})
    assert answer.status_code == 200
    assert "Take this out: “943 476 5919”" in answer.content.decode()
    applicant.membership.refresh_from_db()
    assert (applicant.membership.status, applicant.membership.reason) == ("applied", "")


def test_the_two_who_write_may_be_named(client, coordinator, applicant):
    client.force_login(coordinator)
    reason = f"Dear {applicant.name},\nwhere do you work?\n{coordinator.name}"
    client.post(f"/desk/members/{applicant.public_id}/ask/", {"reason": reason})
    applicant.membership.refresh_from_db()
    assert applicant.membership.status == "asked"


def test_unknown_people_and_steps_are_404(client, coordinator, applicant):
    client.force_login(coordinator)
    assert client.get(f"/desk/members/{uuid.uuid4()}/").status_code == 404
    assert client.post(f"/desk/members/{applicant.public_id}/promote/", {}).status_code == 404
    assert client.get(f"/desk/members/{applicant.public_id}/approve/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_at_any_number(
    client, coordinator, count, django_assert_num_queries
):
    for number in range(count):
        make_applicant(f"Applicant {number}")
    client.force_login(coordinator)
    # session, user, groups, numbers of the groups, count, memberships with profiles, sectors,
    # confirmed addresses, earlier ones, the team; frame: site, root paths, menus, unread
    # messages
    with django_assert_num_queries(14):
        answer = client.get("/desk/members/")
    assert len(answer.context["page_obj"].object_list) == count


def put_into(user, status, **fields):
    Membership.objects.filter(user=user).update(status=status, decided_at=NOW, **fields)


def names_in(client, group, **more):
    answer = client.get("/desk/members/", {"group": group, **more})
    return [row["membership"].user.name for row in answer.context["rows"]]


def test_each_group_lists_its_own(client, coordinator, applicant):
    client.force_login(coordinator)
    found = {}
    for status in ("applied", "asked", "approved", "declined", "appealed", "suspended", "lapsed"):
        put_into(applicant, status, decided_by=coordinator)
        found[status] = [
            code
            for code in GROUPS
            if code != EVERYBODY and "Avery Applicant" in names_in(client, code)
        ]
    assert found == {
        "applied": [""],
        "asked": ["asked"],
        "approved": ["members"],
        "declined": ["declined"],
        "appealed": ["", "appeals"],
        "suspended": ["paused"],
        "lapsed": ["lapsed"],
    }


def test_who_was_approved_by_address_can_be_looked_over(client, coordinator, member):
    put_into(member, "approved", decided_by=None)
    client.force_login(coordinator)
    assert names_in(client, "by-address") == ["Mina Member"]


def test_who_was_asked_to_confirm_is_listed_with_the_last_day(client, coordinator, member):
    put_into(member, "approved", confirmed_at=NOW, confirmation_asked_at=NOW + timedelta(days=335))
    client.force_login(coordinator)
    assert names_in(client, "confirming") == ["Mina Member"]
    page = client.get("/desk/members/?group=confirming").content.decode()
    assert "They answer by 2 March 2027" in page


def test_an_address_that_bounces_is_flagged(client, coordinator, member):
    PausedAddress.objects.create(address=member.email, user=member, since=NOW)
    client.force_login(coordinator)
    assert names_in(client, "unreached") == ["Mina Member"]
    page = client.get(f"/desk/members/{member.public_id}/").content.decode()
    assert "E-mail to this address comes back" in page


@pytest.mark.parametrize(
    ("words", "found"), [("avery", 1), ("northfield", 1), ("avery south", 0), ("%", 0)]
)
def test_a_list_is_searched_by_name_and_organisation(client, coordinator, applicant, words, found):
    client.force_login(coordinator)
    assert len(names_in(client, "", q=words)) == found


def test_the_last_decider_leaves_an_appeal_to_others(
    client, coordinator, conflicted_coordinator, applicant
):
    put_into(
        applicant,
        "appealed",
        decided_by=coordinator,
        appealed_against="declined",
        appeal="You took me for another.",
        waiting_since=NOW,
    )
    client.force_login(coordinator)
    answer = client.get(f"/desk/members/{applicant.public_id}/")
    assert answer.context["forms"] == []
    assert "against your own decision" in answer.content.decode()
    client.force_login(conflicted_coordinator)
    answer = client.get(f"/desk/members/{applicant.public_id}/")
    assert [form.action for form in answer.context["forms"]] == ["approve", "uphold"]
    assert "You took me for another." in answer.content.decode()
    client.post(f"/desk/members/{applicant.public_id}/uphold/", {"reason": "It stands."})
    assert Membership.objects.get(user=applicant).status == "declined"


def test_what_the_check_marked_is_shown_with_its_reason(client, coordinator, applicant):
    Membership.objects.filter(user=applicant).update(
        kept_phrases=[{"type": "name", "phrase": "Jayden Smith", "why": "Our trainer."}]
    )
    client.force_login(coordinator)
    page = client.get(f"/desk/members/{applicant.public_id}/").content.decode()
    assert "“Jayden Smith”: Our trainer." in page


def test_who_is_in_another_list_is_offered_with_their_number(client, coordinator, applicant):
    client.force_login(coordinator)
    offered = client.get("/desk/members/?group=lapsed&q=avery").context["elsewhere"]
    assert offered == {"url": "?group=everybody&q=avery", "label": "Look in all lists: 1 found"}
    assert names_in(client, EVERYBODY, q="avery") == ["Avery Applicant"]
    assert client.get("/desk/members/?q=avery").context["elsewhere"] is None
    assert client.get("/desk/members/?q=nobody").context["elsewhere"] is None


def test_the_page_of_who_has_left_shows_no_leftovers(client, coordinator, member):
    leave(user=member, now=NOW, keeps_credit=False)
    client.force_login(coordinator)
    page = BeautifulSoup(client.get(f"/desk/members/{member.public_id}/").content, "html.parser")
    words = page.main.get_text(" ", strip=True)
    assert page.h1.get_text(strip=True) == "Former member"
    assert "former-member.invalid" not in words
    assert page.main.select("dt") == []
    assert "Why they would like to join" not in words
