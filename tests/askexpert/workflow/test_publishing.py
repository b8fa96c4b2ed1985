"""Two agree, one writes, another checks; each of the two can take it back at any time."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.errors import StaleForm, TextHeldBack, TextTooClose
from askexpert.models import AnswerPage, Publication, QuestionEvent
from askexpert.workflow import publishing
from network.notifications.models import Message
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import publications, stories
from tests.askexpert.publications import NOW, SAFE, WORDS
from tests.askexpert.stories import fresh, status_of, told

LATER = NOW + timedelta(days=1)


def test_a_proposal_asks_both_and_tells_them_no_more_than_to_sign_in(member, coordinator, expert):
    publication = publications.proposed(member, coordinator, expert)
    assert publication.status == "proposed"
    assert (told(member)[-1], told(expert)[-1]) == ("ask_publishing", "expert_publishing")
    messages = Message.objects.filter(kind__endswith="publishing")
    assert {message.recipient: message.url for message in messages} == {
        member: f"/ask/publications/{publication.asker_key}/",
        expert: f"/ask/publications/{publication.expert_key}/",
    }
    for words in ("publish", stories.TITLE, "map"):
        assert not messages.filter(body__icontains=words).exists()
        assert not messages.filter(subject__icontains=words).exists()


def test_proposed_twice_it_is_one(member, coordinator, expert):
    publication = publications.proposed(member, coordinator, expert)
    again = workflow.propose_publication(
        question=publication.question, actor=coordinator, now=LATER
    )
    assert again == publication
    assert Publication.objects.count() == 1


def test_a_question_without_an_answer_cannot_be_proposed(member, coordinator, expert):
    ask = stories.accepted(member, coordinator, expert)
    with pytest.raises(TransitionNotAllowed):
        workflow.propose_publication(question=ask.question, actor=coordinator, now=NOW)


@pytest.mark.parametrize("who", ["conflicted_coordinator", "member", "expert", "safeguarding_lead"])
def test_only_a_coordinator_without_a_tie_proposes(who, request, member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    with pytest.raises(NotPermitted):
        workflow.propose_publication(question=question, actor=request.getfixturevalue(who), now=NOW)


def test_a_coordinator_who_answered_does_not_publish_it(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    expert.groups.add(*coordinator.groups.all())
    expert = fresh(expert)
    with pytest.raises(NotPermitted, match="answered this yourself"):
        workflow.propose_publication(question=question, actor=expert, now=NOW)


def test_nobody_writes_before_both_have_agreed(member, coordinator, expert):
    publication = publications.proposed(member, coordinator, expert)
    workflow.agree_to_publish(publication=publication, actor=member, now=NOW)
    assert status_of(publication) == "proposed"
    with pytest.raises(NotPermitted, match="Both people"):
        workflow.save_rewriting(publication=publication, actor=coordinator, now=NOW, **WORDS)
    workflow.agree_to_publish(publication=publication, actor=expert, now=NOW)
    assert status_of(publication) == "writing"
    assert told(coordinator)[-1] == "desk_publication_to_write"


@pytest.mark.parametrize("who", ["coordinator", "other_expert", "safeguarding_lead"])
def test_nobody_agrees_for_somebody_else(who, request, member, coordinator, expert):
    publication = publications.proposed(member, coordinator, expert)
    with pytest.raises(NotPermitted):
        workflow.agree_to_publish(
            publication=publication, actor=request.getfixturevalue(who), now=NOW
        )


@pytest.mark.parametrize("state", ["proposed", "agreed", "saved", "written"])
@pytest.mark.parametrize("side", ["member", "expert"])
def test_a_consent_taken_back_before_it_is_published_ends_it(
    state, side, request, member, coordinator, expert
):
    publication = getattr(publications, state)(member, coordinator, expert)
    person = request.getfixturevalue(side)
    workflow.take_consent_back(publication=publication, actor=person, now=LATER)
    row = fresh(publication)
    assert (row.status, row.ended_because, row.agreed_at(person)) == (
        "refused",
        "asker" if side == "member" else "expert",
        None,
    )
    with pytest.raises(TransitionNotAllowed):
        workflow.agree_to_publish(publication=row, actor=person, now=LATER)


def test_text_that_identifies_is_held_back(member, coordinator, expert):
    publication = publications.saved(
        member, coordinator, expert, answer_text="Write to kim.b@school.example about it."
    )
    with pytest.raises(TextHeldBack):
        workflow.rewrite_publication(publication=publication, actor=coordinator, now=NOW)
    assert status_of(publication) == "writing"


@pytest.mark.parametrize(
    "words",
    [
        "As Northfield Council knows",
        "It was asked in northfield",
        "Southmere has done this",
        "See /ask/q/8d1f/ for more",
        "Row 6a1d9d6e-2f0b-4c38-9a55-0d8a2b6f4c11",
    ],
)
def test_what_leads_to_the_two_people_or_the_private_row_must_go(
    words, member, coordinator, expert
):
    publication = publications.saved(member, coordinator, expert, answer_text=words)
    with pytest.raises(TextTooClose):
        workflow.rewrite_publication(publication=publication, actor=coordinator, now=NOW)


def test_the_writer_does_not_check(member, coordinator, expert):
    publication = publications.written(member, coordinator, expert)
    with pytest.raises(NotPermitted, match="written this yourself"):
        workflow.publish_answer(publication=publication, actor=coordinator, now=NOW, answers=SAFE)


def test_whoever_wrote_a_word_earlier_does_not_check(
    member, coordinator, expert, second_coordinator, third_coordinator
):
    publication = publications.saved(member, coordinator, expert)
    workflow.save_rewriting(
        publication=publication,
        actor=second_coordinator,
        now=LATER,
        seen=publication.rewritten_at,
        nation=publication.nation,
        **WORDS,
    )
    workflow.rewrite_publication(publication=publication, actor=second_coordinator, now=LATER)
    for writer in (coordinator, second_coordinator):
        with pytest.raises(NotPermitted, match="written this yourself"):
            workflow.publish_answer(publication=publication, actor=writer, now=LATER, answers=SAFE)
    workflow.publish_answer(
        publication=publication, actor=third_coordinator, now=LATER, answers=SAFE
    )


@pytest.mark.parametrize("code", sorted(SAFE))
def test_one_unsafe_answer_is_enough_to_refuse(
    code, member, coordinator, expert, second_coordinator
):
    publication = publications.written(member, coordinator, expert)
    with pytest.raises(NotPermitted, match="recognised"):
        workflow.publish_answer(
            publication=publication,
            actor=second_coordinator,
            now=LATER,
            answers={**SAFE, code: True},
        )
    incomplete = {key: value for key, value in SAFE.items() if key != code}
    with pytest.raises(NotPermitted, match="recognised"):
        workflow.publish_answer(
            publication=publication, actor=second_coordinator, now=LATER, answers=incomplete
        )
    assert AnswerPage.objects.count() == 0


def test_a_text_that_changed_since_it_was_read_is_not_published(
    member, coordinator, expert, second_coordinator
):
    publication = publications.written(member, coordinator, expert)
    with pytest.raises(StaleForm):
        workflow.publish_answer(
            publication=publication,
            actor=second_coordinator,
            now=LATER,
            answers=SAFE,
            seen=publication.rewritten_at - timedelta(minutes=1),
        )


def test_sent_back_it_is_written_again(member, coordinator, expert, second_coordinator):
    publication = publications.written(member, coordinator, expert)
    workflow.return_publication(
        publication=publication,
        actor=second_coordinator,
        now=LATER,
        answers={**SAFE, "place": True},
        note="The park.",
    )
    row = fresh(publication)
    assert (row.status, row.checklist) == (
        "writing",
        {"answers": {**SAFE, "place": True}, "note": "The park."},
    )
    assert told(coordinator)[-1] == "desk_publication_returned"


@pytest.mark.parametrize("state", ["proposed", "agreed", "written"])
def test_a_coordinator_refuses_with_a_reason(state, member, coordinator, expert):
    publication = getattr(publications, state)(member, coordinator, expert)
    workflow.refuse_publication(
        publication=publication, actor=coordinator, now=LATER, because="recognisable"
    )
    row = fresh(publication)
    assert (row.status, row.ended_because) == ("refused", "recognisable")
    again = workflow.propose_publication(question=row.question, actor=coordinator, now=LATER)
    assert again != row
    assert not again.has_both_consents


def test_a_refusal_needs_a_reason_of_the_list(member, coordinator, expert):
    publication = publications.proposed(member, coordinator, expert)
    with pytest.raises(ValueError, match="whim"):
        workflow.refuse_publication(
            publication=publication, actor=coordinator, now=LATER, because="whim"
        )


def test_a_question_with_a_lead_is_not_published(member, coordinator, expert, second_coordinator):
    publication = publications.written(member, coordinator, expert)
    workflow.quarantine(question=publication.question, actor=coordinator, now=LATER)
    with pytest.raises(NotPermitted):
        workflow.publish_answer(
            publication=publication, actor=second_coordinator, now=LATER, answers=SAFE
        )


def test_each_step_is_an_event_and_says_no_word(member, coordinator, expert, second_coordinator):
    publication, _ = publications.published(member, coordinator, expert, second_coordinator)
    events = QuestionEvent.objects.filter(question=publication.question, at__gte=NOW)
    assert list(events.values_list("action", "actor__name", "reason")) == [
        ("propose_publication", "Corin Coordinator", ""),
        ("agree_to_publish", "Mina Member", ""),
        ("agree_to_publish", "Esme Expert", ""),
        ("both_agreed", None, ""),
        ("write_publication", "Corin Coordinator", ""),
        ("rewrite_publication", "Corin Coordinator", ""),
        ("publish_answer", "Sanna Second", ""),
    ]


def test_writers_are_those_since_the_proposal(member, coordinator, expert):
    publication = publications.saved(member, coordinator, expert)
    assert publishing.writers_of(publication) == {coordinator.pk}
