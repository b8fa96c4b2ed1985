"""Who coordinates a sector: chosen by editors, from those who may be chosen."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from network.members.choosing import (
    MemberChooseView,
    MemberChosenView,
    MemberResultsView,
    choosable_members,
)
from network.members.models import Profile
from network.privacy.holdings import all_holdings
from network.sectors.models import SectorCoordinator
from network.taxonomy.models import Sector
from tests.network.relay.exchange import NOW, leave


@pytest.fixture
def housing(db):
    return Sector.objects.get(slug="housing")


def test_approved_members_whose_name_members_see_may_be_chosen(member, expert, applicant, outsider):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    assert list(choosable_members()) == [member]


@pytest.mark.parametrize("who", ["applicant", "outsider"])
def test_nobody_else_is_accepted(request, housing, who):
    row = SectorCoordinator(sector=housing, member=request.getfixturevalue(who))
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["member"]


def test_a_member_coordinates_a_sector_once(member, housing):
    SectorCoordinator.objects.create(sector=housing, member=member)
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorCoordinator.objects.create(sector=housing, member=member)


def test_the_copy_says_what_somebody_coordinates_and_leaving_for_good_ends_it(member, housing):
    row = SectorCoordinator.objects.create(sector=housing, member=member)
    holding = next(h for h in all_holdings() if h.model == "sectors.SectorCoordinator")
    assert holding.rows(member) == [{"sector": "Housing", "since": row.since}]
    leave(member)
    assert SectorCoordinator.objects.acting().count() == 0
    holding.on_final(member, NOW)
    assert SectorCoordinator.objects.count() == 0


@pytest.mark.parametrize("view", [MemberChooseView, MemberResultsView])
def test_the_list_to_choose_from_is_for_those_who_may_choose(rf, researcher, view):
    request = rf.get("/")
    request.user = researcher
    with pytest.raises(PermissionDenied):
        view.as_view()(request)


def test_somebody_who_may_not_be_chosen_cannot_be_asked_for(applicant, member):
    view = MemberChosenView()
    with pytest.raises(ObjectDoesNotExist):
        view.get_object(applicant.pk)
    assert view.get_object(member.pk) == member
    assert list(view.get_objects([applicant.pk, member.pk])) == [member]


# --- In the Wagtail admin -----------------------------------------------------------------------


def test_an_editor_names_a_coordinator_and_finds_only_who_may_be_chosen(
    client, editor, member, expert, applicant, housing
):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    client.force_login(editor)
    form = client.get("/admin/snippets/sectors/sectorcoordinator/add/")
    assert "Choose a member" in form.content.decode()
    found = client.get("/admin/choose_member/").content.decode()
    assert ("Mina Member" in found, "Esme" in found, "Avery" in found) == (True, False, False)
    searched = client.get("/admin/choose_member/results/?q=edda").content.decode()
    assert ("Mina Member" in searched, "Edda Editor" in searched) == (False, True)
    for user, status in ((member, 200), (expert, 404), (applicant, 404)):
        assert client.get(f"/admin/choose_member/chosen/{user.pk}/").status_code == status
    client.post(
        "/admin/snippets/sectors/sectorcoordinator/add/",
        {"sector": housing.pk, "member": member.pk, "since": "2026-03-02"},
    )
    assert SectorCoordinator.objects.get().member == member


def test_an_editor_cannot_name_somebody_else_by_hand(client, editor, applicant, housing):
    client.force_login(editor)
    client.post(
        "/admin/snippets/sectors/sectorcoordinator/add/",
        {"sector": housing.pk, "member": applicant.pk, "since": "2026-03-02"},
    )
    assert SectorCoordinator.objects.count() == 0


def test_members_find_no_list_of_members_in_the_admin(client, member):
    client.force_login(member)
    assert client.get("/admin/choose_member/").status_code == 404
