"""Organisations that members wrote and the list did not have."""

from datetime import UTC, datetime

import pytest

from askexpert.asked_facts import root_of
from network.members.models import Membership, Profile, ProposalDecision
from network.members.organisations import proposals
from network.members.organisations.duplicates import likely_duplicates
from network.notifications.models import Message
from network.taxonomy.models import Nation, Organisation
from network.taxonomy.organisations import find
from network.workflows import NotPermitted
from tests.personas import make_applicant, make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
KEY = "peerless youth club"


@pytest.fixture
def writers(db):
    """Two who wrote the same name differently, and one who wrote another."""
    people = []
    for name, words in (
        ("Ada One", "Peerless Youth Club"),
        ("Ben Two", "PEERLESS  youth club"),
        ("Cat Three", "Another Club"),
    ):
        user = make_applicant(name).user
        Profile.objects.filter(user=user).update(
            organisation=None, proposed_organisation=words, updated_at=NOW
        )
        people.append(user)
    return people


def organisations_of(people) -> list[str]:
    return [str(Profile.objects.get(user=user).organisation_name) for user in people]


def test_what_several_wrote_alike_is_one_proposal(writers):
    assert [(p.key, p.name, len(p.profiles)) for p in proposals.proposals()] == [
        (KEY, "Peerless Youth Club", 2),
        ("another club", "Another Club", 1),
    ]


def test_the_queue_costs_the_same_at_any_number(writers, django_assert_num_queries):
    # Profiles with their people; last decisions.
    with django_assert_num_queries(2):
        assert len(proposals.proposals()) == 2


def test_adding_gives_it_to_everybody_who_wrote_it(writers, coordinator):
    parent = make_organisation("Northfield Council", "Northfield")
    added = proposals.add(
        key=KEY,
        name="Peerless Youth Club (Charity)",
        parent=parent,
        nation=Nation.objects.get(slug="england"),
        area=parent.area,
        kind="charity",
        actor=coordinator,
        now=NOW,
    )
    assert (added.root, added.slug) == (parent, "peerless-youth-club-charity")
    assert organisations_of(writers) == [added.name, added.name, "Another Club"]
    assert find("peerless youth club").organisation == added
    told = Message.objects.filter(kind="organisation_added").values_list("recipient", flat=True)
    assert sorted(told) == sorted([writers[0].pk, writers[1].pk])
    decision = ProposalDecision.objects.get()
    assert (decision.outcome, decision.organisation, decision.members_count) == ("added", added, 2)


def test_two_of_one_name_get_two_slugs(writers, coordinator):
    Organisation.objects.create(name="X", slug="another-club")
    added = proposals.add(key="another club", name="Another Club", actor=coordinator, now=NOW)
    assert added.slug == "another-club-2"


def test_pointing_keeps_the_name_that_was_written(writers, coordinator):
    there = make_organisation("Northfield Council", "Northfield")
    proposals.point_to(key=KEY, organisation=there, actor=coordinator, now=NOW)
    assert organisations_of(writers) == [there.name, there.name, "Another Club"]
    assert find("Peerless Youth CLUB").organisation == there


def test_a_membership_confirmed_for_the_name_is_confirmed_for_the_organisation(
    writers, coordinator
):
    Membership.objects.filter(user=writers[0]).update(
        confirmed_organisation=None, confirmed_organisation_name="Peerless Youth Club"
    )
    added = proposals.add(key=KEY, name="Peerless Youth Club", actor=coordinator, now=NOW)
    membership = Membership.objects.get(user=writers[0])
    assert (membership.confirmed_organisation, membership.confirmed_organisation_name) == (
        added,
        "",
    )


def test_refusing_tells_why_and_leaves_the_queue(writers, coordinator):
    proposals.refuse(
        key=KEY, reason="This is a programme of a council.", actor=coordinator, now=NOW
    )
    assert [p.key for p in proposals.proposals()] == ["another club"]
    assert [p.key for p in proposals.proposals(refused=True)] == [KEY]
    profile = Profile.objects.get(user=writers[1])
    assert proposals.refusal_for(profile).reason == "This is a programme of a council."
    assert proposals.refusal_for(Profile.objects.get(user=writers[2])) is None
    message = Message.objects.filter(recipient=writers[1]).get()
    assert message.kind == "organisation_refused"
    assert "programme" not in message.subject + message.body


def test_what_was_refused_can_still_be_added(writers, coordinator):
    proposals.refuse(key=KEY, reason="No.", actor=coordinator, now=NOW)
    proposals.add(key=KEY, name="Peerless Youth Club", actor=coordinator, now=NOW)
    assert proposals.proposals(refused=True) == []
    assert organisations_of(writers)[:2] == ["Peerless Youth Club"] * 2


def test_a_name_that_was_decided_on_is_gone(writers, coordinator):
    proposals.add(key=KEY, name="Peerless Youth Club", actor=coordinator, now=NOW)
    with pytest.raises(proposals.ProposalGone):
        proposals.refuse(key=KEY, reason="No.", actor=coordinator, now=NOW)


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "editor"])
def test_only_coordinators_decide(request, writers, who):
    with pytest.raises(NotPermitted):
        proposals.add(key=KEY, name="X", actor=request.getfixturevalue(who), now=NOW)


def test_who_wrote_the_same_name_are_colleagues(writers):
    roots = [
        root_of(None, Profile.objects.get(user=user).proposed_organisation) for user in writers
    ]
    assert roots == [f"proposed: {KEY}", f"proposed: {KEY}", "proposed: another club"]


def test_nobody_is_a_colleague_by_having_written_nothing(applicant):
    Profile.objects.filter(user=applicant).update(organisation=None)
    assert root_of(None, Profile.objects.get(user=applicant).proposed_organisation) == ""


def test_names_that_differ_by_fillers_may_be_duplicates(db):
    first = make_organisation("Northfield Council", "Northfield")
    second = Organisation.objects.create(
        name="Council of the Borough of Northfield", slug="x", area=first.area
    )
    make_organisation("Eastsand Council", "Eastsand")
    assert likely_duplicates() == [(second, first)]
