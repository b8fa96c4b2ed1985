"""Removing a question for good: a safeguarding lead proposes it, another agrees, the words go and
the asker is told. What stays is that it happened, and why in general."""

from datetime import datetime

from django.db import transaction

from askexpert import desk_words, permissions, transitions
from askexpert import notifications as tell
from askexpert.models import JointDecision, Question
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.workflow import deciding
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.published import end_publications_from
from askexpert.workflow.purging import empty_children, end_publications
from askexpert.workflow.reminding import mark_seen
from askexpert.workflow.steps import lock_question, move_question, record
from network.members.models import InterruptedForm
from network.members.roles import SAFEGUARDING_LEADS, people_in
from network.workflows import Decision, decide, require, require_transition


def _is_agreed_by_two(decision: JointDecision, question: Question) -> Decision:
    agreed = (
        decision.kind == DecisionKind.REMOVE
        and decision.status == DecisionStatus.AGREED
        and decision.question_id == question.pk
    )
    return decide(agreed, "Removing a question takes two safeguarding leads.")


def _is_not_held(question: Question) -> Decision:
    held = question.legal_holds.filter(lifted_at__isnull=True).exists()
    return decide(
        not held, "The words are needed by law: a safeguarding lead lifts the legal hold first."
    )


@transaction.atomic
def remove(
    *, question: Question, actor, now: datetime, decision: JointDecision, words: str = ""
) -> Question:
    """Take every word of the question away. Done by :func:`deciding.agree`, never by itself.

    ``words`` are what the asker reads about it: general, never from the question.

    :raises NotPermitted: without two leads' decision, or while the law needs the words.
    :raises WordsHeldBack: when the words identify somebody, or say who was asked.
    """
    question = lock_question(question)
    require(permissions.can_lead_safeguarding(actor, question))
    require(_is_agreed_by_two(decision, question))
    require(_is_not_held(question))
    desk_words.check_for_asker(words, question)
    before = move_question(question, "remove", now=now, ended_at=now, escalated_at=None)
    record(
        "remove",
        question=question,
        actor=actor,
        now=now,
        before=before,
        on_behalf_of=decision.proposed_by,
    )
    cancel_live_assignments(question, actor=actor, now=now)
    _take_words_away(question, now=now)
    question.reason = words
    question.save(update_fields=["reason"])
    tell.tell_asker(question, "ask_removed", key=f"{question.public_id}:removed", now=now)
    return question


def _take_words_away(question: Question, *, now: datetime) -> None:
    """Every text of the question and of all that hangs on it, forms that were kept among them."""
    end_publications_from(question, now=now)
    end_publications(question, now=now)
    empty_children(question, now=now)
    question.title = question.text = question.outcome = ""
    question.justifications = []
    question.marked_for_asker = []
    question.save(update_fields=["title", "text", "outcome", "justifications", "marked_for_asker"])
    InterruptedForm.objects.filter(page__contains=str(question.public_id)).delete()


def _may(user, decision: JointDecision) -> Decision:
    return permissions.can_lead_safeguarding(user, decision.question)


def _check(decision: JointDecision, now: datetime) -> None:
    require_transition(transitions.QUESTION, "remove", decision.question.status)
    require(_is_not_held(decision.question))


def _carry_out(decision: JointDecision, *, actor, now: datetime, sealed: str, words: str) -> None:
    remove(question=decision.question, actor=actor, now=now, decision=decision, words=words)


def _see(decision: JointDecision) -> None:
    """Whoever proposes it has seen the question: the leads' clock stops."""
    mark_seen(question=decision.question, actor=decision.proposed_by, now=decision.proposed_at)


deciding.register(
    deciding.Rule(
        kind=DecisionKind.REMOVE,
        may=_may,
        check=_check,
        carry_out=_carry_out,
        proposed=_see,
        people=lambda decision: [
            lead for lead in people_in(SAFEGUARDING_LEADS) if lead.pk != decision.question.asker_id
        ],
    )
)
