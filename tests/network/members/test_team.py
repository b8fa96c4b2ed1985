"""Who is of the team is told by their role; a name that reads like theirs is told to the desk."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from network.members import team, workflow
from network.members.models import Membership, User
from network.members.profile import writing
from network.members.roles import COORDINATORS
from network.notifications.models import Message
from tests.network.relay.exchange import send
from tests.personas import make_account

NOW = datetime(2026, 4, 7, 10, 0, tzinfo=UTC)
MARK = "Team of the network"


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


def rename(user, name: str):
    return writing.save_profile(
        user=fresh(user),
        details=writing.ProfileDetails(
            name=name,
            sectors=list(user.profile.sectors.all()),
            role_title="Network coordinator",
            nation=user.profile.nation,
        ),
        now=NOW,
    )


def told(coordinator) -> int:
    return Message.objects.filter(recipient=coordinator, kind="desk_name_of_the_team").count()


def marked(answer) -> list[str]:
    """The badges of the page; text that somebody wrote is none."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return [badge.get_text(strip=True) for badge in soup.select("main .badge:has(svg)")]


@pytest.mark.parametrize(
    "name",
    [
        "Judith Amankwah",
        "judith  AMANKWAH",
        "Amankwah, Judith",
        "Júdith Amankwah",
        "Judith Amankwah (lead)",
        "Jud\u0456th Am\u0430nkw\u0430h",
        "JUD1TH AMANKWAH",
        "Ｊudith Amankwah",
        "JudithAmankwah",
        "Ju dith Amank wah",
    ],
)
def test_a_name_that_reads_the_same(name):
    assert team.reads_alike(name, "Judith Amankwah") is True


@pytest.mark.parametrize("name", ["Judith", "Judith Amank", "Judy Amankwah", "", "Jan Moyle"])
def test_a_name_that_reads_otherwise(name):
    assert team.reads_alike(name, "Judith Amankwah") is False


def test_nobody_reads_like_a_name_that_is_not_given():
    assert team.reads_alike("Judith Amankwah", "") is False


def test_the_team_is_whoever_has_a_role_that_holds(member, editor, coordinator, safeguarding_lead):
    everybody = [member, editor, coordinator, safeguarding_lead]
    ids = [person.public_id for person in everybody]
    assert team.among(ids) == {str(coordinator.public_id), str(safeguarding_lead.public_id)}
    Membership.objects.filter(user=coordinator).update(status="suspended")
    assert team.among(ids) == {str(safeguarding_lead.public_id)}


def test_who_has_both_roles_is_there_once(safeguarding_lead):
    safeguarding_lead.groups.add(Group.objects.get(name=COORDINATORS))
    assert team.people().filter(pk=safeguarding_lead.pk).count() == 1


def test_the_directory_marks_the_team_and_nobody_else(client, member, coordinator):
    rename(member, coordinator.name)
    client.force_login(member)
    answer = client.get("/members/")
    assert marked(answer) == [MARK]
    cards = {card.url: card.on_team for card in answer.context["cards"]}
    assert cards == {
        f"/members/{member.public_id}/": False,
        f"/members/{coordinator.public_id}/": True,
    }


def test_a_mark_ends_with_the_role(client, member, coordinator):
    client.force_login(member)
    assert marked(client.get("/members/")) == [MARK]
    coordinator.groups.clear()
    assert marked(client.get("/members/")) == []


def test_profiles_carry_the_mark(client, member, expert, coordinator):
    client.force_login(member)
    assert marked(client.get(f"/members/{coordinator.public_id}/")) == [MARK]
    assert marked(client.get(f"/members/{expert.public_id}/")) == []


def test_nobody_can_write_the_mark(client, member, expert):
    rename(expert, f"Esme {MARK}")
    client.force_login(member)
    answer = client.get(f"/members/{expert.public_id}/")
    assert MARK in answer.content.decode()
    assert marked(answer) == []


def test_letters_carry_the_mark(client, member, expert, coordinator):
    letter = send(coordinator, member)
    other = send(expert, member)
    client.force_login(member)
    assert marked(client.get("/me/letters/")).count(MARK) == 1
    assert MARK in marked(client.get(letter.conversation.get_absolute_url()))
    assert MARK not in marked(client.get(other.conversation.get_absolute_url()))


def test_the_page_for_a_first_letter_carries_the_mark(client, member, expert, coordinator):
    client.force_login(member)
    assert marked(client.get(f"/me/letters/to/{coordinator.public_id}/")) == [MARK]
    assert marked(client.get(f"/me/letters/to/{expert.public_id}/")) == []


def test_coordinators_are_told_of_a_name_like_theirs(member, coordinator, safeguarding_lead):
    rename(member, safeguarding_lead.name.upper())
    assert told(coordinator) == 1
    rename(member, safeguarding_lead.name.upper())
    assert told(coordinator) == 1


def test_nobody_is_told_of_another_name(member, coordinator):
    rename(member, "Somebody Else")
    assert told(coordinator) == 0


def test_nobody_is_told_of_the_names_of_the_team(coordinator, conflicted_coordinator):
    rename(conflicted_coordinator, coordinator.name)
    assert told(coordinator) == 0


def test_coordinators_are_told_when_somebody_joins_with_such_a_name(member, coordinator):
    user = make_account(coordinator.name, "same-name@people.example")
    writing.save_profile(
        user=user,
        details=writing.ProfileDetails(
            name=coordinator.name,
            sectors=list(member.profile.sectors.all()),
            role_title="Youth worker",
            nation=member.profile.nation,
        ),
        now=NOW,
    )
    assert told(coordinator) == 1


def test_the_desk_marks_who_was_let_in_by_address_with_such_a_name(client, member, coordinator):
    user = make_account(coordinator.name, "c.coordinator@council.gov.uk")
    membership = workflow.apply(
        user=user,
        now=NOW,
        why="To learn.",
        details=writing.ProfileDetails(
            name=coordinator.name.replace("o", "\u043e"),
            sectors=list(member.profile.sectors.all()),
            role_title="Youth worker",
            nation=member.profile.nation,
        ),
    )
    assert (membership.status, told(coordinator)) == ("approved", 1)
    client.force_login(coordinator)
    rows = client.get("/desk/members/", {"group": "by-address"}).context["rows"]
    assert {row["membership"].user_id: row["is_namesake"] for row in rows} == {user.pk: True}
    assert (
        "Name like one of the team" in client.get("/desk/members/?group=members").content.decode()
    )


def test_the_desk_says_whose_name_it_is(client, member, expert, coordinator):
    rename(member, coordinator.name)
    client.force_login(coordinator)
    page = client.get(f"/desk/members/{member.public_id}/").content.decode()
    assert "This name reads like one of the team" in page
    page = client.get(f"/desk/members/{expert.public_id}/").content.decode()
    assert "This name reads like one of the team" not in page
