"""The end of a question's time: words and asker go, the skeleton stays.

Kept are topics, contexts, nation, the asker's sector, dates, states, and who was asked and who
answered, so that coverage, fairness and certificates can still be counted. A legal hold stops the
clock. A published page stays as long as both consents stand: its publication row is cut off from
the question and keeps the two people, so that each can still take the consent back.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from askexpert.enums import QuestionStatus
from askexpert.models import LegalHold, Publication, Question, QuestionEvent
from askexpert.models.publication import EndedBecause, PublicationStatus
from askexpert.workflow.published import end_unpublished
from askexpert.workflow.steps import lock_question, record
from network.members.models import InterruptedForm
from network.notifications.models import Message

# Status → how long the words are kept after the question has ended.
KEPT_FOR = {
    QuestionStatus.REMOVED: timedelta(days=30),  # its words went when two leads agreed
    QuestionStatus.WITHDRAWN: timedelta(days=30),
    QuestionStatus.DECLINED: timedelta(days=365),
    QuestionStatus.DUPLICATE: timedelta(days=365),
    QuestionStatus.CLOSED: timedelta(days=730),
}
WITHDRAWN_PUBLICATIONS = timedelta(days=30)
PASSAGE = "passage"


def due_to_go(now: datetime, *statuses: str) -> QuerySet:
    """Questions of these states whose time is over and that no hold keeps, longest over first."""
    over = Q(pk__in=[])
    for status in statuses:
        over |= Q(status=status, ended_at__lte=now - KEPT_FOR[QuestionStatus(status)])
    held = LegalHold.objects.filter(question=OuterRef("pk"), lifted_at__isnull=True)
    return (
        Question.objects.filter(over, anonymised_at__isnull=True)
        .exclude(Exists(held))
        .order_by("ended_at", "pk")
    )


@transaction.atomic
def purge(question: Question, now: datetime) -> bool:
    """Take the words and the asker of one question away; return whether there was something to do.

    Everything is judged again under the lock, so that two machines, a hold placed meanwhile or a
    second run do no harm.
    """
    question = lock_question(question)
    if question.status not in KEPT_FOR or not (
        due_to_go(now, question.status).filter(pk=question.pk).exists()
    ):
        return False
    asker, addresses = question.asker, [question.get_absolute_url(), question.desk_url]
    end_publications(question, now=now)
    question.publications.update(question=None)
    empty_children(question, now=now)
    _empty_decisions(question)
    _cut_traces_of(asker, question, addresses)
    _empty(question, now=now)
    record("purge", question=question, actor=None, now=now, before=question.status)
    return True


def publications_to_empty(now: datetime) -> QuerySet:
    """Ended attempts to publish whose words are still there after 30 days."""
    empty = Q(title="", question_text="", short_answer="", answer_text="")
    return (
        Publication.objects.filter(
            status__in=[PublicationStatus.REFUSED, PublicationStatus.WITHDRAWN],
            ended_at__lte=now - WITHDRAWN_PUBLICATIONS,
        )
        .exclude(empty)
        .exclude(question__legal_holds__in=LegalHold.objects.filter(lifted_at__isnull=True))
        .order_by("ended_at", "pk")
    )


@transaction.atomic
def empty_publication(publication: Publication, now: datetime) -> bool:
    """Take the words of an ended attempt away."""
    publication = Publication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if not publications_to_empty(now).filter(pk=publication.pk).exists():
        return False
    _empty_words_of(publication)
    return True


def end_publications(question: Question, *, now: datetime) -> None:
    """What was not published is over and empty; what is published keeps its own words.

    A purge cuts all of them off from the question besides, which must not lead to its asker.
    """
    for publication in question.publications.order_by("pk"):
        end_unpublished(publication, now=now, because=EndedBecause.QUESTION_ENDED)
        publication.refresh_from_db()
        if publication.status != PublicationStatus.PUBLISHED:
            _empty_words_of(publication)


def _empty_words_of(publication: Publication) -> None:
    publication.title = publication.question_text = ""
    publication.short_answer = publication.answer_text = ""
    publication.justifications = []
    publication.checklist = {
        key: value for key, value in publication.checklist.items() if key != "note"
    }
    publication.save(
        update_fields=[
            "title",
            "question_text",
            "short_answer",
            "answer_text",
            "justifications",
            "checklist",
        ]
    )


def empty_children(question: Question, *, now: datetime) -> None:
    """Answers, follow-ups, notes, passages, the open version and its offers."""
    question.answers.update(
        draft="", text="", released_text="", justifications=[], note_to_expert="", purged_at=now
    )
    question.follow_ups.update(text="", justifications=[])
    question.assignments.update(note_to_coordinator="", colleague="")
    for assignment in question.assignments.exclude(reasons=[]):
        assignment.reasons = [
            reason for reason in assignment.reasons if not reason.startswith(PASSAGE)
        ]
        assignment.save(update_fields=["reasons"])
    opened = getattr(question, "open_question", None)
    if opened is not None:
        opened.title = opened.text = ""
        opened.closed_at = opened.closed_at or now
        opened.save(update_fields=["title", "text", "closed_at"])
        opened.offers.update(note="")


def _empty_decisions(question: Question) -> None:
    """The reasons of two, and what was proposed and never decided."""
    question.joint_decisions.filter(status="proposed").update(status="taken_back", sealed="")
    question.joint_decisions.update(reason="(taken away at the end of its time)")


def _cut_traces_of(asker, question: Question, addresses: list[str]) -> None:
    """Steps that only the asker takes, messages and forms would still say whose it was.

    Events are changed by nothing else; here whom they name is the point.
    """
    QuestionEvent.objects.filter(question=question, actor=asker).update(actor=None)
    QuestionEvent.objects.filter(question=question, on_behalf_of=asker).update(on_behalf_of=None)
    # Somebody may have tried to have the asker themselves asked.
    QuestionEvent.objects.filter(question=question, about=asker).update(about=None)
    leading_there = Q()
    for address in addresses:
        leading_there |= Q(url__startswith=address)
    Message.objects.filter(leading_there, recipient=asker).delete()
    InterruptedForm.objects.filter(page__contains=str(question.public_id)).delete()


def _empty(question: Question, *, now: datetime) -> None:
    if question.asker_sector_id is None and question.asker is not None:
        profile = getattr(question.asker, "profile", None)
        question.asker_sector = profile.sectors.first() if profile is not None else None
    question.title = question.text = question.reason = question.outcome = ""
    # What is left has another number: the records of who looked at it name its asker, and they
    # are never changed. They lead nowhere now.
    question.public_id, question.token = uuid.uuid4(), uuid.uuid4()
    question.justifications = []
    question.marked_for_asker = []
    question.asker = question.asker_organisation = question.asker_area = None
    question.anonymised_at = now
    question.save(
        update_fields=[
            "public_id",
            "token",
            "title",
            "text",
            "reason",
            "outcome",
            "justifications",
            "marked_for_asker",
            "asker",
            "asker_organisation",
            "asker_area",
            "asker_sector",
            "anonymised_at",
        ]
    )
