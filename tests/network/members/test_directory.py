"""The directory and a member's page: who gets in, who is listed, what it costs."""

import uuid
from datetime import UTC, datetime

import pytest

from network.members import workflow
from network.members.models import Profile
from network.notifications.models import Message
from tests.personas import make_member, make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def names(answer) -> list[str]:
    return [profile.user.name for profile in answer.context["page_obj"]]


def test_a_visitor_signs_in_first(client, db):
    assert client.get("/members/").url == "/account/login/?next=/members/"


@pytest.mark.parametrize("who", ["outsider", "applicant"])
def test_who_is_not_approved_reads_why(request, client, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get("/members/")
    assert answer.status_code == 403
    assert "This page is for members" in answer.content.decode()


def test_members_are_listed_by_name_and_applicants_are_not(client, member, expert, applicant):
    client.force_login(member)
    assert names(client.get("/members/")) == ["Esme Expert", "Mina Member"]


def test_who_shows_their_name_to_coordinators_only_is_in_no_list_and_no_count(
    client, member, expert
):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    client.force_login(member)
    answer = client.get("/members/")
    assert names(answer) == ["Mina Member"]
    assert answer.context["page_obj"].paginator.count == 1
    assert client.get(expert.profile.get_absolute_url()).status_code == 404


def test_coordinators_see_them_and_they_see_themselves(client, coordinator, expert):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    for user in (coordinator, expert):
        client.force_login(user)
        assert client.get(expert.profile.get_absolute_url()).status_code == 200
        assert "Esme Expert" in names(client.get("/members/"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sector=education", ["Mina Member"]),
        ("nation=wales", ["Wyn Wales"]),
        ("topic=peer-mapping", ["Esme Expert", "Mina Member"]),
        ("sector=youth-work&topic=peer-mapping", ["Esme Expert"]),
        ("sector=police", []),
        ("sector=no-such-field", ["Esme Expert", "Mina Member", "Wyn Wales"]),
    ],
)
def test_the_list_is_narrowed(client, member, expert, query, expected):
    make_member("Wyn Wales", organisation=make_organisation("Bryn Council", "Bryn", "wales"))
    client.force_login(member)
    assert names(client.get(f"/members/?{query}")) == expected


def test_a_member_is_listed_once_whatever_they_chose(client, member):
    make_member("Two Fields", sectors=("education", "police"), topics={"bullying": "lead"})
    client.force_login(member)
    assert names(client.get("/members/")) == ["Mina Member", "Two Fields"]


def test_twenty_a_page_and_the_choice_goes_along(client, member):
    for number in range(20):
        make_member(f"Zed {number:02}", sectors=("education",))
    client.force_login(member)
    answer = client.get("/members/?sector=education")
    assert len(names(answer)) == 20
    assert 'href="?sector=education&amp;page=2"' in answer.content.decode()
    assert names(client.get("/members/?sector=education&page=2")) == ["Zed 19"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_at_any_number(client, member, count, django_assert_num_queries):
    for number in range(count - 1):
        make_member(f"Zed {number}", topics={"bullying": "lead"})
    client.force_login(member)
    # session; user; membership; groups; count; profiles; sectors; expertise; its topics; filter
    # choices: sectors, nations, topics; frame: site, root paths, menus, unread messages
    with django_assert_num_queries(16):
        assert len(names(client.get("/members/"))) == count


def test_strangers_get_404_from_a_profile_that_exists(client, expert, applicant, outsider):
    address = expert.profile.get_absolute_url()
    assert client.get(address).status_code == 404
    for user in (applicant, outsider):
        client.force_login(user)
        assert client.get(address).status_code == 404


def test_an_applicant_has_no_page_for_members(client, member, applicant):
    client.force_login(member)
    assert client.get(applicant.profile.get_absolute_url()).status_code == 404
    assert client.get(f"/members/{uuid.uuid4()}/").status_code == 404


def test_a_profile_shows_work_and_no_address(client, member, expert):
    client.force_login(member)
    page = client.get(expert.profile.get_absolute_url()).content.decode()
    assert "Esme Expert" in page
    assert "leads on this" in page
    assert expert.email not in page


def test_a_suspended_member_loses_the_directory_at_once(client, member, coordinator):
    client.force_login(member)
    assert client.get("/members/").status_code == 200
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A concern.")
    assert client.get("/members/").status_code == 403


def test_nothing_is_written_by_looking(client, member, expert):
    client.force_login(member)
    client.get("/members/")
    client.get(expert.profile.get_absolute_url())
    assert not Message.objects.exists()
    assert client.post("/members/").status_code == 405
