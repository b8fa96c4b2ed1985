"""The verbs of a question. Each does, in this order: lock, permission, transition, write, event,
notify on commit."""

import uuid
from datetime import datetime

from django.db import transaction

from askexpert import enums, permissions
from askexpert import notifications as tell
from askexpert.errors import NotPermitted, TransitionNotAllowed
from askexpert.models import Question
from askexpert.screening import check_texts
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.steps import lock_question, move_question, record, require
from network.working_days import after_working_days

TRIAGE_DAYS = 1

DRAFT_FIELDS = ("title", "text", "nation", "sector_wanted", "is_anonymous")


@transaction.atomic
def start_question(*, asker, token: uuid.UUID, now: datetime) -> Question:
    """Start a draft for the form that carries ``token``; the same form again gives the same draft.

    :raises NotPermitted: unless the asker is an approved member.
    """
    require(permissions.can_ask(asker))
    profile = asker.profile
    question, created = Question.objects.get_or_create(
        asker=asker,
        token=token,
        defaults={
            "nation": profile.nation,
            "created_at": now,
            "updated_at": now,
        },
    )
    if created:
        record("start", question=question, actor=asker, now=now, before="")
    return question


@transaction.atomic
def save_draft(
    *, question: Question, actor, now: datetime, topics=None, contexts=None, **fields
) -> Question:
    """Keep what was typed, screened or not: a draft is seen by its writer only.

    ``is_anonymous`` is ignored once the question has been sent: what was promised stays.

    :raises NotPermitted: for anybody but the asker.
    :raises TransitionNotAllowed: when the question is not the asker's to change any more.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    if question.status not in enums.EDITABLE_BY_ASKER:
        raise TransitionNotAllowed("save", question.status)
    if question.submitted_at is not None:
        fields.pop("is_anonymous", None)
    changed = [name for name in DRAFT_FIELDS if name in fields]
    for name in changed:
        setattr(question, name, fields[name])
    question.updated_at = now
    question.save(update_fields=["updated_at", *changed])
    if topics is not None:
        question.topics.set(topics)
    if contexts is not None:
        question.contexts.set(contexts)
    return question


@transaction.atomic
def signpost(*, actor, question: Question | None, now: datetime) -> None:
    """A child is at immediate risk: forget what was typed and tell who must know that a notice
    was shown. No row of the question is kept.

    :raises NotPermitted: when the draft is somebody else's.
    """
    require(permissions.can_ask(actor))
    if question is not None:
        question = lock_question(question)
        require(permissions.can_edit_question(actor, question))
        if question.status != enums.QuestionStatus.DRAFT:
            raise TransitionNotAllowed("signpost", question.status)
        question.events.all().delete()
        question.delete()
    tell.tell_of_urgent_notice(key=str(uuid.uuid4()), now=now)


@transaction.atomic
def submit(
    *, question: Question, actor, now: datetime, reasons: dict[str, str] | None = None
) -> Question:
    """Send the question to the coordinators. Sent twice, it stays sent once.

    The first time, anonymity and the asker's organisation and area are frozen. Triage is due
    within one working day.

    :raises NotPermitted: for anybody but the asker, or if their membership is not approved.
    :raises TextHeldBack: when screening blocks, or a warning has no reason.
    :raises TransitionNotAllowed: when the question has gone further already.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    require(permissions.can_ask(actor))
    if question.status == enums.QuestionStatus.SUBMITTED:
        return question
    kept = check_texts([question.title, question.text], reasons or {})
    first_time = question.submitted_at is None
    fields = {
        "justifications": kept,
        "reason": "",
        "submitted_at": now,
        "triage_by": after_working_days(now, TRIAGE_DAYS, _nation(question)),
        "escalated_at": None,
    }
    if first_time:
        profile = actor.profile
        fields |= {"asker_organisation": profile.organisation, "asker_area": profile.area}
    before = move_question(question, "submit", now=now, **fields)
    record("submit", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    if first_time:
        tell.tell_asker(question, "ask_received", key=key, now=now)
    tell.tell_coordinators(question, "desk_new_question", key=key, now=now)
    return question


@transaction.atomic
def request_changes(
    *, question: Question, actor, now: datetime, reason: str, version: int | None = None
) -> Question:
    """Ask the asker for a change, with a reason they can act on."""
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    before = move_question(question, "request_changes", now=now, reason=reason, coordinator=actor)
    record("request_changes", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_changes_requested", now)
    return question


@transaction.atomic
def quarantine(*, question: Question, actor, now: datetime, label: str = "") -> Question:
    """Stop everything: only safeguarding leads see the question from now on.

    ``label`` is a short code of why (``identifies`` or ``risk``). Live asks end at once. ``actor``
    is ``None`` for the system.
    """
    question = lock_question(question)
    if actor is not None:
        require(permissions.can_quarantine(actor, question))
    before = move_question(question, "quarantine", now=now, ended_at=None)
    record("quarantine", question=question, actor=actor, now=now, before=before, reason=label)
    cancel_live_assignments(question, actor=actor, now=now)
    key = f"{question.public_id}:{question.version}"
    tell.tell_leads(question, "lead_quarantined", key=key, now=now)
    tell.tell_asker(question, "ask_with_lead", key=key, now=now)
    return question


@transaction.atomic
def return_to_asker(*, question: Question, actor, now: datetime, reason: str) -> Question:
    """A safeguarding lead asks the asker for a change."""
    question = lock_question(question)
    require(permissions.can_lead_safeguarding(actor, question))
    before = move_question(question, "return_to_asker", now=now, reason=reason)
    record("return_to_asker", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_changes_requested", now)
    return question


@transaction.atomic
def return_to_queue(*, question: Question, actor, now: datetime) -> Question:
    """A safeguarding lead finds the question safe: it is checked by a coordinator again."""
    question = lock_question(question)
    require(permissions.can_lead_safeguarding(actor, question))
    before = move_question(
        question,
        "return_to_queue",
        now=now,
        triage_by=after_working_days(now, TRIAGE_DAYS, _nation(question)),
        escalated_at=None,
    )
    record("return_to_queue", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_coordinators(question, "desk_new_question", key=key, now=now)
    return question


@transaction.atomic
def mark_duplicate(
    *, question: Question, actor, now: datetime, page, reason: str, version: int | None = None
) -> Question:
    """Point the asker to a page of the site that answers the question.

    :raises NotPermitted: also when the asker may not open the page.
    """
    from network.search.findable import findable_pages

    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    if not findable_pages(question.asker).filter(pk=page.pk).exists():
        raise NotPermitted(
            permissions.Decision(False, "The person who asked cannot open that page.")
        )
    before = move_question(
        question,
        "mark_duplicate",
        now=now,
        coordinator=actor,
        reason=reason,
        see_instead_id=page.pk,
        ended_at=now,
    )
    record("mark_duplicate", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_duplicate", now)
    return question


@transaction.atomic
def reopen(*, question: Question, actor, now: datetime) -> Question:
    """The asker still needs help after having been pointed elsewhere."""
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    before = move_question(
        question,
        "reopen",
        now=now,
        ended_at=None,
        triage_by=after_working_days(now, TRIAGE_DAYS, _nation(question)),
    )
    record("reopen", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_coordinators(question, "desk_still_needs_help", key=key, now=now)
    return question


@transaction.atomic
def decline(
    *, question: Question, actor, now: datetime, reason: str, version: int | None = None
) -> Question:
    """Decline, saying why and where to go instead."""
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    before = move_question(
        question, "decline", now=now, coordinator=actor, reason=reason, ended_at=now
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
    contexts=None,
    version: int | None = None,
) -> Question:
    """Let the question go to matching, with its topics and nation confirmed by the coordinator."""
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    before = move_question(
        question, "approve", now=now, coordinator=actor, nation=nation, approved_at=now
    )
    question.topics.set(topics)
    if contexts is not None:
        question.contexts.set(contexts)
    record("approve", question=question, actor=actor, now=now, before=before)
    _tell_asker(question, "ask_finding", now)
    return question


@transaction.atomic
def mark_unmatched(*, question: Question, actor, now: datetime) -> Question:
    """Nobody fits: tell the asker once and keep the question on the desk."""
    question = lock_question(question)
    if actor is not None:
        require(permissions.can_coordinate(actor, question))
    before = move_question(question, "mark_unmatched", now=now)
    record("mark_unmatched", question=question, actor=actor, now=now, before=before)
    cancel_live_assignments(question, actor=actor, now=now)
    _tell_asker(question, "ask_unmatched", now)
    return question


@transaction.atomic
def widen(*, question: Question, actor, now: datetime) -> Question:
    """Look again, by the coordinator's or the asker's choice."""
    question = lock_question(question)
    if actor.pk != question.asker_id:
        require(permissions.can_coordinate(actor, question))
    before = move_question(question, "widen", now=now)
    record("widen", question=question, actor=actor, now=now, before=before)
    return question


@transaction.atomic
def close(
    *, question: Question, actor, now: datetime, helped: bool | None, outcome: str = ""
) -> Question:
    """The asker says whether it helped; the expert is told that there is an outcome.

    ``actor`` is ``None`` when the system closes a question that nobody has closed.
    ``outcome`` is screened like every text.
    """
    question = lock_question(question)
    if actor is not None:
        require(permissions.can_edit_question(actor, question))
    check_texts([outcome], {})
    before = move_question(question, "close", now=now, helped=helped, outcome=outcome, ended_at=now)
    record("close", question=question, actor=actor, now=now, before=before)
    if helped is not None:
        tell.tell_expert(question.answer.assignment, "expert_outcome", now=now)
    return question


@transaction.atomic
def withdraw(*, question: Question, actor, now: datetime) -> Question:
    """The asker takes the question back; whoever was asked need not answer any more."""
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    before = move_question(question, "withdraw", now=now, ended_at=now)
    record("withdraw", question=question, actor=actor, now=now, before=before)
    cancel_live_assignments(question, actor=actor, now=now)
    return question


@transaction.atomic
def escalate_triage(*, question: Question, now: datetime) -> bool:
    """Show a question whose first check is late to the safeguarding leads, once."""
    question = lock_question(question)
    late = (
        question.status == enums.QuestionStatus.SUBMITTED
        and question.escalated_at is None
        and question.triage_by is not None
        and question.triage_by <= now
    )
    if not late:
        return False
    question.escalated_at = now
    question.save(update_fields=["escalated_at"])
    record("escalate", question=question, actor=None, now=now, before=question.status)
    tell.tell_leads(question, "lead_triage_late", key=f"{question.public_id}:triage", now=now)
    return True


@transaction.atomic
def delete_old_draft(*, question: Question, now: datetime) -> bool:
    """Delete a draft that nobody has touched for 30 days."""
    question = lock_question(question)
    if question.status != enums.QuestionStatus.DRAFT or question.submitted_at is not None:
        return False
    question.events.all().delete()
    question.delete()
    return True


def _nation(question: Question) -> str:
    return question.nation.slug if question.nation else "england"


def _tell_asker(question: Question, kind: str, now: datetime) -> None:
    tell.tell_asker(question, kind, key=f"{question.public_id}:{question.version}", now=now)
