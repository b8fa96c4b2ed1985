"""The asker's verbs. Each does, in this order: lock, permission, transition, write, event, notify
on commit."""

import uuid
from datetime import datetime

from django.db import transaction

from askexpert import clocks, desk_words, enums, permissions
from askexpert import notifications as tell
from askexpert.conversation import texts_of, waiting_follow_up
from askexpert.models import Question
from askexpert.places import Place, moved, stored
from askexpert.screening import check_texts
from askexpert.workflow.cancelling import cancel_live_assignments
from askexpert.workflow.published import end_unpublished_from
from askexpert.workflow.steps import (
    lock_question,
    move_question,
    record,
)
from network.workflows import TransitionNotAllowed, require

DRAFT_FIELDS = ("title", "text", "nation", "sector_wanted", "is_anonymous")


@transaction.atomic
def start_question(*, asker, token: uuid.UUID, now: datetime) -> Question:
    """Start a draft for the form that carries ``token``; the same form again gives the same draft.

    A draft that was started before and has nothing in it is taken up again, so that looking at the
    form several times leaves one draft and not several.

    :raises NotPermitted: unless the asker is an approved member.
    """
    require(permissions.can_ask(asker))
    profile = asker.profile
    empty = Question.objects.select_for_update(of=("self",)).untouched_drafts().filter(asker=asker)
    if (untouched := empty.order_by("-pk").first()) is not None:
        untouched.token, untouched.nation = token, profile.nation
        untouched.created_at = untouched.updated_at = now
        untouched.save(update_fields=["token", "nation", "created_at", "updated_at"])
        return untouched
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
    *,
    question: Question,
    actor,
    now: datetime,
    topics=None,
    contexts=None,
    follow_up: str | None = None,
    **fields,
) -> Question:
    """Keep what was typed, screened or not: a draft is seen by its writer only.

    ``is_anonymous`` is ignored once the question has been sent: what was promised stays.
    ``follow_up`` are the new words of a follow-up that has no answer yet and came back for a
    change.

    :raises NotPermitted: for anybody but the asker.
    :raises TransitionNotAllowed: when the question is not the asker's to change any more.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    if question.status not in enums.EDITABLE_BY_ASKER:
        raise TransitionNotAllowed("save", question.status)
    if question.submitted_at is not None:
        fields.pop("is_anonymous", None)
        question.unsent_since = question.unsent_since or now
    texts = texts_of(question) if question.marked_for_asker else {}
    changed = [name for name in DRAFT_FIELDS if name in fields]
    for name in changed:
        setattr(question, name, fields[name])
    question.updated_at = now
    question.save(update_fields=["updated_at", "unsent_since", *changed])
    if topics is not None:
        question.topics.set(topics)
    if contexts is not None:
        question.contexts.set(contexts)
    waiting = waiting_follow_up(question) if follow_up is not None else None
    if waiting is not None:
        waiting.text = follow_up
        waiting.save(update_fields=["text"])
    if texts:
        _move_marks(question, texts)
    return question


def _move_marks(question: Question, before: dict[str, str]) -> None:
    """What the asker was asked to look at stays with its words; what was changed is done with."""
    places = Place.read(question.marked_for_asker)
    question.marked_for_asker = stored(moved(places, before, texts_of(question)))
    question.save(update_fields=["marked_for_asker"])


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
    waiting = waiting_follow_up(question)
    if waiting is not None:
        waiting.justifications = check_texts([waiting.text], reasons or {})
        waiting.save(update_fields=["justifications"])
    first_time = question.submitted_at is None
    fields = {
        "justifications": kept,
        "reason": "",
        "marked_for_asker": [],
        "unsent_since": None,
        "submitted_at": now,
        **clocks.triage(question, now=now),
    }
    if first_time:
        profile = actor.profile
        fields |= {
            "asker_organisation": profile.organisation,
            "asker_area": profile.area,
            "asker_sector": profile.sectors.first(),
        }
    before = move_question(question, "submit", now=now, **fields)
    record("submit", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    if first_time:
        tell.tell_asker(question, "ask_received", key=key, now=now)
    tell.tell_coordinators(question, "desk_new_question", key=key, now=now)
    return question


@transaction.atomic
def reopen(*, question: Question, actor, now: datetime) -> Question:
    """The asker still needs help after having been pointed elsewhere. Said twice, it is once.

    :raises NotPermitted: for anybody but the asker, or if their membership is not approved.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    require(permissions.can_ask(actor))
    if question.status == enums.QuestionStatus.SUBMITTED:
        return question
    before = move_question(
        question,
        "reopen",
        now=now,
        ended_at=None,
        **clocks.triage(question, now=now),
    )
    record("reopen", question=question, actor=actor, now=now, before=before)
    key = f"{question.public_id}:{question.version}"
    tell.tell_coordinators(question, "desk_still_needs_help", key=key, now=now)
    return question


@transaction.atomic
def close(
    *, question: Question, actor, now: datetime, helped: bool | None, outcome: str = ""
) -> Question:
    """The asker says whether it helped; the expert is told that there is an outcome.

    ``actor`` is ``None`` when the system closes a question that nobody has closed.
    ``outcome`` is screened like every text: the expert reads it. The same form sent twice closes
    it once.

    :raises TextHeldBack: with every mark of the outcome.
    :raises WordsHeldBack: when it says who asked, though the question was asked without a name.
    """
    question = lock_question(question)
    if actor is not None:
        require(permissions.can_edit_question(actor, question))
    said = (question.helped, question.outcome)
    if question.status == enums.QuestionStatus.CLOSED and said == (helped, outcome):
        return question
    check_texts([outcome], {})
    desk_words.check_words_of_asker(outcome, question)
    before = move_question(question, "close", now=now, helped=helped, outcome=outcome, ended_at=now)
    record("close", question=question, actor=actor, now=now, before=before)
    if helped is not None:
        tell.tell_expert(question.answer.assignment, "expert_outcome", now=now)
    return question


@transaction.atomic
def withdraw(*, question: Question, actor, now: datetime) -> Question:
    """The asker takes the question back; whoever was asked need not answer any more, and nothing
    that is not published yet will be made of it. Withdrawn twice, it is withdrawn once."""
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    if question.status == enums.QuestionStatus.WITHDRAWN:
        return question
    before = move_question(question, "withdraw", now=now, ended_at=now)
    record("withdraw", question=question, actor=actor, now=now, before=before)
    cancel_live_assignments(question, actor=actor, now=now)
    end_unpublished_from(question, now=now)
    return question
