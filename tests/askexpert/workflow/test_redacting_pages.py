"""Words of a published answer: with its question while that is kept, alone when it has gone."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.models import Assignment, JointDecision
from askexpert.workflow import purging
from network.workflows import NotPermitted
from tests.askexpert import publications
from tests.askexpert.stories import fresh
from tests.network.privacy.database import places_with

PHRASE = "the Larkspur barge"
NOW = publications.NOW + timedelta(days=3)


@pytest.fixture
def published(member, coordinator, expert, second_coordinator):
    return publications.published(
        member,
        coordinator,
        expert,
        second_coordinator,
        title="What of the Larkspur barge?",
        answer_text="Go to the LARKSPUR  barge first.",
    )


@pytest.fixture
def purged(published, member):
    """The page stands, its question is over, and the row of the publication has the words."""
    publication, page = published
    workflow.close(question=publication.question, actor=member, now=NOW, helped=True)
    assert purging.purge(fresh(publication.question), NOW + timedelta(days=800))
    assert fresh(publication).question is None
    return fresh(publication), page


def test_words_of_a_page_go_from_its_publication_when_the_question_has_gone(
    purged, coordinator, second_coordinator, expert
):
    publication, page = purged
    ask = Assignment.objects.get(expert=expert)
    Assignment.objects.filter(pk=ask.pk).update(reasons=[f"passage: 'Near {PHRASE} they met.'"])
    decision = workflow.propose_redaction(
        page=page, actor=coordinator, now=NOW, phrases=[PHRASE], reason="It names a place."
    )
    workflow.agree(decision=decision, actor=second_coordinator, now=NOW)
    publication = fresh(publication)
    assert publication.answer_text == "Go to [removed] first."
    assert publication.title == "What of [removed]?"
    assert fresh(ask).reasons == ["passage: 'Near [removed] they met.'"]
    assert places_with("larkspur") == set()


def test_words_that_stand_in_the_publication_alone_can_still_be_taken_out(
    purged, coordinator, second_coordinator
):
    publication, page = purged
    type(publication).objects.filter(pk=publication.pk).update(question_text="By the Marram pier.")
    decision = workflow.propose_redaction(
        page=page, actor=coordinator, now=NOW, phrases=["Marram pier"], reason="It names a place."
    )
    workflow.agree(decision=decision, actor=second_coordinator, now=NOW)
    assert fresh(publication).question_text == "By the [removed]."


def test_a_page_whose_question_is_kept_is_cleaned_from_there_alone(published, coordinator):
    _, page = published
    with pytest.raises(NotPermitted, match="question behind this answer is still kept"):
        workflow.propose_redaction(
            page=page, actor=coordinator, now=NOW, phrases=[PHRASE], reason="It names a place."
        )
    assert not JointDecision.objects.exists()
