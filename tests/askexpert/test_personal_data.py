"""A data copy never says who is on the other side of a question."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from askexpert.models import Question
from network.privacy import archive, due
from tests.askexpert import stories
from tests.personas import make_expert, make_member, make_organisation

ASKER, EXPERT = "Wilhelmina Askerby", "Bartholomew Answerson"


@pytest.fixture
def asker(db):
    return make_member(ASKER, organisation=make_organisation("Askerby Council", "Askerbyshire"))


@pytest.fixture
def answerer(db):
    return make_expert(
        EXPERT,
        organisation=make_organisation("Answerson Trust", "Answersonland"),
        topics={"peer-mapping": "lead", "detached-youth-work": "lead"},
    )


def copy_of(user) -> str:
    """Everything of a data copy that can be read, as one text."""
    target = io.BytesIO()
    archive.write_archive(user, target, now=stories.NOW + timedelta(days=2))
    file = zipfile.ZipFile(target)
    return "\n".join(file.read(name).decode() for name in file.namelist())


def section(user, model: str) -> list[dict]:
    target = io.BytesIO()
    archive.write_archive(user, target, now=stories.NOW + timedelta(days=2))
    sections = json.loads(zipfile.ZipFile(target).read("data.json"))["sections"]
    return next(part["rows"] for part in sections if part["model"] == model)


@pytest.mark.parametrize("story", ["accepted", "reviewing", "answered"])
def test_an_experts_copy_does_not_lead_to_the_asker(story, asker, answerer, coordinator):
    getattr(stories, story)(asker, coordinator, answerer)
    text = copy_of(answerer)
    names = (ASKER, "Askerby", asker.email, str(asker.public_id))
    assert [name for name in names if name in text] == []
    assert [words for words in (stories.TITLE, stories.TEXT) if words in text] == []


@pytest.mark.parametrize("story", ["invited", "accepted", "reviewing", "answered"])
def test_an_askers_copy_does_not_lead_to_the_expert(story, asker, answerer, coordinator):
    getattr(stories, story)(asker, coordinator, answerer)
    text = copy_of(asker)
    names = (EXPERT, "Answerson", answerer.email, str(answerer.public_id))
    assert [name for name in names if name in text] == []


def test_a_copy_of_the_desk_names_neither(asker, answerer, coordinator):
    stories.answered(asker, coordinator, answerer)
    text = copy_of(coordinator)
    assert [name for name in (ASKER, EXPERT, asker.email, answerer.email) if name in text] == []
    assert [words for words in (stories.TITLE, stories.TEXT) if words in text] == []


def test_an_answer_that_is_not_released_is_not_the_askers_yet(asker, answerer, coordinator):
    stories.reviewing(asker, coordinator, answerer)
    assert stories.ANSWER not in copy_of(asker)
    assert stories.ANSWER in copy_of(answerer)


def test_an_asker_gets_question_and_answer(asker, answerer, coordinator):
    stories.answered(asker, coordinator, answerer)
    (row,) = section(asker, "askexpert.Question")
    assert {
        "title": row["title"],
        "question": row["question"],
        "answer": row["answer"],
        "asked without your name": row["asked without your name"],
        "where it stands": row["where it stands"],
    } == {
        "title": stories.TITLE,
        "question": stories.TEXT,
        "answer": stories.ANSWER,
        "asked without your name": True,
        "where it stands": "Answered",
    }


def test_an_expert_gets_reasons_given_and_their_own_words(asker, answerer, coordinator):
    ask = stories.invited(asker, coordinator, answerer)
    stories.workflow.decline_invitation(
        assignment=ask, actor=answerer, now=stories.NOW, reason="no_time", note="Next month again"
    )
    (row,) = section(answerer, "askexpert.Assignment")
    assert (row["why you said no"], row["your note to the coordinator"]) == (
        "I have no time just now",
        "Next month again",
    )


def test_a_draft_that_nobody_sends_goes_after_30_days(member):
    question = stories.draft(member)
    due.run_due(now=question.updated_at + timedelta(days=30))
    assert Question.objects.count() == 1
    due.run_due(now=question.updated_at + timedelta(days=30, seconds=1))
    assert Question.objects.count() == 0


def test_a_draft_that_was_touched_again_is_kept(member):
    question = stories.draft(member)
    stories.workflow.save_draft(
        question=question, actor=member, now=stories.NOW + timedelta(days=20), title="Again"
    )
    due.run_due(now=stories.NOW + timedelta(days=31))
    assert Question.objects.count() == 1


def test_a_question_that_waits_for_a_change_is_no_draft(member, coordinator):
    question = stories.submitted(member)
    stories.workflow.request_changes(
        question=question, actor=coordinator, now=stories.NOW, reason="Shorter."
    )
    due.run_due(now=stories.NOW + timedelta(days=90))
    assert Question.objects.count() == 1
