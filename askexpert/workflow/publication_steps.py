"""The parts that every verb of publishing shares: lock, step of the table, end, event."""

from datetime import datetime

from askexpert import transitions
from askexpert.models import Publication, Question, QuestionEvent
from askexpert.workflow.answer_pages import remove_page
from askexpert.workflow.quoted import forget_passages
from askexpert.workflow.steps import lock_question
from network.workflows import require_transition


def lock_publication(publication: Publication) -> Publication:
    """The question first, then the publication, as everywhere."""
    question = None
    if publication.question_id is not None:
        question = lock_question(Question(pk=publication.question_id))
    fresh = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    fresh.question = question
    return fresh


def step_of(action: str, publication: Publication) -> str:
    require_transition(transitions.PUBLICATION, action, publication.status)
    return publication.status


def move_publication(
    action: str, publication: Publication, *, actor, now: datetime, fields=()
) -> None:
    before = step_of(action, publication)
    publication.status = transitions.PUBLICATION[action].target
    publication.save(update_fields=["status", *fields])
    record_publication(action, publication, actor=actor, now=now, before=before)


def end_publication(action, publication, *, actor, now: datetime, because: str, fields=()) -> None:
    """Move to the end, then take the page away, so that the row never names a page that is gone."""
    page, publication.page = publication.page, None
    publication.ended_at, publication.ended_because = now, because
    ended = ["page", "ended_at", "ended_because", *fields]
    move_publication(action, publication, actor=actor, now=now, fields=ended)
    if page is not None:
        mine = actor is not None and actor.pk in (publication.asker_id, publication.expert_id)
        forget_passages(publication.expert_id, page)
        remove_page(page, user=None if mine else actor, now=now)


def record_publication(action: str, publication, *, actor, now: datetime, before: str) -> None:
    """Append the event to the question's history; without a question the row itself is the
    record."""
    if publication.question is not None:
        QuestionEvent.objects.create(
            question=publication.question,
            action=action,
            from_status=before,
            to_status=publication.status,
            actor=actor,
            reason=publication.ended_because,
            at=now,
        )
