"""What askers of the demo do after their first answer, and when nobody is found for them."""

from collections.abc import Callable
from datetime import datetime

from askexpert import workflow
from askexpert.enums import LIVE_ASSIGNMENT
from askexpert.models import ExpertAvailability, OpenQuestion, Question
from network.taxonomy.models import Sector


def add_follow_up(story) -> None:
    """The steps of ``follow_up`` in a story: asked on, accepted, answered, released.

    Without ``answered_days_ago`` it waits for whoever answered before.
    """
    said = story.story["follow_up"]

    def ask(now: datetime) -> None:
        workflow.follow_up(
            question=story.question,
            actor=story.asker,
            now=now,
            text=said["question"].strip(),
            number=said.get("number", 1),
            reasons=story.reasons(said["question"].strip()),
        )

    def accept(now: datetime) -> None:
        ask_of_expert = _latest_ask(story.question)
        workflow.accept(assignment=ask_of_expert, actor=ask_of_expert.expert, now=now)

    def answer(now: datetime) -> None:
        ask_of_expert = _latest_ask(story.question)
        workflow.submit_answer(
            assignment=ask_of_expert,
            actor=ask_of_expert.expert,
            now=now,
            text=said["answer"].strip(),
            reasons=story.reasons(said["answer"].strip()),
        )

    def release(now: datetime) -> None:
        workflow.release_answer(
            question=story.question,
            actor=story.coordinator,
            now=now,
            text=said["answer"].strip(),
        )

    story.add(said["asked_days_ago"], ask)
    if "answered_days_ago" in said:
        # The day after: an invitation without a reply is over after three working days.
        story.add(said["asked_days_ago"] - 1, accept)
        story.add(said["answered_days_ago"], answer)
    if "released_days_ago" in said:
        story.add(said["released_days_ago"], release)


def add_open_question(story) -> None:
    """The steps of ``open`` in a story: chosen by the asker, written, offered to."""
    said = story.story["open"]
    sector = said.get("sector")

    def choose(now: datetime) -> None:
        workflow.choose_open(
            question=story.question,
            actor=story.asker,
            now=now,
            sector=Sector.objects.get(slug=sector) if sector else None,
        )

    def write(now: datetime) -> None:
        workflow.open_to_members(
            question=story.question,
            actor=story.coordinator,
            now=now,
            title=said["title"],
            text=said["text"].strip(),
        )

    story.add(said["chosen_days_ago"], choose)
    if "opened_days_ago" in said:
        story.add(said["opened_days_ago"], write)
    for offer in said.get("offers", []):
        story.add(offer["days_ago"], _offer(story, offer))


def _offer(story, offer: dict) -> Callable:
    member = story.world.people[offer["member"]]

    def do(now: datetime) -> None:
        workflow.offer_answer(
            open_question=OpenQuestion.objects.get(question=story.question.pk),
            actor=member,
            now=now,
            note=offer["note"],
            willing=not ExpertAvailability.objects.willing().filter(user=member).exists(),
        )

    return do


def _latest_ask(question: Question):
    return question.assignments.filter(status__in=LIVE_ASSIGNMENT).order_by("-pk").first()
