"""The verbs of coordinators, safeguarding leads and the system on a question. Each does, in this
order: lock, permission, transition, words, write, event, notify on commit."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from askexpert import alarms, clocks, desk_words, enums, permissions, transitions
from askexpert import notifications as tell
from askexpert.conversation import texts_of, waiting_follow_up
from askexpert.models import Question
from askexpert.places import Place, settled, stored
from askexpert.workflow.asking_again import ask_whoever_answered
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.published import end_publications_from
from askexpert.workflow.reminding import say_late
from askexpert.workflow.searching import write_unmatched
from askexpert.workflow.steps import lock_question, move_question, record
from network.search.findable import findable_pages
from network.workflows import NotPermitted, require, require_transition


@transaction.atomic
def request_changes(
    *,
    question: Question,
    actor,
    now: datetime,
    reason: str,
    places: Iterable[Place] = (),
    version: int | None = None,
) -> Question:
    """Ask the asker for a change, with a reason they can act on and the places in their text that
    it is about.

    :raises WordsHeldBack: when the reason identifies somebody, or says who was asked.
    """
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    before = _write_to_asker(
        question,
        "request_changes",
        now=now,
        words=reason,
        marked_for_asker=_stored(places, question),
        coordinator=actor,
        **clocks.changes(question, now=now),
    )
    record("request_changes", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_changes_requested", now)
    return question


@transaction.atomic
def quarantine(*, question: Question, actor, now: datetime, label: str = "") -> Question:
    """Stop everything: only safeguarding leads see the question from now on.

    ``label`` says why (:class:`askexpert.alarms.Alarm`, or nothing); it is kept with the side from
    which the actor sees the question. Live asks end at once, and a page that was made of it is
    gone: 410 from the commit on. ``actor`` is ``None`` for the system.

    :raises NotPermitted: for whoever does not handle it, and once its words are gone.
    """
    question = lock_question(question)
    if actor is not None:
        require(permissions.can_quarantine(actor, question))
    reason = alarms.code_of(label, alarms.side_of(actor, question))
    before = move_question(
        question, "quarantine", now=now, ended_at=None, **clocks.seeing(question, now=now)
    )
    record("quarantine", question=question, actor=actor, now=now, before=before, reason=reason)
    cancel_live_assignments(question, actor=actor, now=now)
    end_publications_from(question, now=now)
    key = f"{question.public_id}:{question.version}"
    tell.tell_leads(question, "lead_quarantined", key=key, now=now)
    tell.tell_asker(question, "ask_with_lead", key=key, now=now)
    return question


@transaction.atomic
def return_to_asker(
    *,
    question: Question,
    actor,
    now: datetime,
    reason: str,
    places: Iterable[Place] = (),
    version: int | None = None,
) -> Question:
    """A safeguarding lead asks the asker for a change, as a coordinator does.

    :raises WordsHeldBack: when the reason identifies somebody, or says who was asked.
    """
    question = lock_question(question, version=version)
    require(permissions.can_lead_safeguarding(actor, question))
    before = _write_to_asker(
        question,
        "return_to_asker",
        now=now,
        see_by=None,
        words=reason,
        marked_for_asker=_stored(places, question),
        **clocks.changes(question, now=now),
    )
    record("return_to_asker", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_changes_requested", now)
    return question


@transaction.atomic
def return_to_queue(*, question: Question, actor, now: datetime) -> Question:
    """A safeguarding lead finds the question safe: it is checked by a coordinator again, and its
    asker is told that it goes on."""
    question = lock_question(question)
    require(permissions.can_lead_safeguarding(actor, question))
    before = move_question(
        question,
        "return_to_queue",
        now=now,
        see_by=None,
        unsent_since=None,
        **clocks.triage(question, now=now),
    )
    record("return_to_queue", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_asker(question, "ask_found_safe", key=key, now=now)
    tell.tell_coordinators(question, "desk_new_question", key=key, now=now)
    return question


@transaction.atomic
def mark_duplicate(
    *, question: Question, actor, now: datetime, page, reason: str, version: int | None = None
) -> Question:
    """Point the asker to a page of the site that answers the question.

    :raises NotPermitted: also when the asker may not open the page.
    :raises WordsHeldBack: when the words identify somebody, or say who was asked.
    """
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    if not findable_pages(question.asker).filter(pk=page.pk).exists():
        raise NotPermitted(
            permissions.Decision(False, "The person who asked cannot open that page.")
        )
    before = _write_to_asker(
        question,
        "mark_duplicate",
        now=now,
        words=reason,
        coordinator=actor,
        see_instead_id=page.pk,
        ended_at=now,
    )
    record("mark_duplicate", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_duplicate", now)
    return question


@transaction.atomic
def decline(
    *, question: Question, actor, now: datetime, reason: str, version: int | None = None
) -> Question:
    """Decline, saying why and where to go instead.

    :raises WordsHeldBack: when the words identify somebody, or say who was asked.
    """
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    before = _write_to_asker(
        question, "decline", now=now, words=reason, coordinator=actor, ended_at=now
    )
    record("decline", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_declined", now)
    return question


@transaction.atomic
def approve(
    *,
    question: Question,
    actor,
    now: datetime,
    topics,
    nation,
    is_anonymous: bool,
    contexts=None,
    version: int | None = None,
) -> Question:
    """Let the question go to matching, with its topics and nation confirmed by the coordinator,
    and that its words let nobody be recognised (``is_anonymous``).

    A search begins: the first person should be asked within one working day. A follow-up that came
    back from the asker or a lead goes to whoever answered before, if they may be asked.

    :raises NotPermitted: also without that confirmation, a topic or a nation, or while the words
        of somebody who asks without a name hold that name or their organisation's.
    """
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    require_transition(transitions.QUESTION, "approve", question.status)
    topics = list(topics)
    require(permissions.may_be_matched(topics=topics, nation=nation, is_anonymous=is_anonymous))
    require(desk_words.hides_asker(question))
    before = move_question(
        question,
        "approve",
        now=now,
        coordinator=actor,
        nation=nation,
        approved_at=now,
        reason="",
        is_widened=False,
        **clocks.search(question, now=now, nation=nation),
    )
    question.topics.set(topics)
    if contexts is not None:
        question.contexts.set(contexts)
    record("approve", question=question, actor=actor, now=now, before=before)
    _ask_whoever_answered(question, now=now)
    _tell_asker(question, "ask_finding", now)
    return question


def _ask_whoever_answered(question: Question, *, now: datetime) -> None:
    if question.answer_id is None:
        return
    waiting = waiting_follow_up(question)
    if waiting is not None and ask_whoever_answered(question, waiting, now=now) is not None:
        question.invite_by = None
        question.save(update_fields=["invite_by"])


@transaction.atomic
def mark_unmatched(
    *, question: Question, actor, now: datetime, words: str = "", version: int | None = None
) -> Question:
    """Nobody fits: tell the asker once, in a coordinator's ``words`` if there are any, and keep the
    question on the desk. ``actor`` is ``None`` for the system.

    :raises WordsHeldBack: when the words identify somebody, or say who was asked.
    """
    question = lock_question(question, version=version)
    if actor is not None:
        require(permissions.can_coordinate(actor, question))
    require_transition(transitions.QUESTION, "mark_unmatched", question.status)
    desk_words.check_for_asker(words, question)
    write_unmatched(question, actor=actor, now=now, words=words)
    return question


@transaction.atomic
def widen(*, question: Question, actor, now: datetime) -> Question:
    """Look again, by the coordinator's or the asker's choice: a new search, in which people who
    match less well may be asked too. No guard is weakened. Where the asker chooses it, the
    coordinators are told: they pick whom to ask.

    :raises NotPermitted: for an asker whose membership is not approved, and for anybody but them
        and a coordinator without a tie.
    """
    question = lock_question(question)
    if actor.pk == question.asker_id:
        require(permissions.can_ask(actor))
    else:
        require(permissions.can_coordinate(actor, question))
    before = move_question(
        question, "widen", now=now, is_widened=True, reason="", **clocks.search(question, now=now)
    )
    record("widen", question=question, actor=actor, now=now, before=before)
    if actor.pk == question.asker_id:
        key = f"{question.public_id}:{question.version}"
        tell.tell_coordinators(question, "desk_look_again", key=key, now=now)
    return question


def escalate_triage(*, question: Question, now: datetime) -> bool:
    """Show a question whose first check is late to the safeguarding leads, once."""
    return say_late(question=question, lateness=clocks.FIRST_CHECK, now=now)


@transaction.atomic
def delete_old_draft(*, question: Question, now: datetime) -> bool:
    """Delete a draft that nobody has touched for 30 days; false if it is gone, was sent, or has
    been written on since it was found to be old."""
    old = Question.objects.old_drafts(now - clocks.DRAFTS_KEPT)
    return _delete_draft(old.select_for_update().filter(pk=question.pk).first())


@transaction.atomic
def delete_draft(*, question: Question) -> bool:
    """Delete a draft whose writer has left, however new; false if it is gone or was sent."""
    drafts = Question.objects.filter(status=enums.QuestionStatus.DRAFT)
    return _delete_draft(drafts.select_for_update().filter(pk=question.pk).first())


def _delete_draft(question: Question | None) -> bool:
    if question is None or question.submitted_at is not None:
        return False
    question.events.all().delete()
    question.delete()
    return True


def _write_to_asker(question: Question, action: str, *, now: datetime, words: str, **fields) -> str:
    """Move a locked question with what its asker reads about it; returns the old status."""
    require_transition(transitions.QUESTION, action, question.status)
    desk_words.check_for_asker(words, question)
    return move_question(question, action, now=now, reason=words, **fields)


def _stored(places: Iterable[Place], question: Question) -> list[dict]:
    return stored(settled(places, texts_of(question)))


def _tell_asker(question: Question, kind: str, now: datetime) -> None:
    tell.tell_asker(question, kind, key=f"{question.public_id}:{question.version}", now=now)
