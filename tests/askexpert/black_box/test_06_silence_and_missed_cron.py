"""6. Nobody replies, and on some days no clock runs: each reminder once, the next person once."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from askexpert.models import Assignment
from network.notifications.models import Message
from network.working_days import LONDON
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person
from tests.askexpert.stories import fresh, told
from tests.personas import make_expert, make_organisation

PLACES = ("Alder", "Birch", "Cedar")


@pytest.fixture
def experts(db):
    return [
        make_expert(
            f"{place} Expert",
            organisation=make_organisation(f"{place} Council", place),
            topics={"peer-mapping": "lead", "detached-youth-work": "lead"},
        )
        for place in PLACES
    ]


@pytest.fixture
def question(member, coordinator, experts):
    return stories.matching(member, coordinator, now=timezone.now() - timedelta(hours=4))


def run_due(moment: datetime, *, times: int = 1) -> None:
    for _ in range(times):
        call_command("run_due", now=moment.isoformat(), stdout=StringIO())


def invite(desk, question, expert) -> Assignment:
    url = reverse("askexpert_desk:invite", args=[question.public_id])
    desk.client.post(url, {"expert": str(expert.public_id)})
    return Assignment.objects.get(question=question, status="invited")


def test_a_day_without_a_clock_and_five_runs_after_it(desk, question, experts):
    asked = invite(desk, question, experts[0])
    planned = asked.respond_by
    run_due(planned - timedelta(hours=2), times=5)
    assert told(experts[0]) == ["expert_invited", "expert_reply_soon"]
    asked = fresh(asked)
    assert asked.respond_by >= planned + timedelta(days=1)
    run_due(planned + timedelta(minutes=1))
    assert fresh(asked).status == "invited"
    run_due(asked.respond_by, times=2)
    assert fresh(asked).status == "expired"
    assert Assignment.objects.filter(question=question, status="invited").count() == 1
    assert Message.objects.filter(kind="expert_invited").count() == 2


@pytest.mark.parametrize(
    ("day", "due"),
    [
        # Three working days from a Tuesday: Wednesday, Thursday, Friday.
        (datetime(2026, 12, 8, 10, tzinfo=UTC), "Friday 11 December"),
        # Christmas Day, the weekend and the Monday instead of Boxing Day are none.
        (datetime(2026, 12, 22, 10, tzinfo=UTC), "Tuesday 29 December"),
    ],
)
def test_a_bank_holiday_moves_the_day_to_reply_by(day, due, member, coordinator, experts):
    question = stories.matching(member, coordinator, now=day - timedelta(hours=4))
    with time_machine.travel(day, tick=False):
        asked = invite(Person(coordinator), question, experts[0])
        page = Person(experts[0]).open(asked.get_absolute_url())
        assert f"Reply by {due}" in page.text
    last = datetime(2026, 12, int(due.split()[1]), 23, tzinfo=UTC)
    run_due(last)
    assert fresh(asked).status == "invited"
    run_due(fresh(asked).respond_by + timedelta(minutes=1))
    assert fresh(asked).status == "expired"


def test_after_three_waves_both_sides_hear_it_once(desk, question, experts, member, coordinator):
    asked = invite(desk, question, experts[0])
    for _ in PLACES:
        morning = asked.respond_by.astimezone(LONDON).replace(hour=10, minute=0)
        run_due(morning)
        run_due(fresh(asked).respond_by, times=2)
        asked = Assignment.objects.filter(question=question, status="invited").first()
    assert asked is None
    assert fresh(question).status == "unmatched"
    assert told(member).count("ask_unmatched") == 1
    assert told(coordinator).count("desk_unmatched") == 1
    for expert in experts:
        assert told(expert) == ["expert_invited", "expert_reply_soon", "expert_expired"]
    # The clock has gone on for weeks, so the coordinator signs in again.
    assert stories.TITLE in Person(coordinator).open("/desk/questions/").text
