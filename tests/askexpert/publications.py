"""Publications in the states that tests need, brought there through the real verbs."""

from datetime import timedelta

from askexpert import workflow
from askexpert.checklist import CHECKS
from askexpert.models import AnswerPage, Publication
from network.taxonomy.models import Nation, Topic
from tests.askexpert import stories
from tests.askexpert.stories import fresh

NOW = stories.NOW + timedelta(days=2)
SAFE = {check.code: False for check in CHECKS}
WORDS = {
    "title": "Drawing friendships without making a list of suspects",
    "question_text": "Workers want to understand who young people spend time with. How can they "
    "explain to parents that a drawing is meant to help?",
    "short_answer": "Begin with places. Invite the young people to draw. Decide first who acts.",
    "answer_text": "Places come before people.\n\n- Ask young people to hold the pen\n- Keep "
    "nothing once the plan is agreed",
}


def proposed(asker, coordinator, expert) -> Publication:
    question = stories.answered(asker, coordinator, expert)
    return workflow.propose_publication(question=question, actor=coordinator, now=NOW)


def agreed(asker, coordinator, expert) -> Publication:
    publication = proposed(asker, coordinator, expert)
    for person in (asker, expert):
        workflow.agree_to_publish(publication=publication, actor=person, now=NOW)
    return fresh(publication)


def saved(asker, coordinator, expert, **words) -> Publication:
    publication = agreed(asker, coordinator, expert)
    return workflow.save_rewriting(
        publication=publication,
        actor=coordinator,
        now=NOW + timedelta(hours=1),
        topics=Topic.objects.filter(slug="peer-mapping"),
        nation=Nation.objects.get(slug="england"),
        **{**WORDS, **words},
    )


def written(asker, coordinator, expert, **words) -> Publication:
    publication = saved(asker, coordinator, expert, **words)
    return workflow.rewrite_publication(
        publication=publication, actor=coordinator, now=NOW + timedelta(hours=2)
    )


def published(asker, coordinator, expert, checker, **words) -> tuple[Publication, AnswerPage]:
    publication = written(asker, coordinator, expert, **words)
    page = workflow.publish_answer(
        publication=publication, actor=checker, now=NOW + timedelta(hours=3), answers=SAFE
    )
    return fresh(publication), page
