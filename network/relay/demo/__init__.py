"""The demo's letters, sent through the real verbs at the moments that ``letters.toml`` says.

Every letter is screened; where something is marked the writer has looked at it, as on the page.
"""

import tomllib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from network.demo.world import World
from network.relay import workflow
from network.relay.models import Letter, LetterReport
from network.relay.screening import look_at

ORDER = 60

SOURCE = Path(__file__).parent / "letters.toml"
NAMESPACE = uuid.UUID("0f5cde3a-54b1-5a0e-8d0e-3c1b8a2f7e66")
READ_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True, order=True)
class Step:
    at: datetime
    order: int
    do: Callable[[datetime], None]


def load(world: World) -> None:
    """Send the letters, make and decide the reports, set the blocks; once."""
    with SOURCE.open("rb") as file:
        source = tomllib.load(file)
    tokens = [_token(story, n) for story in source["conversations"] for n in range(_size(story))]
    if Letter.objects.filter(token__in=tokens).exists():
        return
    story = _Story(world)
    for conversation in source["conversations"]:
        story.add_conversation(conversation)
    for report in source["reports"]:
        story.add_report(report)
    for block in source["blocks"]:
        story.add_block(block)
    for step in sorted(story.steps, key=lambda step: (step.at, step.order)):
        step.do(step.at)


def _size(story: dict) -> int:
    return len(story["letters"])


def _token(story: dict, number: int) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"{'-'.join(story['with'])}-{number}")


class _Story:
    """All steps of all conversations, to be taken in the order of time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.steps: list[Step] = []
        self.letters: dict[str, Letter] = {}
        self.reports: dict[str, LetterReport] = {}

    def add_conversation(self, story: dict) -> None:
        for number, row in enumerate(story["letters"]):
            other = next(key for key in story["with"] if key != row["by"])
            self._add(row["days_ago"], self._write(row, other, _token(story, number)))

    def add_report(self, row: dict) -> None:
        people = self.world.people

        def report(now: datetime) -> None:
            self.reports[row["letter"]] = workflow.report(
                letter=self.letters[row["letter"]],
                reporter=people[row["by"]],
                reason=row["reason"],
                text=row["text"],
                now=now,
            )

        def decide(now: datetime) -> None:
            getattr(workflow, row["decision"])(
                report=self.reports[row["letter"]],
                actor=people[row["decided_by"]],
                words=row["words"].strip(),
                now=now,
            )

        self._add(row["days_ago"], report)
        if "decision" in row:
            self._add(row["decided_days_ago"], decide)

    def add_block(self, row: dict) -> None:
        blocker, blocked = self.world.people[row["by"]], self.world.people[row["whom"]]
        self._add(
            row["days_ago"],
            lambda now: workflow.block(blocker=blocker, blocked=blocked, now=now),
        )

    def _add(self, days_ago: float, do: Callable[[datetime], None]) -> None:
        self.steps.append(Step(self.world.ago(days_ago), len(self.steps), do))

    def _write(self, row: dict, other: str, token: uuid.UUID) -> Callable[[datetime], None]:
        author, recipient = self.world.people[row["by"]], self.world.people[other]
        text = row["text"].strip()

        def write(now: datetime) -> None:
            letter = workflow.write(
                author=author,
                recipient=recipient,
                text=text,
                token=token,
                now=now,
                checked=look_at(text, names=(author.name, recipient.name)).digest,
            )
            if "key" in row:
                self.letters[row["key"]] = letter
            if not row.get("unread", False):
                workflow.mark_read(
                    conversation=letter.conversation,
                    user=recipient,
                    through=letter,
                    now=min(now + READ_AFTER, self.world.now),
                )

        return write
