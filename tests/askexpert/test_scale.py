"""The invented questions of ``load_scale``: as many as asked for, in states that can be."""

from collections import Counter

import pytest
from django.db import transaction

from askexpert import scale, transitions
from askexpert.enums import ENDED, LIVE
from askexpert.models import Assignment, Question, QuestionEvent
from askexpert.scale import people
from network.demo.scale import ScaleOrder
from network.members import scale as members
from tests.askexpert.stories import NOW

ORDER = ScaleOrder(now=NOW, members=30, questions=150)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Members and questions, made once for this file and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        members.load(ORDER)
        yield scale.load(ORDER)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _database(world, db):
    """The tests of this file only read, inside the world's transaction."""


def test_there_are_as_many_questions_as_asked_for_and_no_more_the_next_time(world):
    assert world == 150
    assert scale.load(ORDER) == 0
    assert Question.objects.count() == 150


def test_every_question_has_walked_a_path_of_the_table():
    for question in Question.objects.prefetch_related("events"):
        status = ""
        for event in question.events.all():
            if event.action not in transitions.QUESTION:
                continue
            row = transitions.QUESTION[event.action]
            assert event.from_status == status
            assert (not row.sources and not status) or status in row.sources
            status = event.to_status
        assert question.status == status


def test_every_ask_has_walked_a_path_of_the_table():
    for ask in Assignment.objects.prefetch_related("events"):
        status = ""
        for event in ask.events.all():
            row = transitions.ASSIGNMENT[event.action]
            assert (event.from_status, bool(row.sources)) == (status, bool(status))
            assert not row.sources or status in row.sources
            status = event.to_status
        assert ask.status == status


def test_nobody_has_more_open_asks_than_they_offered_nor_a_question_of_their_own_area():
    live = Assignment.objects.live().select_related("expert__profile", "question")
    assert max(Counter(ask.expert_id for ask in live).values()) <= people.CAPACITY
    assert not [ask for ask in live if ask.expert.profile.area_id == ask.question.asker_area_id]


def test_some_questions_are_open_and_most_have_ended():
    ended = Question.objects.filter(status__in=ENDED).count()
    assert ended + Question.objects.filter(status__in=LIVE).count() == 150
    assert ended > 110


def test_without_invented_members_nothing_is_made(monkeypatch):
    for module in (scale, people):
        monkeypatch.setattr(module, "DOMAIN", "nobody.example")
    before = (Question.objects.count(), QuestionEvent.objects.count())
    said = []
    made = scale.load(ScaleOrder(now=NOW, questions=5, say=said.append))
    assert made == 0
    assert (Question.objects.count(), QuestionEvent.objects.count()) == before
    assert said == ["  no invented members, so no questions: ask for --members too"]
