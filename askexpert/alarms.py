"""Why a question was given to the safeguarding leads, and from which side: a code of its event."""

from typing import NamedTuple

from django.db import models

from askexpert.enums import QuestionStatus
from askexpert.models import Question


class Alarm(models.TextChoices):
    """What somebody has seen."""

    IDENTIFIES = "identifies", "It could identify a child or somebody else"
    RISK = "risk", "Somebody may be at risk"


class Side(models.TextChoices):
    """From where it was seen; the label is how a report calls it."""

    DESK = "desk", "At the desk"
    EXPERT = "expert", "By an expert who was asked"
    READER = "reader", "By a reader of the open version"
    SITE = "site", "By the site"


SAID = {
    Side.DESK: "Said at the desk.",
    Side.EXPERT: "Said by an expert who was asked.",
    Side.READER: "Said by a member who read the open version.",
    Side.SITE: "Found by the site in the words of a follow-up.",
}
NOT_SAID = "No reason was chosen."
BETWEEN = ":"


class Reason(NamedTuple):
    """``alarm`` and ``side`` are values of the two lists, or empty where nothing is kept."""

    alarm: str
    side: str


def chosen(value: str | None) -> str:
    """What a form chose; nothing for anything else: an alarm is never refused for that."""
    return value if value in Alarm.values else ""


def side_of(actor, question: Question) -> Side:
    """From which side this person sees the question just now; ``None`` is the site."""
    if actor is None:
        return Side.SITE
    if question.assignments.readable().filter(expert=actor).exists():
        return Side.EXPERT
    at_desk = Question.objects.for_desk(actor).filter(pk=question.pk).exists()
    return Side.DESK if at_desk else Side.READER


def code_of(alarm: str, side: str) -> str:
    return f"{alarm}{BETWEEN}{side}"


def read(code: str) -> Reason:
    """The two parts of a code. Older events have the first alone."""
    alarm, _, side = code.partition(BETWEEN)
    return Reason(alarm, side)


def in_words(code: str) -> str:
    """A code as safeguarding leads read it."""
    alarm, side = read(code)
    what = f"{Alarm(alarm).label}." if alarm in Alarm.values else NOT_SAID
    return f"{what} {SAID[Side(side)]}" if side in Side.values else what


def has_told(person, question: Question) -> bool:
    """Whether this person has given the question to the leads, who have it still."""
    if question.status != QuestionStatus.QUARANTINED:
        return False
    latest = question.events.filter(action="quarantine").order_by("at", "pk").last()
    return latest is not None and latest.actor_id == person.pk
