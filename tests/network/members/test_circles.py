"""Who is in the groups that editors choose for pages of members and of one sector."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from network.members import circles, workflow
from network.members.due import run_due
from network.members.models import Circle, Membership, User
from network.members.profile.writing import ProfileDetails, save_profile
from network.members.roles import is_verified_member, role_names
from network.members.workflow.leaving import come_back, leave
from network.taxonomy.models import Nation, Sector
from tests.factories.pages import make_tip, restrict
from tests.personas import give_second_factor, make_account, make_applicant, make_member

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MEMBERS, EDUCATION, POLICE = "Members", "Sector: Education", "Sector: Police"

pytestmark = pytest.mark.django_db


def circles_of(user) -> set[str]:
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def change_sectors(user, *slugs: str) -> None:
    details = ProfileDetails(
        name=user.name,
        sectors=list(Sector.objects.filter(slug__in=slugs)),
        role_title="Practitioner",
        nation=Nation.objects.get(slug="england"),
    )
    save_profile(user=user, details=details, now=NOW)


def test_there_is_a_circle_of_all_members_and_one_for_every_sector():
    names = set(Circle.objects.values_list("group__name", flat=True))
    assert names == {MEMBERS} | {f"Sector: {sector.name}" for sector in Sector.objects.all()}


def test_a_member_is_in_their_circles_and_an_applicant_in_none(member, applicant, outsider):
    assert circles_of(member) == {MEMBERS, EDUCATION}
    assert circles_of(applicant) == circles_of(outsider) == set()


def test_the_circles_follow_the_sectors(member):
    change_sectors(member, "police", "health")
    assert circles_of(member) == {MEMBERS, POLICE, "Sector: Health"}


def test_sectors_of_somebody_who_is_no_member_open_nothing(applicant):
    change_sectors(applicant, "police")
    assert circles_of(applicant) == set()


def test_the_circles_end_with_the_membership_and_come_back_with_it(member, coordinator):
    membership = member.membership
    workflow.suspend(membership=membership, actor=coordinator, now=NOW, reason="A check.")
    assert circles_of(member) == set()
    workflow.reinstate(membership=membership, actor=coordinator, now=NOW)
    assert circles_of(member) == {MEMBERS, EDUCATION}


def test_leaving_ends_the_circles_and_coming_back_gives_them_back(member):
    departure = leave(user=member, now=NOW, keeps_credit=False)
    assert circles_of(member) == set()
    come_back(departure=departure, now=NOW + timedelta(days=1))
    assert circles_of(member) == {MEMBERS, EDUCATION}


def test_roles_stay_beside_the_circles(researcher, coordinator):
    assert circles_of(researcher) == {"Researchers", MEMBERS, "Sector: Research"}
    workflow.suspend(
        membership=researcher.membership, actor=coordinator, now=NOW, reason="A check."
    )
    assert circles_of(researcher) == {"Researchers"}


def test_a_circle_is_no_role_and_gives_no_right(member, client):
    assert role_names(member) == frozenset()
    assert not Group.objects.filter(circle__isnull=False, permissions__isnull=False).exists()
    client.force_login(member)
    assert client.get("/admin/").status_code == 404


def test_a_renamed_sector_renames_its_circle(member):
    sector = Sector.objects.get(slug="education")
    sector.name = "Schools and colleges"
    sector.save()
    assert circles_of(member) == {MEMBERS, "Sector: Schools and colleges"}


def test_a_new_sector_has_a_circle_and_a_deleted_one_takes_it_along():
    sector = Sector.objects.create(name="Sport", slug="sport")
    assert Group.objects.filter(name="Sector: Sport", circle__sector=sector).count() == 1
    sector.delete()
    assert not Group.objects.filter(name="Sector: Sport").exists()


def test_a_group_of_an_administrator_is_not_taken_over():
    Group.objects.create(name="Sector: Sport")
    sector = Sector.objects.create(name="Sport", slug="sport")
    assert sector.circle.group.name == "Sector: Sport (2)"


def test_the_clock_puts_right_what_was_written_past_the_rules(member, applicant):
    police = Group.objects.get(name=POLICE)
    member.groups.set([police])
    applicant.groups.add(police, Group.objects.get(name=MEMBERS))
    assert run_due(now=NOW)["places in circles put right"] == 5
    assert circles_of(member) == {MEMBERS, EDUCATION}
    assert circles_of(applicant) == set()
    assert circles.repair() == 0


def test_looking_the_circles_over_costs_the_same_at_any_number(member, django_assert_num_queries):
    # savepoint, sectors without a circle, wrong entries, members, by sector, circles, release
    with django_assert_num_queries(7):
        circles.repair()
    make_member("Second Member")
    with django_assert_num_queries(7):
        circles.repair()


# Pages that Wagtail serves itself


@pytest.fixture
def tip(db):
    return make_tip()


def status(client, user, page) -> int:
    client.force_login(user)
    return client.get(page.url).status_code


def test_a_page_for_members_opens_to_members_alone(client, tip, member, applicant):
    restrict(tip, Group.objects.get(name=MEMBERS))
    response = client.get(tip.url)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/account/login/?next={tip.url}",
    )
    assert status(client, member, tip) == 200
    assert status(client, applicant, tip) == 404


def test_a_page_for_one_sector_opens_to_that_sector_alone(client, tip, member, expert):
    restrict(tip, Group.objects.get(name=EDUCATION))
    assert status(client, member, tip) == 200
    assert status(client, expert, tip) == 404
    change_sectors(expert, "education")
    assert status(client, expert, tip) == 200


def test_a_member_who_lapses_loses_the_page_in_the_same_session(client, tip, member, coordinator):
    restrict(tip, Group.objects.get(name=MEMBERS))
    client.force_login(member)
    assert client.get(tip.url).status_code == 200
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A check.")
    assert client.get(tip.url).status_code == 404


def test_a_page_for_staff_is_closed_to_staff_whose_membership_rests(
    client, tip, researcher, member
):
    restrict(tip, Group.objects.get(name="Researchers"))
    assert status(client, member, tip) == 404
    assert status(client, researcher, tip) == 200
    Membership.objects.filter(user=researcher).update(status="suspended")
    assert status(client, researcher, tip) == 404


def test_somebody_suspended_still_opens_what_is_public(client, tip, member, coordinator):
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A check.")
    assert status(client, member, tip) == 200
    assert not is_verified_member(User.objects.get(pk=member.pk))


# The Wagtail admin


@pytest.fixture
def administrator(db):
    user = make_account("Ada Administrator")
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    give_second_factor(user)
    return user


def test_the_privacy_dialog_offers_the_circles(client, tip, administrator):
    client.force_login(administrator)
    words = client.get(f"/admin/pages/{tip.pk}/privacy/").content.decode()
    assert MEMBERS in words
    assert POLICE in words


def test_circles_are_not_among_the_roles_of_an_account(client, member, administrator):
    client.force_login(administrator)
    form = client.get(f"/admin/users/edit/{member.pk}/").context["form"]
    names = {str(group) for group in form.fields["groups"].queryset}
    assert "Editors" in names
    assert not {MEMBERS, POLICE} & names


def test_saving_an_account_keeps_its_circles(client, member, administrator):
    client.force_login(administrator)
    editors = Group.objects.get(name="Editors")
    client.post(
        f"/admin/users/edit/{member.pk}/",
        {"email": member.email, "name": member.name, "is_active": "on", "groups": [editors.pk]},
    )
    assert circles_of(member) == {"Editors", MEMBERS, EDUCATION}


def test_circles_cannot_be_edited_or_deleted_as_groups(client, administrator):
    client.force_login(administrator)
    circle = Group.objects.get(name=MEMBERS)
    assert client.get(f"/admin/groups/edit/{circle.pk}/").status_code == 404
    assert client.get(f"/admin/groups/delete/{circle.pk}/").status_code == 404
    listed = {group.name for group in client.get("/admin/groups/").context["groups"]}
    assert "Editors" in listed
    assert MEMBERS not in listed


def test_an_application_approved_later_opens_the_circles(coordinator):
    membership = make_applicant("Lara Later", sectors=("police",))
    workflow.approve(membership=membership, actor=coordinator, now=NOW)
    assert circles_of(membership.user) == {MEMBERS, POLICE}
