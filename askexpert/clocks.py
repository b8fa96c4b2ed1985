"""How long everything takes in Ask an Expert: all lengths, and the dates that are made of them.

Nothing here reads the time: ``now`` is passed in. Working days are those of the question's nation,
for an ask those of the expert's. ``docs/ask-an-expert.md`` has the same table in words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Assignment, Question
from network.working_days import (
    DAY_ENDS,
    LONDON,
    after_working_days,
    after_working_hours,
    morning_before,
)

Q, A = QuestionStatus, AssignmentStatus

# Working days, unless the name says something else.
TRIAGE_DAYS = 1
CHANGES_DAYS = 10
CHANGES_REMIND_AFTER_DAYS = 3
SEE_WORKING_HOURS = 4
FIRST_INVITATION_DAYS = 1
UNMATCHED_DAYS = 2
RESPOND_DAYS = 3
RESPOND_REMIND_AFTER_DAYS = 2
ANSWER_DAYS = 7
ANSWER_SOON_BEFORE_DAYS = 2
RETURNED_DAYS = 3
MORE_TIME_DAYS = 3
LAPSE_AFTER_DAYS = 3
REVIEW_DAYS = 2
CLOSE_AFTER = timedelta(days=20)
CLOSE_REMIND_BEFORE_DAYS = 3
DRAFTS_KEPT = timedelta(days=30)

# What most answers take their writer.
ANSWER_MINUTES = 30

# Between a reminder that comes late, because no clock ran, and the end that it announces.
NOTICE_DAYS = 1

LIVE_INVITATIONS = 2
WAVES = 3
SILENCES_UNTIL_PAUSE = 3


def nation_of(question: Question) -> str:
    """The slug of the nation whose working days count for a question."""
    return question.nation.slug if question.nation else "england"


def nation_of_person(user) -> str:
    """The slug of the nation in which somebody works."""
    profile = getattr(user, "profile", None)
    return profile.nation.slug if profile is not None and profile.nation else "england"


def nation_of_row(row: Question | Assignment) -> str:
    """Whose working days count: the expert's for an ask, else the question's."""
    return nation_of_person(row.expert) if isinstance(row, Assignment) else nation_of(row)


def notice(now: datetime, nation: str) -> datetime:
    """The earliest moment at which something may end of which somebody is reminded only now."""
    return after_working_days(now, NOTICE_DAYS, nation)


def triage(question: Question, *, now: datetime) -> dict:
    """The dates of a question that waits for its first check."""
    return {
        "triage_by": after_working_days(now, TRIAGE_DAYS, nation_of(question)),
        "escalated_at": None,
    }


def changes(question: Question, *, now: datetime) -> dict:
    """The dates of a question that waits for its asker's change."""
    return {
        "changes_by": after_working_days(now, CHANGES_DAYS, nation_of(question)),
        "changes_reminded_at": None,
    }


def seeing(question: Question, *, now: datetime) -> dict:
    """The dates of a question that a safeguarding lead must see."""
    return {
        "see_by": after_working_hours(now, SEE_WORKING_HOURS, nation_of(question)),
        "seen_at": None,
        "see_reminded_at": None,
    }


def search(question: Question, *, now: datetime, nation=None) -> dict:
    """The dates of a search that begins now; ``nation`` when it is only just being set."""
    slug = nation.slug if nation is not None else nation_of(question)
    return {
        "search_started_at": now,
        "invite_by": after_working_days(now, FIRST_INVITATION_DAYS, slug),
        "invite_reminded_at": None,
        "eligible_seen_at": None,
    }


def unmatched(question: Question, *, now: datetime) -> dict:
    """The dates of a question for which nobody was found: the coordinators' turn."""
    return {
        "invite_by": None,
        "unmatched_by": after_working_days(now, UNMATCHED_DAYS, nation_of(question)),
        "unmatched_reminded_at": None,
    }


# While members read the open version, nobody at the desk is late.
UNMATCHED_STOPPED = {"unmatched_by": None, "unmatched_reminded_at": None}


def looks_for_nobody(question: Question, now: datetime) -> bool:
    """Whether it is time to see if anybody at all can be asked: when a search has begun, and when
    its first invitation is late."""
    if question.status != QuestionStatus.MATCHING or question.invite_by is None:
        return False
    begins = question.eligible_seen_at is None and not question.is_widened
    return begins or (question.invite_by <= now and question.invite_reminded_at is None)


def reply(expert, *, now: datetime) -> dict:
    """The dates of an invitation."""
    return {
        "invited_at": now,
        "respond_by": after_working_days(now, RESPOND_DAYS, nation_of_person(expert)),
    }


def answering(expert, *, now: datetime, days: int = ANSWER_DAYS) -> dict:
    """The dates of an answer that is to be written from now on; its reminders begin anew."""
    nation = nation_of_person(expert)
    answer_by = after_working_days(now, days, nation)
    return {
        "answer_by": answer_by,
        "lapse_by": lapse_by(answer_by, nation),
        "answer_soon_reminded_at": None,
        "answer_due_reminded_at": None,
    }


def lapse_by(answer_by: datetime, nation: str) -> datetime:
    """Until when an answer that is late is waited for."""
    return after_working_days(answer_by, LAPSE_AFTER_DAYS, nation)


def review(question: Question, *, now: datetime) -> dict:
    """The dates of an answer that waits for a coordinator's check."""
    return {
        "review_by": after_working_days(now, REVIEW_DAYS, nation_of(question)),
        "review_reminded_at": None,
    }


def closing(*, now: datetime) -> dict:
    """The dates of an answered question: it closes at the end of the twentieth day after."""
    day = (now.astimezone(LONDON) + CLOSE_AFTER).date()
    return {
        "close_by": datetime.combine(day, DAY_ENDS, tzinfo=LONDON),
        "close_reminded_at": None,
    }


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody is reminded once that something will end.

    While a row has ``status`` and its field ``sent`` is empty, the reminder is due from the morning
    that lies ``days_before`` working days before the date in its field ``by``. ``ends`` is the date
    that it announces (most often the same): it moves when the reminder comes late.
    """

    code: str
    model: type
    status: str
    by: str
    sent: str
    days_before: int
    kind: str
    ends: str

    def moment(self, row) -> datetime:
        """From when on the row's reminder is due."""
        return morning_before(getattr(row, self.by), self.days_before, nation_of_row(row))

    @property
    def horizon(self) -> timedelta:
        """How long before the date a reminder may be due at most, bank holidays included."""
        return timedelta(days=2 * self.days_before + 7)

    def is_due(self, row, now: datetime) -> bool:
        return (
            row.status == self.status
            and getattr(row, self.sent) is None
            and getattr(row, self.by) is not None
            and self.moment(row) <= now
        )


REMINDERS = (
    Reminder(
        code="reply",
        model=Assignment,
        status=A.INVITED,
        by="respond_by",
        sent="respond_reminded_at",
        days_before=RESPOND_DAYS - RESPOND_REMIND_AFTER_DAYS,
        kind="expert_reply_soon",
        ends="respond_by",
    ),
    Reminder(
        code="answer_soon",
        model=Assignment,
        status=A.ACCEPTED,
        by="answer_by",
        sent="answer_soon_reminded_at",
        days_before=ANSWER_SOON_BEFORE_DAYS,
        kind="expert_answer_soon",
        ends="answer_by",
    ),
    Reminder(
        code="answer_due",
        model=Assignment,
        status=A.ACCEPTED,
        by="answer_by",
        sent="answer_due_reminded_at",
        days_before=0,
        kind="expert_answer_due",
        ends="lapse_by",
    ),
    Reminder(
        code="change",
        model=Question,
        status=Q.CHANGES_REQUESTED,
        by="changes_by",
        sent="changes_reminded_at",
        days_before=CHANGES_DAYS - CHANGES_REMIND_AFTER_DAYS,
        kind="ask_change_awaited",
        ends="changes_by",
    ),
    Reminder(
        code="close",
        model=Question,
        status=Q.ANSWERED,
        by="close_by",
        sent="close_reminded_at",
        days_before=CLOSE_REMIND_BEFORE_DAYS,
        kind="ask_did_it_help",
        ends="close_by",
    ),
)


@dataclass(frozen=True, slots=True)
class Lateness:
    """Something that people at the desk should have done: they are told once that it is late.

    ``by`` is the date, ``told`` the field that remembers; ``kind`` goes to the coordinators, or to
    the safeguarding leads; ``action`` is the event. ``done`` is a field that stops the clock once
    it is filled.
    """

    code: str
    status: str
    by: str
    told: str
    kind: str
    to_leads: bool = False
    action: str = "late"
    done: str = ""

    def is_due(self, question: Question, now: datetime) -> bool:
        return (
            question.status == self.status
            and getattr(question, self.told) is None
            and getattr(question, self.by) is not None
            and getattr(question, self.by) <= now
            and not (self.done and getattr(question, self.done))
        )


FIRST_CHECK = Lateness(
    "first_check",
    Q.SUBMITTED,
    "triage_by",
    "escalated_at",
    "lead_triage_late",
    to_leads=True,
    action="escalate",
)
LATENESSES = (
    FIRST_CHECK,
    Lateness(
        "not_seen",
        Q.QUARANTINED,
        "see_by",
        "see_reminded_at",
        "lead_not_seen",
        to_leads=True,
        done="seen_at",
    ),
    Lateness(
        "no_invitation", Q.MATCHING, "invite_by", "invite_reminded_at", "desk_first_invitation_late"
    ),
    Lateness(
        "no_expert", Q.UNMATCHED, "unmatched_by", "unmatched_reminded_at", "desk_unmatched_late"
    ),
    Lateness("review", Q.REVIEWING, "review_by", "review_reminded_at", "desk_review_late"),
)
