"""The ranking over the database: who is shown, who is not and why, at what cost."""

import pytest

from askexpert import candidates
from askexpert.models import ExpertAvailability, Question
from tests.askexpert import stories
from tests.personas import TOPICS, make_expert, make_organisation

# 6 the question, its asker, their profile, organisation, area, and the nation · 2 loads of all
# experts, who was asked on this question · 4 topics and contexts of the question, sectors and
# earlier employers of the asker · 7 the willing with their profiles, topics to avoid, contexts,
# sectors, expertise, its topics, earlier employers · 2 restricted pages and authorships for the
# evidence · 2 names of topics and of contexts
QUERIES = 23


def make(name: str, area: str, **details):
    return make_expert(
        name, organisation=make_organisation(f"{area} Council", area), topics=TOPICS, **details
    )


@pytest.fixture
def question(member, coordinator):
    return stories.matching(member, coordinator)


def names(shortlist) -> list[str]:
    return [candidate.user.name for candidate in shortlist.candidates]


def test_those_who_lead_on_the_topics_come_first(question, expert, other_expert):
    found = candidates.shortlist(question, now=stories.NOW)
    assert names(found) == ["Esme Expert", "Otis Other"]
    assert found.candidates[0].score > found.candidates[1].score
    assert found.not_shown == []


def test_who_is_left_out_is_counted_by_reason_and_the_asker_is_not(question, member, expert):
    ExpertAvailability.objects.create(user=member, consented_at=stories.NOW, capacity=2)
    make("Nina Near", "Northfield")
    make_expert("Pat Paused", organisation=make_organisation("Far Council", "Far"), topics=TOPICS)
    paused = ExpertAvailability.objects.get(user__name="Pat Paused")
    paused.pause_until(stories.NOW.date().replace(month=12))
    found = candidates.shortlist(question, now=stories.NOW)
    assert names(found) == ["Esme Expert"]
    assert sorted(number for _, number in found.not_shown) == [1, 1]
    assert "Mina Member" not in names(found)


def test_a_weak_match_is_counted_and_not_shown(question, expert):
    make_expert(
        "Wes Weak",
        organisation=make_organisation("Wold Council", "Wold", "scotland"),
        topics={"radicalisation": "interested"},
    )
    found = candidates.shortlist(question, now=stories.NOW)
    assert (names(found), found.below_threshold) == (["Esme Expert"], 1)


def test_two_calls_agree(question, expert, other_expert):
    first, second = (candidates.shortlist(question, now=stories.NOW) for _ in range(2))
    assert first == second


def test_the_limit_holds(question, expert, other_expert):
    found = candidates.shortlist(question, now=stories.NOW, limit=1)
    assert names(found) == ["Esme Expert"]


def test_the_queries_do_not_grow_with_the_experts(question, expert, django_assert_num_queries):
    def rank() -> int:
        return len(
            names(candidates.shortlist(Question.objects.get(pk=question.pk), now=stories.NOW))
        )

    with django_assert_num_queries(QUERIES):
        assert rank() == 1
    make("Second Expert", "Second")
    make("Third Expert", "Third")
    with django_assert_num_queries(QUERIES):
        assert rank() == 3


def test_somebody_who_never_agreed_is_refused_with_words(question, researcher):
    refused = candidates.exclusion_of(question, researcher, now=stories.NOW)
    assert refused == candidates.Exclusion(
        "not_consenting", "This member has not agreed to be asked."
    )


def test_the_reasons_of_an_invitation_are_those_that_were_shown(question, expert, coordinator):
    (shown,) = candidates.shortlist(question, now=stories.NOW).candidates
    ask = stories.workflow.invite(
        question=question, expert=expert, actor=coordinator, now=stories.NOW
    )
    assert ask.reasons == list(shown.suggestion.reasons)
    assert round(ask.score) == shown.score


def test_an_expert_at_capacity_may_still_accept_what_fills_it(member, coordinator, other_expert):
    """Capacity is one; the invitation itself is what fills it."""
    ask = stories.invited(member, coordinator, other_expert)
    allowed = candidates.exclusion_of(ask.question, other_expert, now=stories.NOW, accepting=ask)
    assert allowed is None
    assert candidates.exclusion_of(ask.question, other_expert, now=stories.NOW) is not None
