"""Answers of the demo on their way to everybody, through the real verbs."""

import tomllib
from datetime import timedelta
from pathlib import Path

from askexpert import workflow
from askexpert.checklist import CHECKS
from askexpert.enums import WITH_ANSWER
from askexpert.models import Publication, Question
from askexpert.models.publication import EndedBecause
from askexpert.notifications.telling import coordinators_for
from askexpert.rewriting import to_confirm
from askexpert.screening import warnings_in
from network.demo.world import World

FILE = Path(__file__).parent / "publications.toml"
KEPT_BECAUSE = "These are general words and nobody's details."
WORDS = ("title", "question_text", "short_answer", "answer_text")


def load_publications(world: World, questions: dict[str, Question]) -> None:
    """Bring each publication of the file as far as it says; once. ``questions`` by their key."""
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["publications"]
    for row in rows:
        question = questions.get(row["story"])
        ready = question is not None and question.status in WITH_ANSWER
        if ready and not question.publications.exists():
            _bring(question, row, world)


def _bring(question: Question, row: dict, world: World) -> None:
    able = [
        person
        for person in coordinators_for(question)
        if not question.assignments.filter(expert=person).exists()
    ]
    here = question.asker.is_active and question.answer.assignment.expert.is_active
    if len(able) < 2 or not here:
        return
    writer, checker = able[:2]
    if row["reaches"] == "checking":
        # So that whoever looks as the first coordinator has something to check.
        writer, checker = checker, writer
    now = world.ago(row["days_ago"], hour=10)
    publication = workflow.propose_publication(question=question, actor=writer, now=now)
    if row["reaches"] == "refused":
        workflow.refuse_publication(
            publication=publication,
            actor=writer,
            now=now + timedelta(hours=1),
            because=EndedBecause.RECOGNISABLE,
        )
        return
    workflow.agree_to_publish(
        publication=publication, actor=publication.asker, now=now + timedelta(hours=2)
    )
    if row["reaches"] == "proposed":
        return
    workflow.agree_to_publish(
        publication=publication, actor=publication.expert, now=now + timedelta(hours=3)
    )
    if row["reaches"] == "writing":
        return
    _write(publication, row, writer, now + timedelta(hours=4))
    if row["reaches"] == "published":
        workflow.publish_answer(
            publication=publication,
            actor=checker,
            now=now + timedelta(hours=5),
            answers={check.code: False for check in CHECKS},
        )


def _write(publication: Publication, row: dict, writer, now) -> None:
    question = publication.question
    words = {name: row[name].strip() for name in WORDS}
    workflow.save_rewriting(
        publication=publication,
        actor=writer,
        now=now,
        topics=question.topics.all(),
        contexts=question.contexts.all(),
        nation=question.nation,
        **words,
    )
    workflow.rewrite_publication(
        publication=publication,
        actor=writer,
        now=now,
        reasons={key: KEPT_BECAUSE for key, _ in warnings_in(*words.values())},
        confirmed={hint.key for hint in to_confirm(publication, words)},
    )
