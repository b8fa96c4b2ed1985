"""3. Who is too close is not suggested, cannot be invited by hand, and cannot say yes any more once
they have become too close: the next person is asked, and nothing can be read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.models import Assignment, QuestionEvent
from network.members.models import Profile
from network.taxonomy.models import Organisation
from tests.askexpert import stories
from tests.personas import TOPICS, make_expert, make_organisation


@pytest.fixture
def council(member) -> Organisation:
    """The asker's council; a school of it stands in the same tree."""
    return member.profile.organisation


@pytest.fixture
def same_tree(council):
    school = make_organisation("Northfield Upper School", "Westhaven")
    Organisation.objects.filter(pk=school.pk).update(root=council.root_id, parent=council)
    return make_expert("Edda Sametree", organisation=school, topics=TOPICS)


@pytest.fixture
def lately_there(council):
    person = make_expert(
        "Elan Lately",
        organisation=make_organisation("Ferncombe Council", "Ferncombe"),
        topics=TOPICS,
    )
    person.profile.previous_employments.create(
        organisation=council, until_date=timezone.localdate() - timedelta(days=180)
    )
    return person


def test_who_is_too_close_is_counted_and_not_shown(
    desk, member, coordinator, expert, same_tree, lately_there
):
    question = stories.matching(member, coordinator, now=timezone.now())
    page = desk.open(question.desk_url).text
    assert [name for name in (same_tree.name, lately_there.name) if name in page] == []
    assert expert.name in page
    assert "1 same organisation" in page
    assert "1 recently worked for the organisation" in page


def test_an_invitation_by_hand_is_refused_and_stands_in_the_history(
    desk, member, coordinator, expert, same_tree
):
    question = stories.matching(member, coordinator, now=timezone.now())
    answer = desk.client.post(
        f"{question.desk_url}invite/",
        {"expert": same_tree.public_id, "version": question.version},
    )
    assert answer.status_code == 403
    assert Assignment.objects.filter(expert=same_tree).exists() is False
    assert QuestionEvent.objects.filter(
        question=question, action="refuse_invitation", reason="same_organisation"
    ).exists()
    assert "An invitation was refused by a rule" in desk.open(question.desk_url).text


@pytest.fixture
def moved(answering, member, coordinator, expert, other_expert):
    """Invited; while they read it they come to the asker's organisation, and press yes."""
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    workflow.choose_inviting(
        question=ask.question, actor=coordinator, now=timezone.now(), by_itself=True
    )
    answering.open(ask.get_absolute_url())
    Profile.objects.filter(user=expert).update(organisation=member.profile.organisation)
    answering.fill("accept/")
    return ask


def test_who_has_become_too_close_is_refused_kindly_and_without_a_reason_that_tells(
    moved, answering, member
):
    assert "a tie to this question has come up" in answering.page
    asker = (member.name, str(member.profile.organisation), "same organisation")
    assert [trace for trace in asker if trace in answering.page] == []
    assert stories.status_of(moved) == "conflicted"


def test_they_read_nothing_of_it_any_more(moved, answering):
    url = moved.get_absolute_url()
    answering.open(url)
    assert "This invitation is over" in answering.text
    assert (stories.TITLE in answering.page, stories.TEXT in answering.page) == (False, False)
    assert answering.status(f"{url}answer/") == 410
    assert answering.status(moved.question.get_absolute_url()) == 404


def test_the_next_person_is_asked_and_the_coordinator_is_told(moved, coordinator, other_expert):
    following = Assignment.objects.exclude(pk=moved.pk).get()
    assert (following.expert, following.status) == (other_expert, "invited")
    assert "desk_conflict_found" in stories.told(coordinator)
