"""What the desk writes to people is looked at by the verbs, whoever calls them."""

import pytest

from askexpert import workflow
from askexpert.errors import StaleForm, WordsHeldBack
from askexpert.models import JointDecision, LegalHold, QuestionEvent
from askexpert.models.decision import DecisionKind
from askexpert.places import Place
from tests.askexpert import stories
from tests.askexpert.rows import stored

IDENTIFIES = "It is about the child with NHS number 943 476 5870."
PARK = Place("text", stories.TEXT.index("park"), stories.TEXT.index("park") + 4)


def _request_changes(question, coordinator, **more):
    workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason=IDENTIFIES
    )


def _decline(question, coordinator, **more):
    workflow.decline(question=question, actor=coordinator, now=stories.NOW, reason=IDENTIFIES)


def _mark_unmatched(question, coordinator, **more):
    workflow.mark_unmatched(question=question, actor=coordinator, now=stories.NOW, words=IDENTIFIES)


@pytest.mark.parametrize(
    ("story", "step"),
    [
        ("submitted", _request_changes),
        ("submitted", _decline),
        ("matching", _mark_unmatched),
    ],
)
def test_words_to_the_asker_that_identify_a_child_change_nothing(story, step, member, coordinator):
    people = (member,) if story == "submitted" else (member, coordinator)
    question = getattr(stories, story)(*people)
    before = stored()
    with pytest.raises(WordsHeldBack):
        step(question, coordinator)
    assert stored() == before


def test_a_leads_words_are_looked_at_too(member, coordinator, safeguarding_lead):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=stories.NOW, label="risk")
    with pytest.raises(WordsHeldBack):
        workflow.return_to_asker(
            question=question, actor=safeguarding_lead, now=stories.NOW, reason=IDENTIFIES
        )
    with pytest.raises(WordsHeldBack):
        workflow.propose(
            kind=DecisionKind.REMOVE,
            question=question,
            actor=safeguarding_lead,
            now=stories.NOW,
            reason=IDENTIFIES,
        )
    with pytest.raises(WordsHeldBack):
        workflow.place_hold(
            question=question, actor=safeguarding_lead, now=stories.NOW, reason=IDENTIFIES
        )
    assert (JointDecision.objects.count(), LegalHold.objects.count()) == (0, 0)
    assert stories.status_of(question) == "quarantined"


def test_what_the_asker_reads_of_a_removal_is_looked_at(
    member, coordinator, safeguarding_lead, second_lead
):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=stories.NOW, label="risk")
    decision = workflow.propose(
        kind=DecisionKind.REMOVE,
        question=question,
        actor=safeguarding_lead,
        now=stories.NOW,
        reason="It shows who somebody is.",
    )
    with pytest.raises(WordsHeldBack):
        workflow.agree(decision=decision, actor=second_lead, now=stories.NOW, words=IDENTIFIES)
    assert (stories.fresh(decision).status, stories.fresh(question).text) == (
        "proposed",
        stories.TEXT,
    )


@pytest.mark.parametrize("words", [IDENTIFIES, "Say more for Northfield Council."])
def test_a_note_to_the_expert_neither_identifies_nor_says_who_asked(
    words, member, coordinator, expert
):
    question = stories.reviewing(member, coordinator, expert).question
    with pytest.raises(WordsHeldBack):
        workflow.return_answer(question=question, actor=coordinator, now=stories.NOW, note=words)
    assert stories.status_of(question) == "reviewing"


def test_the_asker_is_not_told_whom_we_asked(member, coordinator, expert):
    question = stories.invited(member, coordinator, expert).question
    with pytest.raises(WordsHeldBack) as held:
        workflow.mark_unmatched(
            question=question,
            actor=coordinator,
            now=stories.NOW,
            words=f"We had asked {expert.name.lower()}.",
        )
    assert held.value.held[-1] == (
        f"Leave out “{expert.name}”: the asker never learns who, nor from where."
    )


def test_a_step_that_is_not_possible_is_said_before_anything_about_words(member, coordinator):
    question = stories.matching(member, coordinator)
    with pytest.raises(workflow.TransitionNotAllowed):
        _request_changes(question, coordinator)


def test_an_answer_that_somebody_else_has_released_is_not_returned(member, coordinator, expert):
    question = stories.reviewing(member, coordinator, expert).question
    version = question.version
    workflow.return_answer(
        question=question, actor=coordinator, now=stories.NOW, note="Say more.", version=version
    )
    assignment = question.assignments.get()
    workflow.submit_answer(
        assignment=assignment, actor=expert, now=stories.NOW, text=stories.ANSWER
    )
    with pytest.raises(StaleForm):
        workflow.return_answer(
            question=question, actor=coordinator, now=stories.NOW, note="More.", version=version
        )
    assert stories.fresh(assignment.answer).note_to_expert == "Say more."


def test_the_asker_reads_a_coordinators_words_until_somebody_is_looked_for_again(
    member, coordinator
):
    question = stories.matching(member, coordinator)
    workflow.mark_unmatched(
        question=question, actor=coordinator, now=stories.NOW, words="Few know this field."
    )
    assert stories.fresh(question).reason == "Few know this field."
    workflow.widen(question=question, actor=member, now=stories.NOW)
    assert stories.fresh(question).reason == ""


def test_marks_are_kept_as_places_and_in_no_event(member, coordinator):
    question = stories.submitted(member)
    workflow.request_changes(
        question=question,
        actor=coordinator,
        now=stories.NOW,
        reason="Which place is this?",
        places=[PARK, Place("text", 10, 100_000)],
    )
    kept = stories.fresh(question).marked_for_asker
    assert kept == [{"text": "text", "start": PARK.start, "end": PARK.end}]
    event = QuestionEvent.objects.latest("pk")
    assert (event.action, event.reason) == ("request_changes", "")


def test_marks_follow_the_askers_changes_and_end_with_the_sending(member, coordinator):
    question = stories.submitted(member)
    workflow.request_changes(
        question=question,
        actor=coordinator,
        now=stories.NOW,
        reason="Which place is this?",
        places=[PARK],
    )
    longer = f"We would like to ask this. {stories.TEXT}"
    workflow.save_draft(question=question, actor=member, now=stories.NOW, text=longer)
    (place,) = Place.read(stories.fresh(question).marked_for_asker)
    assert place.words_in({"text": longer}) == "park"
    without = longer.replace("park", "place")
    workflow.save_draft(question=question, actor=member, now=stories.NOW, text=without)
    assert stories.fresh(question).marked_for_asker == []
    workflow.save_draft(question=question, actor=member, now=stories.NOW, text=longer)
    workflow.submit(question=question, actor=member, now=stories.NOW)
    assert stories.fresh(question).marked_for_asker == []
