"""A question put to members: chosen by its asker, written by a coordinator, offered to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from askexpert import workflow
from askexpert.models import ExpertAvailability, Offer, OpenQuestion, Question, QuestionEvent
from askexpert.offers import open_on_desk
from network.members.roles import COORDINATORS
from network.taxonomy.models import Sector
from network.workflows import NotPermitted
from tests.askexpert import stories
from tests.askexpert.due.clock import at
from tests.askexpert.rows import stored
from tests.askexpert.stories import fresh

LATER = stories.NOW + timedelta(hours=4)
NHS = "943 476 5919"


@pytest.fixture
def unmatched(member, coordinator):
    return stories.unmatched(member, coordinator)


@pytest.fixture
def opened(member, coordinator):
    return stories.opened(member, coordinator)


def write(question, actor, **changes):
    return workflow.open_to_members(
        question=question,
        actor=actor,
        now=LATER,
        **{"title": stories.OPEN_TITLE, "text": stories.OPEN_TEXT, **changes},
    )


def offer(row, member, **more):
    return workflow.offer_answer(open_question=row, actor=member, now=LATER, **more)


# The asker chooses


def test_choosing_makes_one_task_for_the_coordinators(unmatched, member, coordinator):
    for _ in range(2):
        workflow.choose_open(question=unmatched, actor=member, now=LATER)
    assert stories.told(coordinator).count("desk_open_question") == 1
    assert QuestionEvent.objects.filter(action="choose_open").count() == 1
    assert stories.status_of(unmatched) == "unmatched"


def test_until_it_is_written_the_choice_may_change(unmatched, member):
    education = Sector.objects.get(slug="education")
    workflow.choose_open(question=unmatched, actor=member, now=LATER)
    workflow.choose_open(question=unmatched, actor=member, now=LATER, sector=education)
    assert OpenQuestion.objects.get().sector == education


def test_once_members_read_it_it_is_not_chosen_again(opened, member):
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.choose_open(question=opened.question, actor=member, now=LATER)


def test_only_the_asker_chooses(unmatched, coordinator):
    with pytest.raises(workflow.NotPermitted):
        workflow.choose_open(question=unmatched, actor=coordinator, now=LATER)


@pytest.mark.parametrize("status", ["submitted", "matching", "answering", "answered", "withdrawn"])
def test_only_an_unmatched_question_is_put_to_members(member, coordinator, expert, status):
    question = stories.answered(member, coordinator, expert)
    Question.objects.filter(pk=question.pk).update(status=status)
    with pytest.raises(workflow.TransitionNotAllowed):
        workflow.choose_open(question=question, actor=member, now=LATER)


# A coordinator writes


def test_the_asker_hears_that_members_can_read_it(unmatched, member, coordinator):
    workflow.choose_open(question=unmatched, actor=member, now=LATER)
    row = write(unmatched, coordinator)
    assert (row.opened_by, row.opened_at) == (coordinator, LATER)
    assert stories.told(member)[-1] == "ask_open"


def test_without_the_askers_choice_nothing_is_opened(unmatched, coordinator):
    with pytest.raises(workflow.NotPermitted, match="has not chosen"):
        write(unmatched, coordinator)


def test_a_conflicted_coordinator_opens_nothing(unmatched, member, conflicted_coordinator):
    workflow.choose_open(question=unmatched, actor=member, now=LATER)
    with pytest.raises(workflow.NotPermitted):
        write(unmatched, conflicted_coordinator)


def test_sent_twice_it_is_opened_once(opened, coordinator):
    before = stored()
    assert write(opened.question, coordinator) == opened
    assert stored() == before


def test_other_words_for_one_that_is_open_are_refused(opened, coordinator):
    with pytest.raises(workflow.StaleForm):
        write(opened.question, coordinator, text="Another text.")


@pytest.mark.parametrize("text", [f"Number {NHS}.", "The Jones family moved away. What then?"])
def test_nothing_that_is_marked_may_stay(unmatched, member, coordinator, text):
    workflow.choose_open(question=unmatched, actor=member, now=LATER)
    with pytest.raises(workflow.TextHeldBack):
        write(unmatched, coordinator, text=text)
    assert OpenQuestion.objects.get().is_open is False


def test_a_coordinator_takes_it_back_and_the_asker_may_choose_again(opened, member, coordinator):
    question = opened.question
    assert workflow.close_open(question=question, actor=coordinator, now=LATER) is True
    assert workflow.close_open(question=question, actor=coordinator, now=LATER) is False
    row = workflow.choose_open(question=question, actor=member, now=LATER)
    assert (row.pk, row.is_open, row.title, row.text) == (opened.pk, False, "", "")


# Who reads it


def test_every_verified_member_reads_it_colleagues_of_the_asker_too(
    opened, expert, conflicted_coordinator
):
    assert OpenQuestion.objects.visible_to(expert).get() == opened
    assert OpenQuestion.objects.visible_to(conflicted_coordinator).get() == opened


def test_nobody_else_reads_it(opened, outsider, applicant):
    assert [
        OpenQuestion.objects.visible_to(person).count() for person in (outsider, applicant)
    ] == [0, 0]


def test_a_peer_groups_question_is_read_by_its_sector_only(
    member, coordinator, expert, safeguarding_lead
):
    sector = Sector.objects.get(slug="childrens-social-care")
    row = stories.opened(member, coordinator, sector=sector)
    assert OpenQuestion.objects.visible_to(safeguarding_lead).get() == row
    assert OpenQuestion.objects.visible_to(expert).count() == 0


@pytest.mark.parametrize(
    "status",
    ["submitted", "changes_requested", "quarantined", "answering", "reviewing", "answered"],
)
def test_in_any_other_state_of_its_question_nobody_reads_it(member, coordinator, expert, status):
    question = stories.answered(member, coordinator, expert)
    OpenQuestion.objects.create(
        question=question, wanted_at=LATER, opened_at=LATER, title="T", text="T"
    )
    Question.objects.filter(pk=question.pk).update(status=status)
    assert OpenQuestion.objects.visible_to(expert).count() == 0


def test_while_somebody_writes_it_rests_and_comes_back_when_they_cannot(
    opened, coordinator, expert
):
    question = opened.question
    workflow.widen(question=question, actor=coordinator, now=LATER)
    ask = workflow.invite(question=question, expert=expert, actor=coordinator, now=LATER)
    workflow.accept(assignment=ask, actor=expert, now=LATER)
    assert OpenQuestion.objects.visible_to(expert).count() == 0
    workflow.hand_back(assignment=ask, actor=expert, now=LATER)
    assert OpenQuestion.objects.visible_to(expert).count() == 1


def test_it_ends_with_its_question_and_who_offered_in_vain_is_thanked(opened, member, expert):
    offer(opened, expert)
    workflow.withdraw(question=opened.question, actor=member, now=LATER)
    assert stories.fresh(opened).closed_at == LATER
    assert stories.told(expert) == ["offer_not_needed"]


def test_a_member_who_raises_the_alarm_takes_it_from_everybody(opened, expert, safeguarding_lead):
    workflow.quarantine(question=opened.question, actor=expert, now=LATER, label="identifies")
    assert stories.fresh(opened).closed_at == LATER
    assert OpenQuestion.objects.visible_to(expert).count() == 0
    assert stories.told(safeguarding_lead) == ["lead_quarantined"]


def test_who_cannot_read_it_cannot_raise_the_alarm(opened, outsider):
    with pytest.raises(workflow.NotPermitted):
        workflow.quarantine(question=opened.question, actor=outsider, now=LATER, label="risk")


# Offers


def test_an_offer_reaches_the_coordinator_and_sent_twice_it_is_one(opened, expert, coordinator):
    first = offer(opened, expert, note="We did this last year.")
    assert offer(opened, expert, note="Again.") == first
    assert Offer.objects.get().note == "We did this last year."
    assert stories.told(coordinator).count("desk_offer") == 1


def test_taken_back_and_offered_again_it_is_the_same_one(opened, expert):
    row = offer(opened, expert)
    assert workflow.take_back_offer(open_question=opened, actor=expert, now=LATER) is True
    assert workflow.take_back_offer(open_question=opened, actor=expert, now=LATER) is False
    assert offer(opened, expert, note="After all.").pk == row.pk
    assert Offer.objects.standing().get().note == "After all."


def test_the_asker_does_not_offer(opened, member):
    with pytest.raises(workflow.NotPermitted, match="your own"):
        offer(opened, member, willing=True)


def test_who_may_not_read_it_does_not_offer(opened, outsider):
    with pytest.raises(workflow.NotPermitted):
        offer(opened, outsider, willing=True)


def test_a_note_is_screened(opened, expert):
    with pytest.raises(workflow.TextHeldBack):
        offer(opened, expert, note=f"I know {NHS}.")
    assert Offer.objects.count() == 0


def test_who_has_not_agreed_to_be_asked_agrees_with_the_offer(opened, researcher):
    with pytest.raises(workflow.NotPermitted, match="willing to be asked"):
        offer(opened, researcher)
    offer(opened, researcher, willing=True)
    availability = ExpertAvailability.objects.get(user=researcher)
    assert (availability.consented_at, availability.capacity) == (LATER, 1)


def test_a_guard_does_not_speak_to_the_member_but_to_the_desk(
    opened, member, expert, conflicted_coordinator
):
    """A refusal would tell a colleague whose question it is."""
    offer(opened, expert)
    offer(opened, conflicted_coordinator, willing=True)
    shown = open_on_desk(opened.question, now=LATER)
    assert [(row.offer.member, bool(row.against), row.may_be_invited) for row in shown.offers] == [
        (expert, False, True),
        (conflicted_coordinator, True, False),
    ]


def test_whoever_was_asked_because_of_their_offer_is_not_thanked_twice(
    opened, member, coordinator, expert
):
    offer(opened, expert)
    workflow.widen(question=opened.question, actor=coordinator, now=LATER)
    workflow.invite(question=opened.question, expert=expert, actor=coordinator, now=LATER)
    workflow.withdraw(question=opened.question, actor=member, now=LATER)
    assert stories.told(expert) == ["expert_invited", "expert_no_longer_needed"]


def unmatched_by(question):
    return Question.objects.values_list("unmatched_by", "unmatched_reminded_at").get(pk=question.pk)


def test_the_desks_clock_begins_anew_with_the_choice_and_stops_while_members_read(
    unmatched, member, coordinator
):
    Question.objects.filter(pk=unmatched.pk).update(unmatched_reminded_at=LATER)
    chosen = stories.NOW + timedelta(days=7)
    workflow.choose_open(question=unmatched, actor=member, now=chosen)
    assert unmatched_by(unmatched) == (at("2026-03-19", 23, 59), None)
    write(unmatched, coordinator)
    assert unmatched_by(unmatched) == (None, None)


def test_taken_from_members_the_clock_begins_anew(opened, coordinator):
    assert unmatched_by(opened.question) == (None, None)
    workflow.close_open(question=opened.question, actor=coordinator, now=LATER)
    assert unmatched_by(opened.question) == (at("2026-03-12", 23, 59), None)


def test_a_search_that_finds_nobody_leaves_the_clock_stopped_while_members_read(
    opened, coordinator
):
    question = opened.question
    workflow.widen(question=question, actor=coordinator, now=LATER)
    workflow.mark_unmatched(question=question, actor=coordinator, now=LATER)
    assert unmatched_by(question) == (None, None)


def test_an_offer_that_a_guard_forbids_is_recorded_and_starts_no_search(
    opened, coordinator, expert
):
    offer(opened, expert)
    ExpertAvailability.objects.filter(user=expert).update(capacity=0)
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.invite_offered(
            question=opened.question, member=expert, actor=coordinator, now=LATER
        )
    event = QuestionEvent.objects.get(question=opened.question, action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (coordinator, expert, "at_capacity")
    assert stories.status_of(opened.question) == "unmatched"


def test_a_coordinator_who_offers_does_not_ask_themselves_and_it_is_recorded(opened, expert):
    offer(opened, expert)
    expert.groups.add(Group.objects.get(name=COORDINATORS))
    with pytest.raises(NotPermitted, match="You cannot ask yourself"):
        workflow.invite_offered(
            question=opened.question, member=expert, actor=fresh(expert), now=LATER
        )
    event = QuestionEvent.objects.get(question=opened.question, action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (expert, expert, "own")
    assert stories.status_of(opened.question) == "unmatched"
