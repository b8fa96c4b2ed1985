"""The demo's questions, each brought to its state through the real verbs, at the moments that
``questions.toml`` says.

All steps of all questions are taken in the order of time, so that every guard (capacity, rest,
two invitations) judges the world as it was on that day.
"""

import tomllib
from pathlib import Path

from askexpert import due
from askexpert.demo.answers import load_answer_pages
from askexpert.demo.decisions import load_decisions
from askexpert.demo.passing_time import Clock
from askexpert.demo.past_year import steps_of_past_year
from askexpert.demo.publishing import load_publications
from askexpert.demo.story import Step, Story, token_of
from askexpert.models import CannedText, ExpertAvailability, Question
from network.consents.agreeing import agree_by_form
from network.demo.world import World
from network.members.demo import source as people_source
from network.taxonomy.models import Topic

ORDER = 90
WILLING = "willing-to-answer"

FOLDER = Path(__file__).parent


def load(world: World) -> None:
    """Load canned texts, published answers, willing experts and questions; once."""
    _load_canned_texts()
    pages = load_answer_pages(world)
    _load_availabilities(world, paused=False)
    with (FOLDER / "questions.toml").open("rb") as file:
        stories = tomllib.load(file)["questions"]
    known = set(Question.objects.values_list("token", flat=True))
    steps: list[Step] = []
    for story in stories:
        if token_of(story["key"]) not in known:
            steps.extend(Story(story, world, pages).steps())
    steps.extend(steps_of_past_year(world, stories, known))
    if not steps:
        return
    steps.sort()
    clock = Clock(steps[0].at)
    for step in steps:
        clock.run_until(step.at)
        step.do(step.at)
    clock.run_until(world.now)
    _load_availabilities(world, paused=True)
    due.run_due(now=world.now)
    load_decisions(world)
    numbers = {token_of(story["key"]): story["key"] for story in stories}
    load_publications(
        world, {numbers[row.token]: row for row in Question.objects.filter(token__in=numbers)}
    )


def _load_canned_texts() -> None:
    with (FOLDER / "canned_texts.toml").open("rb") as file:
        texts = tomllib.load(file)["canned_texts"]
    for position, text in enumerate(texts):
        CannedText.objects.get_or_create(
            purpose=text["purpose"],
            title=text["title"],
            defaults={"body": text["body"].strip(), "sort_order": position},
        )


def _load_availabilities(world: World, *, paused: bool) -> None:
    """Record who is willing; with ``paused``, also who is having a break now."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for person in people_source()["people"]:
        willing = person.get("expert")
        if not willing:
            continue
        availability, created = ExpertAvailability.objects.get_or_create(
            user=world.people[person["key"]],
            defaults={
                "consented_at": world.ago(willing["consented_days_ago"], hour=10),
                "capacity": willing["capacity"],
            },
        )
        if created:
            agree_by_form(
                user=availability.user, code=WILLING, shown="", now=availability.consented_at
            )
            availability.avoid_topics.set(topics[slug] for slug in willing["avoid_topics"])
        if paused and willing["paused_days"]:
            availability.pause_until(world.date_ago(-willing["paused_days"]))
