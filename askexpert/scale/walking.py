"""The paths that invented questions take, and one question on its path.

The dates are those that the verbs would have written (:mod:`askexpert.clocks`).
"""

import random
from dataclasses import dataclass, field
from datetime import datetime

from askexpert import clocks, transitions
from askexpert.enums import DeclineReason
from askexpert.models import Answer, Assignment, Question, QuestionEvent
from askexpert.scale.people import World

ANSWER = (
    "Begin with the place and not with the people. Walk there with the young people, write down "
    "together what helps and what hurts, and agree who changes what by when. Look again after a "
    "month."
)
TOLD = "Please ask your own safeguarding lead: they know the services where you work."

# (share in a thousand, steps with the hours since the step before). ``None`` is the system's turn.
Steps = tuple[tuple[str, int], ...]
SENT: Steps = (("submit", 1),)
APPROVED: Steps = (*SENT, ("approve", 5))
ASKED: Steps = (*APPROVED, ("invite", 2))
WRITING: Steps = (*ASKED, ("accept", 20))
WRITTEN: Steps = (*WRITING, ("submit_answer", 70))
RELEASED: Steps = (*WRITTEN, ("release_answer", 20))
PATHS: tuple[tuple[int, Steps], ...] = (
    (700, (*RELEASED, ("close", 200))),
    (60, (*ASKED, ("decline_invitation", 20), ("invite", 1), ("accept", 20),
          ("submit_answer", 70), ("release_answer", 20), ("close", 200))),
    (60, (*SENT, ("decline", 6))),
    (50, (*APPROVED, ("withdraw", 30))),
    (30, (*SENT, ("request_changes", 5), ("withdraw", 60))),
    (25, SENT),
    (10, (*SENT, ("request_changes", 5))),
    (5, (*SENT, ("quarantine", 3))),
    (10, APPROVED),
    (15, ASKED),
    (5, (*APPROVED, ("mark_unmatched", 20))),
    (15, WRITING),
    (8, WRITTEN),
    (7, RELEASED),
)  # fmt: skip
EXPERTS_STEPS = ("accept", "decline_invitation", "submit_answer")
ASKERS_STEPS = ("submit", "close", "withdraw")


@dataclass(slots=True)
class Walk:
    """One question on its path: each method does what the verb of its name writes."""

    question: Question
    world: World
    rng: random.Random
    ends_open: bool
    asks: list[Assignment] = field(default_factory=list)
    answer: Answer | None = None
    events: list[QuestionEvent] = field(default_factory=list)

    def take(self, action: str, at: datetime) -> bool:
        """Take the step; ``False`` when nobody is there to be asked, and the path ends."""
        if action == "invite":
            return self._invite(at)
        if action in transitions.QUESTION:
            self._move(action, at)
        getattr(self, f"_{action}")(at)
        return True

    def _move(self, action: str, at: datetime, by=None) -> None:
        question, before = self.question, self.question.status
        question.status = transitions.QUESTION[action].target
        question.version += 1
        question.updated_at = at
        actor = by or (question.asker if action in ASKERS_STEPS else self.world.coordinator)
        self.record(action, before, actor=actor, at=at)

    def _turn(self, action: str, at: datetime, actor) -> None:
        ask = self.asks[-1]
        before, ask.status = ask.status, transitions.ASSIGNMENT[action].target
        self.record(action, before, actor=actor, at=at, ask=ask)

    def record(self, action: str, before: str, *, actor, at: datetime, ask=None) -> None:
        self.events.append(
            QuestionEvent(
                action=action,
                from_status=before,
                to_status=(ask or self.question).status,
                actor=actor,
                at=at,
                assignment=ask,
            )
        )

    def _set(self, dates: dict) -> None:
        for name, value in dates.items():
            setattr(self.question, name, value)

    def _submit(self, at: datetime) -> None:
        self.question.submitted_at = at
        self._set(clocks.triage(self.question, now=at))

    def _request_changes(self, at: datetime) -> None:
        self.question.coordinator = self.world.coordinator
        self.question.reason = TOLD
        self._set(clocks.changes(self.question, now=at))

    def _decline(self, at: datetime) -> None:
        self.question.coordinator, self.question.reason = self.world.coordinator, TOLD
        self.question.ended_at = at

    def _quarantine(self, at: datetime) -> None:
        self._set(clocks.seeing(self.question, now=at))

    def _approve(self, at: datetime) -> None:
        self.question.coordinator, self.question.approved_at = self.world.coordinator, at
        self._set(clocks.search(self.question, now=at))

    def _mark_unmatched(self, at: datetime) -> None:
        self._set(clocks.unmatched(self.question, now=at))

    def _withdraw(self, at: datetime) -> None:
        self.question.ended_at = at

    def _invite(self, at: datetime) -> bool:
        expert = self.world.expert_for(self.question.asker, self.rng, is_live=self.ends_open)
        if expert is None:
            return False
        self.question.invite_by = None
        ask = Assignment(
            expert=expert,
            invited_by=self.world.coordinator,
            wave=len(self.asks) + 1,
            score=self.rng.randint(30, 80),
            reasons=["2 of 3 topics", "England"],
            **clocks.reply(expert, now=at),
        )
        self.asks.append(ask)
        self.record("invite", "", actor=self.world.coordinator, at=at, ask=ask)
        return True

    def _decline_invitation(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("decline_invitation", at, ask.expert)
        ask.ended_at, ask.decline_reason = at, DeclineReason.NO_TIME

    def _accept(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("accept", at, ask.expert)
        ask.accepted_at = at
        for name, value in clocks.answering(ask.expert, now=at).items():
            setattr(ask, name, value)
        self._move("start_answering", at)
        self.answer = Answer(assignment=ask, saved_at=at)

    def _submit_answer(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("submit_answer", at, ask.expert)
        ask.submitted_at = self.answer.submitted_at = self.answer.saved_at = at
        self.answer.draft = self.answer.text = ANSWER
        self._move("start_review", at, by=ask.expert)
        self._set(clocks.review(self.question, now=at))

    def _release_answer(self, at: datetime) -> None:
        ask = self.asks[-1]
        self._turn("complete", at, self.world.coordinator)
        ask.ended_at = self.answer.released_at = at
        self.answer.released_text, self.answer.released_by = ANSWER, self.world.coordinator
        self.question.answered_at = self.question.first_answered_at = at
        self.question.review_by = None
        self._set(clocks.closing(now=at))

    def _close(self, at: datetime) -> None:
        self.question.helped, self.question.ended_at = self.rng.random() < 0.9, at
