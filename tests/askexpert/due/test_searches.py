"""A search asks the next person by itself, for three waves, and then says that nobody was found."""

import pytest

from askexpert import candidates, workflow
from askexpert.enums import DeclineReason
from askexpert.models import Assignment, ExpertAvailability, QuestionEvent
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.due.clock import at, run, sent
from tests.askexpert.stories import fresh, status_of, told
from tests.personas import make_expert, make_organisation

NOON = at("2026-03-10", 12)

TOPICS = {"peer-mapping": "lead", "detached-youth-work": "lead"}


@pytest.fixture
def experts(db):
    """Five people who know the subject as well, each of a council of their own."""
    places = ("Alder", "Birch", "Cedar", "Damson", "Elder")
    return [
        make_expert(
            f"{place} Expert",
            organisation=make_organisation(f"{place} Council", place),
            topics=TOPICS,
            contexts=("peer-group",),
        )
        for place in places
    ]


@pytest.fixture
def question(member, coordinator, experts):
    return stories.matching(member, coordinator)


def ask(question, expert, coordinator, *, now=NOON) -> Assignment:
    return workflow.invite(question=question, expert=expert, actor=coordinator, now=now)


def decline(assignment, *, now=NOON, reason=DeclineReason.NO_TIME) -> None:
    workflow.decline_invitation(
        assignment=assignment, actor=assignment.expert, now=now, reason=reason
    )


def live(question) -> list[Assignment]:
    return list(question.assignments.filter(status="invited").order_by("pk"))


def test_the_next_of_the_ranking_is_asked_in_the_place_of_who_declines(
    question, experts, coordinator
):
    first = ask(question, experts[0], coordinator)
    decline(first)
    [following] = live(question)
    assert (first.wave, following.wave) == (1, 2)
    assert following.invited_by is None
    assert following.score > 25
    assert following.reasons[0].startswith("2 of 2 topics")
    assert told(following.expert) == ["expert_invited"]
    event = QuestionEvent.objects.get(assignment=following)
    assert (event.action, event.actor) == ("invite", None)


@pytest.mark.parametrize("reason", DeclineReason)
def test_whoever_said_no_is_never_asked_again_on_this_question(
    question, experts, coordinator, reason
):
    """Whatever the reason, in this search and in the next ones."""
    for expert in experts[2:]:
        ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
    decline(ask(question, experts[0], coordinator), reason=reason)
    [second] = live(question)
    assert second.expert == experts[1]
    decline(second)
    assert status_of(question) == "unmatched"
    workflow.widen(question=question, actor=coordinator, now=NOON)
    for expert in experts[:2]:
        with pytest.raises(workflow.ExpertNotEligible) as refused:
            ask(question, expert, coordinator)
        assert refused.value.reason == "already_asked"


def test_a_conflict_at_acceptance_asks_the_next(question, experts, coordinator, member):
    first = ask(question, experts[0], coordinator)
    experts[0].profile.organisation = member.profile.organisation
    experts[0].profile.save()
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.accept(assignment=first, actor=experts[0], now=at("2026-03-11"))
    [following] = live(question)
    assert (status_of(first), following.wave) == ("conflicted", 2)
    assert following.expert != experts[0]


def test_silence_asks_the_next(question, experts, coordinator):
    first = ask(question, experts[0], coordinator)
    run("2026-03-12")
    run("2026-03-13", 23, 59)
    [following] = live(question)
    assert (status_of(first), following.wave) == ("expired", 2)
    assert following.respond_by == at("2026-03-18", 23, 59)


def test_after_three_waves_nobody_more_is_asked_and_both_sides_hear_it_once(
    question, experts, coordinator, member
):
    """The black-box test of silence: reminded once, expired, the next asked, at last unmatched."""
    ask(question, experts[0], coordinator)
    days = ("12", "13", "17", "18", "20", "23", "24", "30", "31")
    for day in days:
        for _ in range(2):
            run(f"2026-03-{day}", 23, 59)
    asks = list(question.assignments.order_by("pk"))
    assert [(row.wave, row.status) for row in asks] == [(wave, "expired") for wave in (1, 2, 3)]
    assert len({row.expert_id for row in asks}) == 3
    for row in asks:
        assert told(row.expert) == ["expert_invited", "expert_reply_soon", "expert_expired"]
    assert status_of(question) == "unmatched"
    assert (sent(member, "ask_unmatched"), sent(coordinator, "desk_unmatched")) == (1, 1)
    event = QuestionEvent.objects.get(question=question, action="mark_unmatched")
    assert event.actor is None


def test_two_places_have_waves_of_their_own(question, experts, coordinator):
    first, second = (ask(question, expert, coordinator) for expert in experts[:2])
    decline(first)
    decline(live(question)[-1])
    waves = {row.expert: row.wave for row in live(question)}
    assert sorted(waves.values()) == [1, 3]
    assert waves[second.expert] == 1


def test_a_place_that_has_had_three_stays_empty_while_the_other_waits(
    question, experts, coordinator
):
    _, second = (ask(question, expert, coordinator) for expert in experts[:2])
    for _ in range(3):
        [place] = [row for row in live(question) if row.expert != second.expert]
        decline(place)
    assert [row.pk for row in live(question)] == [second.pk]
    assert status_of(question) == "matching"
    decline(second)
    [last] = live(question)
    assert last.wave == 2
    decline(last)
    assert status_of(question) == "unmatched"


def test_nobody_else_who_fits_is_unmatched_at_once(question, experts, coordinator, member):
    for expert in experts[1:]:
        ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
    decline(ask(question, experts[0], coordinator), now=at("2026-03-10", 12))
    assert status_of(question) == "unmatched"
    assert fresh(question).unmatched_by == at("2026-03-12", 23, 59)
    assert (sent(member, "ask_unmatched"), sent(coordinator, "desk_unmatched")) == (1, 1)


def test_the_list_is_never_padded(question, experts, coordinator):
    """Somebody who knows nothing of the subject is not asked for want of a better one."""
    for expert in experts[1:]:
        ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
    stranger = make_expert(
        "Sasha Stranger", organisation=make_organisation("Fir Council", "Fir", "scotland")
    )
    decline(ask(question, experts[0], coordinator))
    assert (status_of(question), told(stranger)) == ("unmatched", [])


def test_every_guard_runs_for_the_next_too(question, experts, coordinator, member):
    """A colleague of the asker, one of the same area, one full, one silent: the fifth is asked."""
    colleague, neighbour, full, silent = experts[1:]
    colleague.profile.organisation = member.profile.organisation
    colleague.profile.save()
    neighbour.profile.area = member.profile.area
    neighbour.profile.save()
    ExpertAvailability.objects.filter(user=full).update(capacity=0)
    ExpertAvailability.objects.filter(user=silent).update(silent_since=NOON)
    fifth = make_expert(
        "Gorse Expert", organisation=make_organisation("Gorse Council", "Gorse"), topics=TOPICS
    )
    decline(ask(question, experts[0], coordinator))
    assert [row.expert for row in live(question)] == [fifth]


def test_handed_back_begins_a_new_search_and_asks_the_next(question, experts, coordinator):
    first = ask(question, experts[0], coordinator)
    decline(first)
    second = live(question)[0]
    workflow.accept(assignment=second, actor=second.expert, now=at("2026-03-11"))
    workflow.hand_back(assignment=second, actor=second.expert, now=at("2026-03-12"))
    assert fresh(question).search_started_at == at("2026-03-12")
    [following] = live(question)
    assert (following.wave, following.expert in (first.expert, second.expert)) == (1, False)


def test_a_widened_search_asks_people_who_match_less_well(question, experts, coordinator):
    """Nobody is above the first threshold; the one whose only tie is the nation is above the
    second. The figures are kept with the ask."""
    ExpertAvailability.objects.filter(user__in=experts).update(consented_at=None)
    modest = make_expert(
        "Mo Modest",
        organisation=make_organisation("Maple Council", "Maple"),
        topics={"peer-mapping": "interested"},
    )
    assert candidates.suggestion_for(question, modest, now=NOON) is None
    workflow.mark_unmatched(question=question, actor=coordinator, now=NOON)
    question = workflow.widen(question=question, actor=coordinator, now=NOON)
    assert [row.user for row in candidates.shortlist(question, now=NOON).candidates] == [modest]
    assert ask(question, modest, coordinator).weights["threshold"] == 15


def test_look_again_begins_a_new_search_and_widens_it(question, experts, coordinator):
    workflow.mark_unmatched(question=question, actor=coordinator, now=at("2026-03-11"))
    workflow.widen(question=question, actor=coordinator, now=at("2026-03-12"))
    question = fresh(question)
    assert (question.status, question.is_widened) == ("matching", True)
    assert question.search_started_at == at("2026-03-12")
    assert question.invite_by == at("2026-03-13", 23, 59)


def test_approving_again_is_not_widened(question, coordinator, safeguarding_lead):
    workflow.mark_unmatched(question=question, actor=coordinator, now=at("2026-03-11"))
    workflow.widen(question=question, actor=coordinator, now=at("2026-03-11"))
    workflow.quarantine(question=question, actor=coordinator, now=at("2026-03-11"), label="risk")
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=at("2026-03-11"))
    question = workflow.approve(
        question=question,
        actor=coordinator,
        now=at("2026-03-12"),
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    )
    assert (question.is_widened, question.search_started_at) == (False, at("2026-03-12"))


def test_a_coordinator_who_says_that_nobody_was_found_is_not_told_so(question, coordinator, member):
    workflow.mark_unmatched(question=question, actor=coordinator, now=at("2026-03-11"))
    assert (sent(member, "ask_unmatched"), sent(coordinator, "desk_unmatched")) == (1, 0)


def test_by_hand_the_next_is_the_coordinators_choice(question, experts, coordinator):
    workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=False)
    decline(ask(question, experts[0], coordinator), now=at("2026-03-11"))
    assert (live(question), status_of(question)) == ([], "matching")
    assert fresh(question).invite_by == at("2026-03-12", 23, 59)
    run("2026-03-12", 23, 59)
    assert sent(coordinator, "desk_first_invitation_late") == 1


def test_by_hand_three_rounds_of_two_are_the_most(question, coordinator, experts):
    workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=False)
    more = [
        make_expert(f"{place} Expert", organisation=make_organisation(f"{place} Council", place))
        for place in ("Hazel", "Ivy")
    ]
    people = [*experts, *more]
    waves = []
    for person in people[:6]:
        assignment = ask(question, person, coordinator)
        waves.append(assignment.wave)
        if person != people[5]:
            decline(assignment)
    assert waves == [1, 1, 2, 2, 3, 3]
    with pytest.raises(workflow.ExpertNotEligible) as refused:
        ask(question, people[6], coordinator)
    assert refused.value.reason == "three_waves"
    event = question.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (coordinator, people[6], "three_waves")
    decline(live(question)[0])
    assert status_of(question) == "unmatched"


def test_switched_on_again_the_next_is_asked_at_once(question, experts, coordinator):
    workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=False)
    decline(ask(question, experts[0], coordinator))
    workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=True)
    assert [row.wave for row in live(question)] == [2]


def test_switched_on_before_anybody_was_asked_the_first_is_the_coordinators(question, coordinator):
    for by_itself in (False, True):
        workflow.choose_inviting(
            question=question, actor=coordinator, now=NOON, by_itself=by_itself
        )
    assert live(question) == []


@pytest.mark.parametrize("who", ["member", "conflicted_coordinator", "safeguarding_lead"])
def test_only_a_coordinator_without_a_tie_switches(request, question, who):
    with pytest.raises(NotPermitted):
        workflow.choose_inviting(
            question=question,
            actor=request.getfixturevalue(who),
            now=NOON,
            by_itself=False,
        )


def test_a_question_that_is_over_switches_nothing(question, member, coordinator):
    workflow.withdraw(question=question, actor=member, now=NOON)
    with pytest.raises(TransitionNotAllowed):
        workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=False)


def test_a_second_first_invitation_that_is_late_is_told_too(question, experts, coordinator):
    """Asked by hand: each time nobody is asked any more, a new day begins for it."""
    workflow.choose_inviting(question=question, actor=coordinator, now=NOON, by_itself=False)
    run("2026-03-12", 9)
    assert sent(coordinator, "desk_first_invitation_late") == 1
    decline(ask(question, experts[0], coordinator, now=at("2026-03-12", 10)), now=at("2026-03-13"))
    run("2026-03-18", 9)
    assert sent(coordinator, "desk_first_invitation_late") == 2
