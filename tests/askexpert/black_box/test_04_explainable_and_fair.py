"""4. The ranking says in countable words why, is the same each time, lets rest whoever was asked
lately, leaves out who has enough, and holds no "no" against anybody."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from askexpert import workflow
from askexpert.models import ExpertAvailability
from tests.askexpert import stories
from tests.personas import TOPICS, make_expert, make_organisation


@pytest.fixture
def twins(db):
    """Two experts who differ in nothing but their names and places."""
    return [
        make_expert(
            name,
            organisation=make_organisation(f"{place} Council", place),
            topics=TOPICS,
            capacity=2,
        )
        for name, place in (("Una Twin", "Ashgill"), ("Una Twain", "Birkgill"))
    ]


@pytest.fixture
def shown(desk, member, coordinator):
    """The names and what is said of each, in the order of a new question's page."""

    def of(question=None) -> dict[str, str]:
        row = question or stories.matching(member, coordinator, now=timezone.now())
        desk.open(row.desk_url)
        page = BeautifulSoup(desk.page, "html.parser")
        return {
            " ".join(card.select_one("h3").get_text(" ").split()): " ".join(
                card.get_text(" ").split()
            )
            for card in page.select(".candidate")
        }

    return of


def place_of(name: str, shown: dict[str, str]) -> int:
    return next(place for place, heading in enumerate(shown) if name in heading)


@pytest.mark.parametrize("asked", [0, 1])
def test_of_two_equals_the_rested_one_comes_first(twins, shown, member, coordinator, asked):
    stories.invited(member, coordinator, twins[asked], now=timezone.now())
    names = shown()
    rested = twins[1 - asked]
    assert place_of(rested.name, names) < place_of(twins[asked].name, names)


def test_the_reasons_can_be_counted(twins, shown, member, coordinator):
    stories.accepted(member, coordinator, twins[0], now=timezone.now())
    names = shown()
    busy = next(words for heading, words in names.items() if twins[0].name in heading)
    fresh = next(words for heading, words in names.items() if twins[1].name in heading)
    assert re.search(r"2 of 2 topics", busy)
    assert ("1 of 2 open" in busy, "0 of 2 open" in fresh) == (True, True)
    assert ("last asked today" in busy, "never asked" in fresh) == (True, True)


def test_the_same_page_twice_is_the_same_order_and_the_same_scores(
    twins, expert, other_expert, shown, member, coordinator
):
    question = stories.matching(member, coordinator, now=timezone.now())
    first, second = shown(question), shown(question)
    assert list(first.items()) == list(second.items())
    assert len(first) == 4


def test_who_has_as_many_as_they_wanted_is_counted_and_not_shown(
    twins, desk, shown, member, coordinator
):
    ExpertAvailability.objects.filter(user=twins[0]).update(capacity=1)
    stories.accepted(member, coordinator, twins[0], now=timezone.now())
    names = shown()
    assert [heading for heading in names if twins[0].name in heading] == []
    assert "1 at capacity" in desk.text


def test_a_no_changes_no_later_place(twins, shown, member, coordinator):
    """Both were asked at the same time; one says no and the other does not reply."""
    for person in twins:
        ask = stories.invited(member, coordinator, person, now=timezone.now())
        if person == twins[0]:
            declined = ask
    before = shown()
    workflow.decline_invitation(
        assignment=declined, actor=twins[0], now=timezone.now(), reason="no_time"
    )
    after = shown()
    assert place_of(twins[0].name, after) <= place_of(twins[0].name, before)
