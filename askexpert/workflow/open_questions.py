"""The verbs of a question that is put to many: the asker chooses it, a coordinator writes what
members read, members offer to answer. Inviting whoever offered is the usual verb."""

from datetime import datetime

from django.db import transaction

from askexpert import clocks, desk_words, enums, permissions
from askexpert import notifications as tell
from askexpert.errors import ExpertNotEligible, StaleForm
from askexpert.models import Assignment, ExpertAvailability, Offer, OpenQuestion, Question
from askexpert.screening import check_texts
from askexpert.workflow.inviting import OWN, invite, record_refusal
from askexpert.workflow.steps import lock_question, record
from askexpert.workflow.taking_down import take_down_open_question
from askexpert.workflow.triage import widen
from network.taxonomy.models import Sector
from network.workflows import Decision, NotPermitted, TransitionNotAllowed, require


@transaction.atomic
def choose_open(
    *, question: Question, actor, now: datetime, sector: Sector | None = None
) -> OpenQuestion:
    """The asker of an unmatched question would like members to read it: those of one sector, or
    all. Chosen twice, it is one task for the coordinators; until it is written, it may be changed.

    :raises NotPermitted: for anybody but the asker.
    :raises TransitionNotAllowed: when the question is not unmatched, or members read it already.
    """
    question = lock_question(question)
    require(permissions.can_edit_question(actor, question))
    require(permissions.can_ask(actor))
    if question.status != enums.QuestionStatus.UNMATCHED:
        raise TransitionNotAllowed("choose_open", question.status)
    row = OpenQuestion.objects.filter(question=question).first()
    if row is not None and row.closed_at is None:
        if row.is_open:
            raise TransitionNotAllowed("choose_open", question.status)
        if row.sector == sector:
            return row
        row.sector = sector
        row.save(update_fields=["sector"])
        return row
    row, _ = OpenQuestion.objects.update_or_create(
        question=question,
        defaults={
            "sector": sector,
            "wanted_at": now,
            "title": "",
            "text": "",
            "opened_by": None,
            "opened_at": None,
            "closed_at": None,
        },
    )
    _set_clock(question, clocks.unmatched(question, now=now))
    _record("choose_open", question, actor, now)
    key = f"{question.public_id}:{now.isoformat()}"
    tell.tell_coordinators(question, "desk_open_question", key=key, now=now)
    return row


@transaction.atomic
def open_to_members(
    *, question: Question, actor, now: datetime, title: str, text: str, version: int | None = None
) -> OpenQuestion:
    """Put the coordinator's own version before members. Sent twice, it is opened once.

    Nothing that the screening marks may stay in it, not even with a reason: many people read it.

    :raises NotPermitted: for anybody but a coordinator without a tie, or when the asker has not
        chosen it.
    :raises TextHeldBack: with every mark.
    :raises WordsHeldBack: when it says who asked, or where they work.
    :raises TransitionNotAllowed: when the question is not looking for somebody.
    """
    question = lock_question(question, version=version)
    require(permissions.can_coordinate(actor, question))
    if question.status not in enums.OPEN_TO_OFFERS:
        raise TransitionNotAllowed("open_to_members", question.status)
    row = OpenQuestion.objects.filter(question=question, closed_at=None).first()
    if row is None:
        raise NotPermitted(Decision(False, "The person who asked has not chosen this."))
    if row.is_open:
        if (row.title, row.text) == (title, text):
            return row
        raise StaleForm("open_to_members", question.status)
    desk_words.check_for_members([title, text], question)
    check_texts([title, text], {})
    row.title, row.text, row.opened_by, row.opened_at = title, text, actor, now
    row.save(update_fields=["title", "text", "opened_by", "opened_at"])
    _set_clock(question, clocks.UNMATCHED_STOPPED)
    _record("open_to_members", question, actor, now)
    tell.tell_asker(question, "ask_open", key=f"{row.public_id}:{now.isoformat()}", now=now)
    return row


@transaction.atomic
def close_open(*, question: Question, actor, now: datetime) -> bool:
    """A coordinator takes the open version from members; the question itself goes on.

    The asker may choose anew what happens next. Closed twice, it is closed once.
    """
    question = lock_question(question)
    require(permissions.can_coordinate(actor, question))
    closed = take_down_open_question(question, now=now)
    if closed:
        if question.status == enums.QuestionStatus.UNMATCHED:
            _set_clock(question, clocks.unmatched(question, now=now))
        _record("close_open", question, actor, now)
    return closed


def invite_offered(*, question: Question, member, actor, now: datetime) -> Assignment:
    """Ask a member who has offered: the usual verb with every guard. A question that rests begins a
    search for it, but not for somebody who may not be asked; that attempt is recorded too.

    :raises NotPermitted: for anybody but a coordinator without a tie.
    :raises ExpertNotEligible: when a guard forbids it.
    :raises TransitionNotAllowed: when the question neither rests nor looks for somebody.
    """
    if question.status != enums.QuestionStatus.UNMATCHED:
        return invite(question=question, expert=member, actor=actor, now=now)
    try:
        with transaction.atomic():
            widen(question=question, actor=actor, now=now)
            return invite(question=question, expert=member, actor=actor, now=now)
    except ExpertNotEligible as refused:
        record_refusal(question, member, actor=actor, now=now, reason=refused.reason)
        raise
    except NotPermitted as refused:
        if refused.reason == OWN.reason:
            record_refusal(question, member, actor=actor, now=now, reason=enums.Refused.OWN)
        raise


@transaction.atomic
def offer_answer(
    *, open_question: OpenQuestion, actor, now: datetime, note: str = "", willing: bool = False
) -> Offer:
    """A member would answer. ``willing`` records that they agree to be asked, if they had not.

    No guard speaks here: a refusal would tell the member whose question it is. The desk shows what
    speaks against asking them, and inviting runs every guard. Offered twice, it is one offer;
    taken back and offered again, it is the same one.

    :raises NotPermitted: for whoever may not read it, for the asker, and for somebody who has not
        agreed to be asked.
    :raises TextHeldBack: when the note holds anything that the screening marks.
    """
    question, open_question = _lock(open_question)
    require(permissions.can_offer(actor, open_question))
    check_texts([note], {})
    if willing:
        _agree_to_be_asked(actor, now=now)
    elif not ExpertAvailability.objects.willing().filter(user=actor).exists():
        raise NotPermitted(
            Decision(False, "To offer an answer, say that you are willing to be asked.")
        )
    row, created = Offer.objects.get_or_create(
        open_question=open_question,
        member=actor,
        defaults={"note": note, "offered_at": now},
    )
    if not created:
        if row.taken_back_at is None:
            return row
        row.note, row.offered_at, row.taken_back_at = note, now, None
        row.save(update_fields=["note", "offered_at", "taken_back_at"])
    _record("offer_answer", question, actor, now)
    key = f"{open_question.public_id}:{actor.pk}:{now.isoformat()}"
    tell.tell_coordinators(question, "desk_offer", key=key, now=now)
    return row


@transaction.atomic
def take_back_offer(*, open_question: OpenQuestion, actor, now: datetime) -> bool:
    """A member would rather not answer after all: no reason, no harm. Returns whether there was an
    offer to take back."""
    question, open_question = _lock(open_question)
    row = Offer.objects.standing().filter(open_question=open_question, member=actor).first()
    if row is None:
        return False
    row.taken_back_at = now
    row.save(update_fields=["taken_back_at"])
    _record("take_back_offer", question, actor, now)
    return True


def _set_clock(question: Question, dates: dict) -> None:
    """Write when the coordinators should look at a locked question for which nobody was found."""
    for name, value in dates.items():
        setattr(question, name, value)
    question.save(update_fields=list(dates))


def _lock(open_question: OpenQuestion) -> tuple[Question, OpenQuestion]:
    """The question first, then its open version: one order everywhere."""
    question = lock_question(Question(pk=open_question.question_id))
    fresh = OpenQuestion.objects.select_for_update().get(pk=open_question.pk)
    fresh.question = question
    return question, fresh


def _agree_to_be_asked(user, *, now: datetime) -> None:
    availability, _ = ExpertAvailability.objects.get_or_create(user=user)
    availability.set_willing(True, now=now)
    availability.save(update_fields=["consented_at", "updated_at"])


def _record(action: str, question: Question, actor, now: datetime) -> None:
    record(action, question=question, actor=actor, now=now, before=question.status)
