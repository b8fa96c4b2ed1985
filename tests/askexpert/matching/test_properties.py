"""What must hold for any question and any experts, searched for by hypothesis."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from askexpert.matching import Evidence, Expert, Question, TextIndex, Weights, rank_experts
from askexpert.matching.files import expert_from

TODAY = date(2026, 3, 1)
TOPICS = ["county-lines", "peer-mapping", "school-exclusion", "bullying"]
LEVELS = ["lead", "working", "interested"]
NAMES = ["", "North", "South"]
WORDS = ["bus", "school", "knife", "county", "lines", "park", "mother", "app"]
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
people = st.builds(
    Expert,
    id=st.just(""),
    topics=st.dictionaries(st.sampled_from(TOPICS), st.sampled_from(LEVELS)),
    contexts=st.lists(st.sampled_from(["school", "online"]), unique=True).map(tuple),
    sector=st.sampled_from(["", "police", "health"]),
    nation=st.sampled_from(["", "England", "Wales"]),
    area=st.sampled_from(NAMES),
    organisation_root=st.sampled_from(NAMES),
    verified=st.booleans() | st.just(True),
    capacity=st.integers(0, 4),
    open_assignments=st.integers(0, 3),
    invited=st.integers(0, 1),
    last_invited=st.none() | st.integers(0, 90).map(lambda days: TODAY - timedelta(days=days)),
    invitations_30_days=st.integers(0, 5),
    silent_expiries=st.integers(0, 3),
    completed=st.integers(0, 3),
)
experts = st.lists(people, min_size=1, max_size=7).map(
    lambda found: [replace(person, id=f"e{number}") for number, person in enumerate(found)]
)
questions = st.builds(
    Question,
    id=st.sampled_from(["q1", "q2"]),
    text=texts,
    topics=st.lists(st.sampled_from(TOPICS), unique=True).map(tuple),
    contexts=st.lists(st.sampled_from(["school", "online"]), unique=True).map(tuple),
    asker=st.sampled_from(["e0", "somebody"]),
    sector=st.sampled_from(["police", "health"]),
    nation=st.sampled_from(["England", "Wales"]),
    area=st.sampled_from(NAMES),
    organisation_root=st.sampled_from(NAMES),
    do_not_match=st.sampled_from([frozenset(), frozenset({"e1"})]),
    nation_only_topics=st.sampled_from([frozenset(), frozenset({"county-lines"})]),
)
evidence = st.lists(st.tuples(st.integers(0, 6), texts), max_size=8).map(
    lambda found: [Evidence(str(n), f"e{who}", words) for n, (who, words) in enumerate(found)]
)


def rank(question, people, pieces, threshold=0.0):
    return rank_experts(
        question,
        people,
        TextIndex(pieces),
        today=TODAY,
        limit=None,
        weights=replace(Weights(), threshold=threshold),
    )


def place_and_score(ranking, expert):
    for place, suggestion in enumerate(ranking.suggestions):
        if suggestion.expert == expert:
            return place, suggestion.score
    return None


@settings(max_examples=300)
@given(questions, experts, evidence, st.data())
def test_adding_a_matching_topic_never_lowers_an_expert(question, people, pieces, data):
    if not question.topics:
        question = replace(question, topics=("bullying",))
    place = data.draw(st.integers(0, len(people) - 1))
    topic = data.draw(st.sampled_from(question.topics))
    level = data.draw(st.sampled_from(LEVELS))
    before = place_and_score(rank(question, people, pieces), people[place].id)
    if before is None or topic in people[place].topics:
        return
    person = replace(people[place], topics={**people[place].topics, topic: level})
    people = [*people[:place], person, *people[place + 1 :]]
    after = place_and_score(rank(question, people, pieces), person.id)
    assert after[0] <= before[0]
    assert after[1] >= before[1]


@given(questions, experts, evidence, st.data())
def test_a_fuller_load_never_raises_an_expert(question, people, pieces, data):
    place = data.draw(st.integers(0, len(people) - 1))
    fact = data.draw(
        st.sampled_from(["open_assignments", "invited", "invitations_30_days", "silent_expiries"])
    )
    before = place_and_score(rank(question, people, pieces), people[place].id)
    person = replace(people[place], **{fact: getattr(people[place], fact) + 1})
    people = [*people[:place], person, *people[place + 1 :]]
    after = place_and_score(rank(question, people, pieces), person.id)
    if before is None:
        assert after is None
    elif after is not None:
        assert after[0] >= before[0]
        assert after[1] <= before[1]


@given(questions, experts, evidence)
def test_everybody_is_suggested_or_excluded_or_below_and_never_twice(question, people, pieces):
    ranking = rank(question, people, pieces, threshold=25.0)
    suggested = [suggestion.expert for suggestion in ranking.suggestions]
    excluded = [item.expert for item in ranking.excluded]
    assert len({*suggested, *excluded}) == len(suggested) + len(excluded)
    assert len(suggested) + len(excluded) + ranking.below_threshold == len(people)
    assert all(suggestion.score >= 25 for suggestion in ranking.suggestions)


@given(questions, experts, evidence)
def test_nobody_in_conflict_is_ever_suggested(question, people, pieces):
    in_conflict = {
        person.id
        for person in people
        if person.id == question.asker
        or person.id in question.do_not_match
        or (question.area and person.area == question.area)
        or (question.organisation_root and person.organisation_root == question.organisation_root)
    }
    ranking = rank(question, people, pieces)
    assert not in_conflict & {suggestion.expert for suggestion in ranking.suggestions}
    assert in_conflict <= {item.expert for item in ranking.excluded}


@given(questions, experts, evidence, st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(question, people, pieces, order):
    expected = rank(question, people, pieces)
    order.shuffle(people)
    order.shuffle(pieces)
    assert rank(question, people, pieces) == expected


def test_declining_is_no_fact_that_matching_knows():
    record = {"id": "e", "topics": ["bullying"], "capacity": 2}
    declined = {**record, "declined": 9, "declines": 9, "declined_invitations": ["q1", "q2"]}
    assert expert_from(declined) == expert_from(record)
