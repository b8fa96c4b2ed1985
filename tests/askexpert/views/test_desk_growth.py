"""The desk's list takes about as long for very many questions as for a few.

The rule is: at 20,000 questions under three times the time at 200 (``tests/benchmarks/desk.py``
measures that). Few of so many are open; here all are, so that fewer rows tell as much. To read
every one of them instead of a page makes the factor four; as it is, it is little more than one.
"""

import uuid
from datetime import timedelta
from time import process_time

import pytest
from django.db import connection
from django.utils import timezone

from askexpert.enums import QuestionStatus
from askexpert.models import Question
from network.taxonomy.models import Nation, Topic
from tests.askexpert import stories
from tests.personas import make_member, make_organisation

FEW, MANY = 200, 2_000
TIMES_AS_LONG = 3
LOOKS = 2
LIST = "/desk/questions/"
STATES = (
    QuestionStatus.SUBMITTED,
    QuestionStatus.MATCHING,
    QuestionStatus.UNMATCHED,
    QuestionStatus.CHANGES_REQUESTED,
)

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="processor time leaves out a server's work"
)


def fill_up_to(number: int, askers: list) -> None:
    """Open questions in several states, some of them late, each with a topic: two statements."""
    now = timezone.now()
    nation = Nation.objects.get(slug="england")
    topics = list(
        Topic.objects.filter(slug__in=["peer-mapping", "county-lines", "disruption"]).order_by(
            "slug"
        )
    )
    made = Question.objects.bulk_create(
        Question(
            asker=askers[place % len(askers)],
            asker_organisation=askers[place % len(askers)].profile.organisation,
            asker_area=askers[place % len(askers)].profile.area,
            token=uuid.uuid4(),
            status=STATES[place % len(STATES)],
            title=f"{stories.TITLE} {place}",
            text=stories.TEXT,
            nation=nation,
            created_at=now,
            updated_at=now,
            submitted_at=now - timedelta(hours=place % 50),
            triage_by=now + timedelta(hours=place % 50 - 25),
            invite_by=now + timedelta(hours=place % 60 - 30),
            unmatched_by=now + timedelta(hours=place % 70 - 35),
            changes_by=now + timedelta(hours=place % 80 - 40),
        )
        for place in range(Question.objects.count(), number)
    )
    through = Question.topics.through
    through.objects.bulk_create(
        through(question=question, topic=topics[place // 2 % len(topics)])
        for place, question in enumerate(made)
    )


def seconds(browser) -> float:
    """The processor time of the fastest of several requests, after one that warms up."""
    browser.get(LIST)
    taken = []
    for _ in range(5):
        began = process_time()
        page = browser.get(LIST)
        taken.append(process_time() - began)
    assert len(page.context["rows"]) == 25
    return min(taken)


def test_ten_times_as_many_questions_take_no_three_times_as_long(coordinator, browser_of):
    askers = [
        make_member(f"Asker {place}", organisation=make_organisation(f"{place} Council", place))
        for place in ("Overton", "Fenbury")
    ]
    browser = browser_of(coordinator)
    fill_up_to(FEW, askers)
    few = seconds(browser)
    fill_up_to(MANY, askers)
    # A machine that was busy for a moment gets another look; a cost of each row stays.
    factor = min(seconds(browser) / few for _ in range(LOOKS))
    assert factor < TIMES_AS_LONG
