"""The ranking over the database: who is shown, who is not and why, at what cost."""

from datetime import timedelta

import pytest

from askexpert import candidates
from askexpert.matching import REASONS, Override, Weights
from askexpert.models import Assignment, DeclaredTie, DoNotMatch, ExpertAvailability, Question
from network.members.models import Membership, Profile, User
from network.members.models.profile import PreviousEmployment
from network.taxonomy.models import Nation, Sector, Topic
from tests.askexpert import stories
from tests.personas import TOPICS, make_expert, make_organisation

# 1 the question · 2 its topics and contexts · 2 the asker's profile and sector then · 1 who was
# asked on this question · 1 everything that is linked: the asker's ties, employers and wishes; what
# experts say of these topics and contexts; who is of a wanted sector, paused, closed or no member;
# topics avoided; employers and ties shared with the asker; the nations · 1 loads · 1 everybody
# willing · 1 the nation of the question · 1 the people shown, with their first sectors
QUERIES = 11


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

    rank()
    with django_assert_num_queries(QUERIES):
        assert rank() == 1
    make("Second Expert", "Second")
    make("Third Expert", "Third")
    # Their texts are read once: profiles, restricted pages, authorships, published answers.
    with django_assert_num_queries(QUERIES + 4):
        assert rank() == 3
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


def tie(user, **to) -> None:
    DeclaredTie.objects.create(user=user, created_at=stories.NOW, **to)


def unwanted(user, other) -> None:
    DoNotMatch.objects.create(user=user, other=other, created_at=stories.NOW)


def worked_for_the_other(user, other) -> None:
    worked_at(user, other.profile.organisation)


def move_elsewhere(user):
    """The organisation to which somebody has moved since they asked."""
    there = make_organisation("Newtown Council", "Newtown")
    Profile.objects.filter(user=user).update(organisation=there)
    return there


def worked_at(user, organisation) -> None:
    PreviousEmployment.objects.create(
        profile=user.profile,
        organisation=organisation,
        until_date=stories.NOW.date() - timedelta(days=700),
    )


def change(user, **fields) -> None:
    """Change how the expert may be asked, without going through a form."""
    ExpertAvailability.objects.filter(user=user).update(**fields)


def away(user, first: int, last: int) -> None:
    """Plan an absence, in days from today."""
    today = stories.NOW.date()
    change(
        user,
        away_from_date=today + timedelta(days=first),
        away_until_date=today + timedelta(days=last),
    )


def move(user, **fields) -> None:
    Profile.objects.filter(user=user).update(**fields)


OBSTACLES = {
    "not_verified": lambda m, e: User.objects.filter(pk=e.pk).update(is_active=False),
    "paused": lambda m, e: change(e, paused_until_date=stories.NOW.date() + timedelta(days=1)),
    "paused: away from the last day for an answer on": lambda m, e: away(e, 14, 20),
    "paused: away until today": lambda m, e: away(e, -7, 0),
    "paused by three silences": lambda m, e: change(e, silent_since=stories.NOW),
    "at_capacity": lambda m, e: change(e, capacity=0),
    "same_organisation": lambda m, e: move(e, organisation=m.profile.organisation),
    "same_area": lambda m, e: move(e, area=m.profile.area),
    "same_area, the asker has moved": lambda m, e: move(m, area=e.profile.area),
    "same_organisation, the asker has moved": lambda m, e: move(e, organisation=move_elsewhere(m)),
    "previous_employer, the asker has moved": lambda m, e: worked_at(e, move_elsewhere(m)),
    "declared_tie, the asker has moved": lambda m, e: tie(e, organisation=move_elsewhere(m)),
    "previous_employer of the expert": lambda m, e: worked_for_the_other(e, m),
    "previous_employer of the asker": worked_for_the_other,
    "declared_tie by the asker": lambda m, e: tie(m, person=e),
    "declared_tie by the expert": lambda m, e: tie(e, person=m),
    "declared_tie to the expert's organisation": lambda m, e: tie(
        m, organisation=e.profile.organisation
    ),
    "declared_tie to the asker's organisation": lambda m, e: tie(
        e, organisation=m.profile.organisation
    ),
    "declared_tie to the expert's area": lambda m, e: tie(m, area=e.profile.area),
    "declared_tie to the asker's area": lambda m, e: tie(e, area=m.profile.area),
    "do_not_match by the asker": unwanted,
    "do_not_match by the expert": lambda m, e: unwanted(e, m),
    "opted_out": lambda m, e: e.expert_availability.avoid_topics.set(
        Topic.objects.filter(slug="peer-mapping")
    ),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_each_obstacle_in_the_database_keeps_an_expert_out(obstacle, question, member, expert):
    code = obstacle.split(" ")[0].rstrip(",:")
    assert names(candidates.shortlist(question, now=stories.NOW)) == ["Esme Expert"]
    OBSTACLES[obstacle](member, User.objects.get(pk=expert.pk))
    again = Question.objects.get(pk=question.pk)
    found = candidates.shortlist(again, now=stories.NOW)
    assert names(found) == []
    assert found.not_shown == [(REASONS[code], 1)]
    assert candidates.exclusion_of(again, expert, now=stories.NOW).code == code
    assert candidates.suggestion_for(again, expert, now=stories.NOW) is None


def test_a_suspended_expert_is_kept_out(question, expert):
    Membership.objects.filter(user=expert).update(status="suspended")
    found = candidates.shortlist(question, now=stories.NOW)
    assert (names(found), found.not_shown) == ([], [(REASONS["suspended"], 1)])


def test_who_was_asked_on_this_question_is_not_asked_again(question, expert, coordinator):
    ask = stories.workflow.invite(
        question=question, expert=expert, actor=coordinator, now=stories.NOW
    )
    stories.workflow.decline_invitation(
        assignment=ask, actor=expert, now=stories.NOW, reason="no_time"
    )
    found = candidates.shortlist(question, now=stories.NOW)
    assert (names(found), found.not_shown) == ([], [(REASONS["already_asked"], 1)])


def test_a_topic_of_one_nation_s_law_keeps_others_out_until_two_set_it_aside(question, expert):
    Topic.objects.filter(slug="peer-mapping").update(nation_only=True)
    move(expert, nation=Nation.objects.get(slug="scotland"))
    found = candidates.shortlist(question, now=stories.NOW)
    assert (names(found), found.not_shown) == ([], [(REASONS["other_nation"], 1)])
    aside = candidates.shortlist(question, now=stories.NOW, override=Override(nation=True))
    assert names(aside) == ["Esme Expert"]


def test_the_area_can_be_set_aside_and_the_organisation_cannot(question, member, expert):
    move(expert, area=member.profile.area)
    aside = {"now": stories.NOW, "override": Override(area=True, nation=True)}
    assert names(candidates.shortlist(question, **aside)) == ["Esme Expert"]
    assert candidates.exclusion_of(question, expert, **aside) is None
    move(expert, organisation=member.profile.organisation)
    assert names(candidates.shortlist(question, **aside)) == []
    assert candidates.exclusion_of(question, expert, **aside).code == "same_organisation"


def test_a_job_that_ended_long_ago_is_no_obstacle(question, member, expert):
    worked_for_the_other(expert, member)
    PreviousEmployment.objects.update(until_date=stories.NOW.date() - timedelta(days=800))
    assert names(candidates.shortlist(question, now=stories.NOW)) == ["Esme Expert"]


@pytest.mark.parametrize(("first", "last"), [(15, 20), (-7, -1)])
def test_who_is_away_at_another_time_is_asked(question, expert, first, last):
    away(expert, first, last)
    assert names(candidates.shortlist(question, now=stories.NOW)) == ["Esme Expert"]


def test_a_pause_ends_on_the_day_that_was_named(question, expert):
    change(expert, paused_until_date=stories.NOW.date())
    assert names(candidates.shortlist(question, now=stories.NOW)) == ["Esme Expert"]


@pytest.mark.parametrize(
    ("wanted", "told", "points"), [("police", "Police", 4.0), ("housing", "Health", 0.0)]
)
def test_a_wanted_sector_is_told_before_the_first(question, expert, wanted, told, points):
    expert.profile.sectors.set(Sector.objects.filter(slug__in=["police", "health"]))
    question.sector_wanted = Sector.objects.get(slug=wanted)
    shown = candidates.suggestion_for(question, expert, now=stories.NOW)
    assert [line for line in shown.reasons if line in ("Police", "Health")] == [told]
    assert shown.components["sector"] == points


def test_having_declined_elsewhere_changes_no_score(
    question, expert, other_expert, coordinator, conflicted_coordinator
):
    """Two were asked on another question at the same time; one declined, one's was called off."""
    elsewhere = stories.matching(conflicted_coordinator, coordinator)
    for asked, status in ((expert, "declined"), (other_expert, "cancelled")):
        Assignment.objects.create(
            question=elsewhere,
            expert=asked,
            status=status,
            decline_reason="no_time" if status == "declined" else "",
            invited_at=stories.NOW,
            respond_by=stories.NOW,
        )
    declined = candidates.suggestion_for(question, expert, now=stories.NOW).score
    Assignment.objects.filter(expert=expert).update(status="cancelled", decline_reason="")
    assert candidates.suggestion_for(question, expert, now=stories.NOW).score == declined


def test_silence_before_somebody_said_they_are_willing_is_forgotten(question, expert, member):
    Assignment.objects.create(
        question=stories.submitted(member),
        expert=expert,
        status="expired",
        invited_at=stories.NOW - timedelta(days=90),
        respond_by=stories.NOW - timedelta(days=85),
    )
    silent = candidates.suggestion_for(question, expert, now=stories.NOW).components["load"]
    change(expert, still_willing_at=stories.NOW - timedelta(days=80))
    assert silent > 0
    assert candidates.suggestion_for(question, expert, now=stories.NOW).components["load"] == 0


def test_what_is_kept_with_an_invitation_explains_it_after_the_figures_have_changed(
    question, expert, coordinator
):
    ask = stories.workflow.invite(
        question=question, expert=expert, actor=coordinator, now=stories.NOW
    )
    kept = Assignment.objects.get(pk=ask.pk)
    assert Weights.from_dict(kept.weights) == candidates.WEIGHTS
    assert kept.reasons[0] == ("2 of 2 topics (Detached youth work: lead; Peer mapping: lead)")
    assert kept.score == ask.score
