"""The verbs of publishing an answer: propose, agree, re-write, check, publish, take back.

Two people have given their words, so two must agree, each for themselves and each able to take it
back at any time; two others make the page, one writing it anew and one checking it. Each verb does,
in this order: lock (the question first), permission, step of the table, write, event, tell.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from askexpert import (
    checklist,
    desk_words,
    evidence_changes,
    permissions,
    rewriting,
    transitions,
)
from askexpert.enums import WITH_ANSWER
from askexpert.errors import NotLookedAt, StaleForm, TextTooClose
from askexpert.models import AnswerPage, Publication, Question, QuestionEvent
from askexpert.models.publication import REASONS_TO_REFUSE, EndedBecause, PublicationStatus
from askexpert.notifications import publishing as tell
from askexpert.screening import check_texts
from askexpert.workflow.answer_pages import publish_page
from askexpert.workflow.publication_steps import (
    end_publication,
    lock_publication,
    move_publication,
    record_publication,
    step_of,
)
from askexpert.workflow.steps import lock_question
from network.workflows import (
    Decision,
    TransitionNotAllowed,
    decide,
    require,
    require_transition,
)

TEXTS = ("title", "question_text", "short_answer", "answer_text")


@transaction.atomic
def propose_publication(*, question: Question, actor, now: datetime) -> Publication:
    """Ask the two people for their consent. Proposed twice, it is one proposal.

    :raises NotPermitted: for a conflicted coordinator, the expert, or when one of the two has left.
    :raises TransitionNotAllowed: without a released answer, or after another proposal.
    """
    question = lock_question(question)
    publication = Publication(question=question, proposed_by=actor, proposed_at=now)
    require(permissions.can_publish(actor, publication))
    open_one = question.publications.exclude(
        status__in=[PublicationStatus.REFUSED, PublicationStatus.WITHDRAWN]
    ).first()
    if open_one is not None and open_one.status == PublicationStatus.PROPOSED:
        return open_one
    if open_one is not None or question.status not in WITH_ANSWER:
        raise TransitionNotAllowed("propose_publication", question.status)
    publication.asker, publication.expert = question.asker, question.answer.assignment.expert
    both_here = publication.asker.is_active and publication.expert.is_active
    require(decide(both_here, "One of the two has left the network and cannot be asked."))
    publication.save()
    record_publication("propose_publication", publication, actor=actor, now=now, before="")
    tell.tell_both(publication, "publishing", now=now)
    return publication


@transaction.atomic
def agree_to_publish(*, publication: Publication, actor, now: datetime) -> Publication:
    """One of the two agrees; with the second, somebody may begin to write. Twice is once."""
    publication = lock_publication(publication)
    require(permissions.can_consent(actor, publication))
    if publication.agreed_at(actor) is not None:
        return publication
    before = step_of("agree_to_publish", publication)
    side = "asker" if actor.pk == publication.asker_id else "expert"
    setattr(publication, f"{side}_consent_at", now)
    publication.save(update_fields=[f"{side}_consent_at"])
    record_publication("agree_to_publish", publication, actor=actor, now=now, before=before)
    if publication.has_both_consents:
        move_publication("both_agreed", publication, actor=None, now=now)
        tell.tell_desk(publication, "desk_publication_to_write", now=now)
    return publication


@transaction.atomic
def take_consent_back(*, publication: Publication, actor, now: datetime) -> Publication:
    """Say no, before or after: what was being made ends, and a page is gone in the same moment.

    :raises NotPermitted: for anybody but the two.
    :raises TransitionNotAllowed: when it is over already.
    """
    publication = lock_publication(publication)
    require(permissions.can_consent(actor, publication))
    side = "asker" if actor.pk == publication.asker_id else "expert"
    because = EndedBecause.ASKER if side == "asker" else EndedBecause.EXPERT
    published = publication.status == PublicationStatus.PUBLISHED
    action = "withdraw_publication" if published else "refuse_publication"
    setattr(publication, f"{side}_consent_at", None)
    end_publication(
        action, publication, actor=actor, now=now, because=because, fields=[f"{side}_consent_at"]
    )
    tell.tell_desk(publication, "desk_publication_ended", now=now)
    if published:
        tell.tell_both(publication, "publishing_news", now=now, but=actor)
    return publication


@transaction.atomic
def refuse_publication(
    *, publication: Publication, actor, now: datetime, because: str
) -> Publication:
    """A coordinator ends it before it is published, with one of the reasons to refuse.

    :raises ValueError: for a reason that is none of a coordinator's.
    """
    if because not in REASONS_TO_REFUSE:
        raise ValueError(because)
    publication = lock_publication(publication)
    require(permissions.can_publish(actor, publication))
    end_publication("refuse_publication", publication, actor=actor, now=now, because=because)
    tell.tell_both(publication, "publishing_news", now=now)
    return publication


@transaction.atomic
def save_rewriting(
    *,
    publication: Publication,
    actor,
    now: datetime,
    seen: datetime | None = None,
    topics=(),
    contexts=(),
    nation=None,
    **texts,
) -> Publication:
    """Keep what has been re-written so far, screened or not: coordinators read it, nobody else.

    Whoever has saved a word counts as a writer and cannot check it.
    ``seen`` is when the text was last written as the form showed it.

    :raises NotPermitted: without both consents, or for a conflicted coordinator.
    :raises StaleForm: when somebody else has written since.
    """
    publication = lock_publication(publication)
    require(permissions.can_publish(actor, publication))
    require(permissions.has_consents(publication))
    step_of("rewrite_publication", publication)
    if publication.rewritten_at is not None and publication.rewritten_by_id != actor.pk:
        _require_fresh(publication, seen)
    for name in TEXTS:
        setattr(publication, name, texts.get(name, ""))
    publication.nation = nation
    publication.rewritten_by, publication.rewritten_at = actor, now
    fields = [*TEXTS, "nation", "rewritten_by", "rewritten_at"]
    if publication.status == PublicationStatus.CHECKING:
        # What is being changed is not ready to be checked.
        publication.status = PublicationStatus.WRITING
        fields.append("status")
    publication.save(update_fields=fields)
    publication.topics.set(topics)
    publication.contexts.set(contexts)
    if actor.pk not in writers_of(publication):
        record_publication(
            "write_publication", publication, actor=actor, now=now, before=publication.status
        )
    return publication


@transaction.atomic
def rewrite_publication(
    *,
    publication: Publication,
    actor,
    now: datetime,
    reasons: dict[str, str] | None = None,
    confirmed: Collection[str] = (),
) -> Publication:
    """Send what was saved to be checked by somebody else.

    ``confirmed`` are the keys of what the writer has looked at and keeps
    (:func:`askexpert.rewriting.to_confirm`).

    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises TextTooClose: while it names the two people, their organisation or area, or a link.
    :raises NotLookedAt: while it holds an exact date, a first name or copied words not confirmed.
    """
    publication = lock_publication(publication)
    require(permissions.can_publish(actor, publication))
    require(permissions.has_consents(publication))
    require_transition(transitions.PUBLICATION, "rewrite_publication", publication.status)
    texts = {name: getattr(publication, name) for name in TEXTS}
    whole = all(text.strip() for text in texts.values()) and publication.nation_id is not None
    require(decide(whole, "Every part has to be written, and the nation chosen, before that."))
    close = rewriting.must_go(publication, texts)
    if close:
        raise TextTooClose(close)
    unseen = [h for h in rewriting.to_confirm(publication, texts) if h.key not in confirmed]
    if unseen:
        raise NotLookedAt(unseen)
    publication.justifications = check_texts(list(texts.values()), reasons or {})
    publication.save(update_fields=["justifications"])
    move_publication("rewrite_publication", publication, actor=actor, now=now)
    tell.tell_desk(publication, "desk_publication_to_check", now=now, but=actor)
    return publication


@transaction.atomic
def return_publication(
    *,
    publication: Publication,
    actor,
    now: datetime,
    answers: dict[str, bool],
    note: str,
    seen: datetime | None = None,
) -> Publication:
    """The second person sends it back, with their list and a note for whoever writes."""
    publication = _lock_to_check(publication, actor, seen)
    require_transition(transitions.PUBLICATION, "return_publication", publication.status)
    _write_check(publication, answers, note, actor=actor, now=now)
    move_publication("return_publication", publication, actor=actor, now=now)
    tell.tell_desk(publication, "desk_publication_returned", now=now)
    return publication


@transaction.atomic
def publish_answer(
    *,
    publication: Publication,
    actor,
    now: datetime,
    answers: dict[str, bool],
    note: str = "",
    seen: datetime | None = None,
) -> AnswerPage:
    """The second person finds that nobody can be told from it: the page is published at once.

    ``answers`` are the answers to :data:`askexpert.checklist.CHECKS`, recorded with the note.
    ``seen`` is when the text that was read had been written.

    :raises NotPermitted: for whoever wrote any of it, without both consents, or with an answer
        that is not safe.
    :raises StaleForm: when the text has changed since it was read.
    """
    publication = _lock_to_check(publication, actor, seen)
    safe = checklist.is_safe(answers)
    require(decide(safe, "Somebody could be recognised. Send it back with a note instead."))
    require_transition(transitions.PUBLICATION, "publish_answer", publication.status)
    _write_check(publication, answers, note, actor=actor, now=now)
    publication.page = publish_page(publication, user=actor, now=now)
    publication.save(update_fields=["page"])
    move_publication("publish_answer", publication, actor=actor, now=now)
    evidence_changes.touch([publication.expert_id])
    tell.tell_both(publication, "publishing_news", now=now)
    return publication.page


def writers_of(publication: Publication) -> set[int]:
    """Everybody who has written a word of it since it was proposed: one query."""
    return set(
        QuestionEvent.objects.filter(
            question=publication.question_id,
            action="write_publication",
            at__gte=publication.proposed_at,
        ).values_list("actor", flat=True)
    )


def may_check(user, publication: Publication) -> Decision:
    """A coordinator without a tie who has written nothing of it."""
    decision = permissions.can_publish(user, publication)
    if not decision:
        return decision
    wrote = user.pk == publication.rewritten_by_id or user.pk in writers_of(publication)
    return decide(not wrote, "You have written this yourself, so somebody else checks it.")


def _lock_to_check(publication: Publication, actor, seen: datetime | None) -> Publication:
    publication = lock_publication(publication)
    require(may_check(actor, publication))
    require(permissions.has_consents(publication))
    _require_fresh(publication, seen)
    return publication


def _require_fresh(publication: Publication, seen: datetime | None) -> None:
    if seen is not None and publication.rewritten_at != seen:
        raise StaleForm("step", publication.status)


def _write_check(publication, answers: dict[str, bool], note: str, *, actor, now: datetime) -> None:
    desk_words.check(note)
    publication.checklist = {"answers": answers, "note": note}
    publication.checked_by, publication.checked_at = actor, now
    publication.save(update_fields=["checklist", "checked_by", "checked_at"])
