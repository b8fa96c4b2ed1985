"""Many invented questions for ``manage.py load_scale``: bulk writes of states that can be.

Every question has walked a path of ``askexpert.transitions``, with its events, its asks and its
answers (:mod:`.walking`). Askers and experts are the invented members of ``network.members.scale``
(:mod:`.people`); without any there are no questions.
"""

import random
from datetime import datetime, timedelta

from askexpert.enums import QuestionStatus
from askexpert.models import Answer, Assignment, Question, QuestionEvent
from askexpert.scale.people import World
from askexpert.scale.walking import PATHS, Walk
from network.demo.scale import ScaleOrder
from network.members.scale import DOMAIN

ORDER = 60
CHUNK = 1000

TITLE = "How do others work with {topic} in {context}?"
TEXT = (
    "We are a small team and meet this often. We have talked to the young people and to the adults "
    "around them, and have tried two ways that did not last. What has worked for others, and what "
    "would you do first?"
)


def load(order: ScaleOrder) -> int:
    """Fill up to ``order.questions`` invented questions; returns how many were made."""
    present = Question.objects.filter(asker__email__endswith=f"@{DOMAIN}").count()
    if present >= order.questions:
        return 0
    rng = order.rng("questions")
    world = World.prepare(rng, order.now)
    if world is None:
        order.say("  no invented members, so no questions: ask for --members too")
        return 0
    for start in range(present, order.questions, CHUNK):
        number = min(CHUNK, order.questions - start)
        _write([_walk(world, rng, order.now) for _ in range(number)], world, rng)
        order.say(f"  {start + number} questions")
    return order.questions - present


def _walk(world: World, rng: random.Random, now: datetime) -> Walk:
    """A question on one of the paths, as long ago as its end allows."""
    steps = rng.choices([path for _, path in PATHS], [share for share, _ in PATHS])[0]
    ends_open = steps[-1][0] not in ("close", "decline", "withdraw")
    hours = sum(gap for _, gap in steps)
    rest = rng.random() * (20 if ends_open else 24 * 900)
    at = now - timedelta(hours=hours + rest)
    asker = rng.choice(world.askers)
    profile = asker.profile
    topic, context = rng.choice(world.topics), rng.choice(world.contexts)
    question = Question(
        asker=asker,
        title=TITLE.format(topic=topic.name.lower(), context=context.name.lower()),
        text=TEXT,
        nation=profile.nation,
        asker_organisation=profile.organisation,
        asker_area_id=profile.area_id,
        asker_sector=next(iter(profile.sectors.all()), None),
        created_at=at,
        updated_at=at,
    )
    walk = Walk(question=question, world=world, rng=rng, ends_open=ends_open)
    walk.record("start", "", actor=asker, at=at)
    for action, gap in steps:
        at += timedelta(hours=gap)
        if not walk.take(action, at):
            break
    return walk


def _write(walks: list[Walk], world: World, rng: random.Random) -> None:
    """Questions, their asks and answers, then the events; each a few statements.

    A question that is answered must have its answer, which cannot be there before the question:
    it is written as under review first.
    """
    answered = [walk for walk in walks if walk.answer and walk.answer.released_at]
    final = [walk.question.status for walk in answered]
    for walk in answered:
        walk.question.status = QuestionStatus.REVIEWING
    Question.objects.bulk_create(walk.question for walk in walks)
    _write_asks(walks)
    for walk, status in zip(answered, final, strict=True):
        walk.question.status, walk.question.answer = status, walk.answer
    Question.objects.bulk_update(
        [walk.question for walk in answered], ["status", "answer"], batch_size=200
    )
    events = [event for walk in walks for event in walk.events]
    for walk in walks:
        for event in walk.events:
            # Said once more: the question and the ask have their keys only now.
            event.question, event.assignment = walk.question, event.assignment
    QuestionEvent.objects.bulk_create(events)
    Question.topics.through.objects.bulk_create(
        Question.topics.through(question=walk.question, topic=topic)
        for walk in walks
        for topic in rng.sample(world.topics, rng.randint(1, 4))
    )
    Question.contexts.through.objects.bulk_create(
        Question.contexts.through(question=walk.question, context=context)
        for walk in walks
        for context in rng.sample(world.contexts, rng.randint(1, 2))
    )


def _write_asks(walks: list[Walk]) -> None:
    for walk in walks:
        for ask in walk.asks:
            ask.question = walk.question
    Assignment.objects.bulk_create(ask for walk in walks for ask in walk.asks)
    answers = [walk.answer for walk in walks if walk.answer]
    for answer in answers:
        answer.assignment = answer.assignment
        answer.question = answer.assignment.question
    Answer.objects.bulk_create(answers)
