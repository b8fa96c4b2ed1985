"""Which rows may be due: one query for each clock, and no words of any question are read.

What is found here is looked at again under its lock; too much costs a moment, too little loses a
reminder. Each list holds only what is open and near its date.
"""

from datetime import datetime

from django.db.models import Q

from askexpert.clocks import Lateness, Reminder
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Assignment, Question
from network.members.enums import MembershipStatus

QUESTION_FIELDS = ("pk", "status", "nation__slug")
ASK_FIELDS = ("pk", "question_id", "status", "expert__profile__nation__slug")


def _questions(**conditions):
    return Question.objects.filter(**conditions).order_by("pk")


def _asks(**conditions):
    return Assignment.objects.filter(**conditions).order_by("pk")


def to_remind(reminder: Reminder, now: datetime) -> list:
    """Rows whose reminder is due: those near the date by the database, then by the calendar."""
    near = {
        "status": reminder.status,
        f"{reminder.sent}__isnull": True,
        f"{reminder.by}__lte": now + reminder.horizon,
    }
    dates = (reminder.by, reminder.sent)
    if reminder.model is Assignment:
        rows = _asks(**near).select_related("expert__profile__nation")
        rows = rows.only(*ASK_FIELDS, *dates)
    else:
        rows = _questions(**near).select_related("nation").only(*QUESTION_FIELDS, *dates)
    return [row for row in rows if reminder.is_due(row, now)]


def invitations_over(now: datetime):
    return _asks(
        status=AssignmentStatus.INVITED, respond_by__lte=now, respond_reminded_at__isnull=False
    )


def answers_over(now: datetime):
    return _asks(
        status=AssignmentStatus.ACCEPTED, lapse_by__lte=now, answer_due_reminded_at__isnull=False
    )


def next_to_ask():
    """Places in which the next person is to be asked: the worker's task was lost, or is on its
    way."""
    return _asks(next_wave__isnull=False)


def nobody_in_sight(now: datetime):
    """Questions that look for somebody, ask nobody, and of which it is time to see whether anybody
    can be asked."""
    begins = Q(eligible_seen_at__isnull=True, is_widened=False)
    late = Q(invite_by__lte=now, invite_reminded_at__isnull=True)
    return (
        _questions(status=QuestionStatus.MATCHING, invite_by__isnull=False)
        .filter(begins | late)
        .only("pk")
    )


def changes_over(now: datetime):
    return _questions(
        status=QuestionStatus.CHANGES_REQUESTED,
        changes_by__lte=now,
        changes_reminded_at__isnull=False,
    ).only("pk")


def closing_over(now: datetime):
    return _questions(
        status=QuestionStatus.ANSWERED, close_by__lte=now, close_reminded_at__isnull=False
    ).only("pk")


def late(lateness: Lateness, now: datetime):
    """Questions of which the desk has not been told that they are late."""
    near = {
        "status": lateness.status,
        f"{lateness.told}__isnull": True,
        f"{lateness.by}__lte": now,
    }
    if lateness.done:
        near[f"{lateness.done}__isnull"] = True
    return _questions(**near).only("pk")


def asks_of_unavailable():
    """Open asks of people who are no members in good standing: account closed, membership paused
    or lapsed."""
    standing = Q(expert__is_active=True, expert__membership__status=MembershipStatus.APPROVED)
    return (
        Assignment.objects.filter(status__in=[AssignmentStatus.INVITED, AssignmentStatus.ACCEPTED])
        .exclude(standing)
        .order_by("pk")
    )
