"""One question of the demo with its story, and the steps that bring it there."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from askexpert import workflow
from askexpert.demo.asking import add_follow_up, add_open_question
from askexpert.models import Question
from askexpert.screening import warnings_in
from network.demo.world import World
from network.taxonomy.models import Context, Nation, Sector, Topic

NAMESPACE = uuid.UUID("6a1d9d6e-2f0b-5c38-9a55-0d8a2b6f4c11")
KEPT_BECAUSE = "These are general words and nobody's details."


def token_of(key: str) -> uuid.UUID:
    """What marks a question of the demo, so that loading twice asks it once."""
    return uuid.uuid5(NAMESPACE, key)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step of one question: when, in which order within the story, and what is done."""

    at: datetime
    order: int
    key: str
    do: Callable


class Story:
    """The steps of one question of ``questions.toml``."""

    def __init__(self, story: dict, world: World, pages: dict) -> None:
        self.story, self.world, self.pages = story, world, pages
        self.taken: list[Step] = []
        self.assignments: dict[str, object] = {}
        self.question: Question | None = None

    def steps(self) -> list[Step]:
        story = self.story
        self.add(story["asked_days_ago"], self._write)
        if story["state"] == "draft":
            return self.taken
        self.add(story["asked_days_ago"], self._submit)
        self._add_triage()
        self._add_search()
        if "unmatched_days_ago" in story:
            self.add(story["unmatched_days_ago"], self._verb("mark_unmatched"))
        if "answer_submitted_days_ago" in story:
            self.add(story["answer_submitted_days_ago"], self._answer)
        if "released_days_ago" in story:
            self.add(story["released_days_ago"], self._release)
        if "follow_up" in story:
            add_follow_up(self)
        if "open" in story:
            add_open_question(self)
        if "closed_days_ago" in story:
            self.add(story["closed_days_ago"], self._close)
        if "withdrawn_days_ago" in story:
            self.add(story["withdrawn_days_ago"], self._withdraw)
        return self.taken

    def add(self, days_ago: float, do: Callable) -> None:
        """Add a step on a day: twenty minutes after the story's step before it on that day."""
        number = len(self.taken)
        moment = self.world.ago(days_ago, hour=9, minute=10) + timedelta(minutes=20 * number)
        at = min(moment, self.world.now)
        self.taken.append(Step(at, number, self.story["key"], do))

    def _add_triage(self) -> None:
        story = self.story
        if "triaged_days_ago" in story:
            self.add(story["triaged_days_ago"], self._approve)
        if "changes_requested_days_ago" in story:
            self.add(
                story["changes_requested_days_ago"],
                self._verb("request_changes", reason=story.get("reason", "")),
            )
        if "quarantined_days_ago" in story:
            self.add(story["quarantined_days_ago"], self._verb("quarantine", label="risk"))
        if story["state"] == "declined":
            self.add(story["decided_days_ago"], self._verb("decline", reason=story["reason"]))
        if story["state"] == "duplicate":
            self.add(
                story["decided_days_ago"],
                self._verb(
                    "mark_duplicate",
                    reason=story["reason"],
                    page=self.pages[story["duplicate_of"]],
                ),
            )

    def _add_search(self) -> None:
        rows = self.story.get("invitations", [])
        for row in rows:
            self._add_invitation(row)
        if rows and self.story["state"] == "matching":
            self.add(rows[-1]["days_ago"], lambda now: self._ask_by_itself(True, now))

    def _add_invitation(self, row: dict) -> None:
        key, outcome = row["expert"], row["outcome"]
        expert = self.world.people[key]

        def invite(now: datetime) -> None:
            self.assignments[key] = workflow.invite(
                question=self.question, expert=expert, actor=self.coordinator, now=now
            )

        self.add(row["days_ago"], invite)
        if outcome in ("accepted", "released"):
            self.add(
                row["answered_days_ago"],
                lambda now: workflow.accept(
                    assignment=self.assignments[key], actor=expert, now=now
                ),
            )
        if outcome == "declined":
            self.add(
                row["answered_days_ago"],
                lambda now: workflow.decline_invitation(
                    assignment=self.assignments[key],
                    actor=expert,
                    now=now,
                    reason=row["decline_reason"],
                ),
            )
        if outcome == "released":
            self.add(
                row["ended_days_ago"],
                lambda now: workflow.hand_back(
                    assignment=self.assignments[key], actor=expert, now=now
                ),
            )

    @property
    def coordinator(self):
        return self.world.people[self.story["coordinator"]]

    @property
    def asker(self):
        return self.world.people[self.story["asker"]]

    @staticmethod
    def reasons(*texts: str) -> dict[str, str]:
        """A reason for every warning that the screening raises about these texts."""
        return {key: KEPT_BECAUSE for key, _ in warnings_in(*texts)}

    def _verb(self, name: str, **arguments) -> Callable:
        """A coordinator's step."""

        def do(now: datetime) -> None:
            getattr(workflow, name)(
                question=self.question, actor=self.coordinator, now=now, **arguments
            )

        return do

    def _write(self, now: datetime) -> None:
        story = self.story
        sector = story.get("sector_wanted")
        self.question = workflow.start_question(
            asker=self.asker, token=token_of(story["key"]), now=now
        )
        workflow.save_draft(
            question=self.question,
            actor=self.asker,
            now=now,
            title=story["title"],
            text=story["text"].strip(),
            nation=Nation.objects.get(slug=story["nation"]),
            sector_wanted=Sector.objects.get(slug=sector) if sector else None,
            is_anonymous=story["anonymous"],
            topics=Topic.objects.filter(slug__in=story["topics"]),
            contexts=Context.objects.filter(slug__in=story["contexts"]),
        )

    def _submit(self, now: datetime) -> None:
        texts = (self.story["title"], self.story["text"].strip())
        workflow.submit(
            question=self.question, actor=self.asker, now=now, reasons=self.reasons(*texts)
        )

    def _approve(self, now: datetime) -> None:
        question = Question.objects.get(pk=self.question.pk)
        workflow.approve(
            question=question,
            actor=self.coordinator,
            now=now,
            topics=list(question.topics.all()),
            nation=question.nation,
            is_anonymous=True,
        )
        if self.story.get("invitations"):
            self._ask_by_itself(False, now)

    def _ask_by_itself(self, by_itself: bool, now: datetime) -> None:
        """Whom the story names is asked, and nobody else: by hand, until it has been told."""
        workflow.choose_inviting(
            question=self.question, actor=self.coordinator, now=now, by_itself=by_itself
        )

    def _answer(self, now: datetime) -> None:
        text = self.story["answer"].strip()
        accepted = [
            row["expert"] for row in self.story["invitations"] if row["outcome"] == "accepted"
        ][-1]
        workflow.submit_answer(
            assignment=self.assignments[accepted],
            actor=self.world.people[accepted],
            now=now,
            text=text,
            reasons=self.reasons(text),
        )

    def _release(self, now: datetime) -> None:
        workflow.release_answer(
            question=self.question,
            actor=self.coordinator,
            now=now,
            text=self.story["answer"].strip(),
        )

    def _close(self, now: datetime) -> None:
        workflow.close(
            question=self.question,
            actor=self.asker,
            now=now,
            helped=self.story["helped"],
            outcome=self.story.get("outcome", ""),
        )

    def _withdraw(self, now: datetime) -> None:
        workflow.withdraw(question=self.question, actor=self.asker, now=now)
