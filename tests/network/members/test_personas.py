"""The people of the tests are what their names say."""

import pytest

from network.members.enums import MembershipStatus
from network.members.roles import (
    has_desk_access,
    is_coordinator,
    is_researcher,
    is_safeguarding_lead,
    is_verified_member,
)
from network.notifications.models import Message


@pytest.mark.parametrize(
    "name", ["member", "expert", "other_expert", "coordinator", "safeguarding_lead", "researcher"]
)
def test_members_are_approved(request, name):
    assert is_verified_member(request.getfixturevalue(name))


def test_the_applicant_waits(applicant):
    assert applicant.membership.status == MembershipStatus.APPLIED


def test_the_outsider_has_no_membership(outsider):
    assert not is_verified_member(outsider)


def test_roles_are_separate(coordinator, safeguarding_lead, researcher, member):
    found = [
        (is_coordinator(u), is_safeguarding_lead(u), is_researcher(u), has_desk_access(u))
        for u in (coordinator, safeguarding_lead, researcher, member)
    ]
    assert found == [
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, False),
        (False, False, False, False),
    ]


def test_the_conflicted_coordinator_shares_area_and_organisation(
    member, coordinator, conflicted_coordinator
):
    assert conflicted_coordinator.profile.area == member.profile.area
    assert conflicted_coordinator.profile.organisation == member.profile.organisation
    assert coordinator.profile.area != member.profile.area


def test_nobody_has_messages(member, coordinator, expert):
    assert not Message.objects.exists()
