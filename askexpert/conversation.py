"""A question with its answers and follow-ups, in the order in which they were said."""

from dataclasses import dataclass
from datetime import datetime

from askexpert.clocks import CLOSE_AFTER
from askexpert.enums import QuestionStatus
from askexpert.models import FollowUp, Question
from askexpert.places import FOLLOW_UP, TEXT, TITLE

# With a safeguarding lead, or removed: nobody reads answers on then.
ANSWERS_REST = (QuestionStatus.QUARANTINED, QuestionStatus.REMOVED)
ORDINALS = ("", "first ", "second ", "third ")


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was said: by whom (``asked``, ``answered`` or ``followed_up``), and when.

    It holds no name and no id: the asker and the expert read the same turns.
    """

    said: str
    title: str
    text: str
    at: datetime | None

    @property
    def is_answer(self) -> bool:
        return self.said == "answered"


def conversation_of(question: Question) -> list[Turn]:
    """The question, then answers that were released and follow-ups: two queries."""
    answers = [] if question.status in ANSWERS_REST else _released(question)
    follow_ups = list(question.follow_ups.all())
    several = len(answers) > 1
    later = [
        Turn("answered", _title("answer", number, several=several), answer.released_text, at)
        for number, answer in enumerate(answers, start=1)
        for at in [answer.released_at]
    ]
    several = len(follow_ups) > 1
    later += [
        Turn("followed_up", _title("follow-up", row.round, several=several), row.text, row.asked_at)
        for row in follow_ups
    ]
    first = Turn("asked", "The question", question.text, question.submitted_at)
    return [first, *sorted(later, key=lambda turn: turn.at)]


def _released(question: Question) -> list:
    return list(question.answers.filter(released_at__isnull=False).order_by("released_at", "pk"))


def _title(what: str, number: int, *, several: bool) -> str:
    return f"The {ORDINALS[number] if several and number < len(ORDINALS) else ''}{what}"


def follow_up_by(question: Question) -> datetime | None:
    """Until when the asker may ask on: with the closing of the question, else 20 days after the
    latest answer."""
    if question.answered_at is None:
        return None
    return question.close_by or question.answered_at + CLOSE_AFTER


def rounds_left(question: Question) -> int:
    """How many follow-ups the asker still has: one query."""
    return FollowUp.MAX_ROUNDS - question.follow_ups.count()


def texts_of(question: Question) -> dict[str, str]:
    """What the asker can still change, by the names of :mod:`askexpert.places`: one query once
    there was an answer."""
    texts = {TITLE: question.title, TEXT: question.text}
    waiting = waiting_follow_up(question) if question.answered_at is not None else None
    return texts if waiting is None else {**texts, FOLLOW_UP: waiting.text}


def waiting_follow_up(question: Question) -> FollowUp | None:
    """The follow-up that has no answer yet: one query."""
    latest = question.follow_ups.order_by("-round").first()
    if latest is None or question.answered_at is None or latest.asked_at <= question.answered_at:
        return None
    return latest
