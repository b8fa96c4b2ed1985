"""Whom and what a member is too close to: their own page, and nobody's but theirs."""

import uuid

import pytest
from django.utils import timezone

from askexpert import candidates, ties
from askexpert.models import DeclaredTie, DoNotMatch, Question
from network.taxonomy.models import Area, Organisation
from tests.askexpert import stories
from tests.personas import make_member, make_organisation

URL = "/ask/availability/ties/"
PERSON, REMOVE = f"{URL}person/", f"{URL}remove/"


@pytest.fixture
def other(db):
    return make_member(
        "Zadie Otherwise", organisation=make_organisation("Fenwick Council", "Fenwick")
    )


def found(browser, words: str) -> list[str]:
    return [person.name for person in browser.get(URL, {"who": words}).context["found"]]


def test_somebody_is_found_in_the_directory_and_added(expert, other, browser_of):
    browser = browser_of(expert)
    assert found(browser, "zadie") == ["Zadie Otherwise"]
    browser.post(PERSON, {"person": other.public_id, "what": "avoid"})
    row = DoNotMatch.objects.get()
    assert (row.user, row.other) == (expert, other)
    assert "Zadie Otherwise" in browser.get(URL).content.decode()


def test_a_tie_to_a_person_is_another_thing(expert, other, browser_of):
    browser_of(expert).post(PERSON, {"person": other.public_id, "what": "tie"})
    assert (DoNotMatch.objects.count(), DeclaredTie.objects.get().person) == (0, other)


def test_sent_twice_it_is_said_once(expert, other, browser_of):
    browser = browser_of(expert)
    for what in ("avoid", "avoid", "tie", "tie"):
        browser.post(PERSON, {"person": other.public_id, "what": what})
    assert (DoNotMatch.objects.count(), DeclaredTie.objects.count()) == (1, 1)


def test_the_other_side_is_not_told_and_sees_nothing(expert, other, browser_of):
    browser_of(expert).post(PERSON, {"person": other.public_id, "what": "avoid"})
    assert stories.told(other) == []
    page = browser_of(other).get(URL)
    assert (page.context["avoided"], page.context["declared"]) == ([], [])


def test_whoever_the_directory_hides_is_neither_found_nor_added(expert, other, browser_of):
    browser = browser_of(expert)
    hidden = make_member("Hedda Hidden", name_visibility="coordinators")
    answers = [
        browser.post(PERSON, {"person": person, "what": "avoid"}).status_code
        for person in (hidden.public_id, uuid.uuid4(), "nobody", expert.public_id)
    ]
    assert (found(browser, "hedda"), answers) == ([], [404] * 4)
    assert DoNotMatch.objects.count() == 0


def test_who_hides_later_is_still_a_tie_without_a_name(expert, other, browser_of):
    browser = browser_of(expert)
    browser.post(PERSON, {"person": other.public_id, "what": "avoid"})
    type(other.membership).objects.filter(user=other).update(status="lapsed")
    (row,) = browser.get(URL).context["avoided"]
    assert row.words == ties.UNKNOWN


def test_one_does_not_find_oneself(expert, browser_of):
    assert found(browser_of(expert), expert.name) == []


@pytest.mark.parametrize("words", ["", "  ", "''"])
def test_no_words_find_nobody(expert, other, browser_of, words):
    assert found(browser_of(expert), words) == []


def test_an_organisation_and_an_area_are_declared(expert, other, browser_of):
    organisation, area = Organisation.objects.get(slug="fenwick-council"), other.profile.area
    browser = browser_of(expert)
    browser.post(URL, {"organisation": organisation.name, "area": area.name.upper()})
    browser.post(URL, {"organisation": organisation.name, "area": area.name.upper()})
    rows = DeclaredTie.objects.filter(user=expert).order_by("pk")
    assert [(row.organisation, row.area) for row in rows] == [(organisation, None), (None, area)]


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({}, "__all__", "Choose an organisation or an area."),
        ({"organisation": "Nowhere at all"}, "organisation", "No organisation in the list has"),
        ({"area": "Nowhere"}, "area", "No area in the list has this name."),
        ({"area": "thfie"}, "area", "No area in the list has this name. There is: Northfield."),
    ],
)
def test_what_is_not_in_the_lists_is_refused_and_kept(
    member, expert, browser_of, sent, field, words
):
    answer = browser_of(expert).post(URL, sent)
    (error,) = answer.context["form"].errors[field]
    assert error.startswith(words)
    assert DeclaredTie.objects.count() == 0


def test_a_row_of_ones_own_is_removed_once_and_anothers_stays(expert, other, browser_of):
    mine = ties.avoid(user=expert, other=other, now=timezone.now())
    theirs = ties.avoid(user=other, other=expert, now=timezone.now())
    browser = browser_of(expert)
    for key in (f"avoid-{mine.pk}", f"avoid-{mine.pk}", f"avoid-{theirs.pk}", "avoid-x", "", "x-1"):
        assert browser.post(REMOVE, {"row": key}).status_code == 302
    assert list(DoNotMatch.objects.all()) == [theirs]


@pytest.mark.parametrize("address", [PERSON, REMOVE])
def test_looking_changes_nothing(expert, browser_of, address):
    assert browser_of(expert).get(address).status_code == 405


def test_whoever_is_no_member_is_led_to_their_membership(outsider, browser_of):
    browser = browser_of(outsider)
    assert browser.get(URL)["Location"] == "/me/"
    assert browser.post(PERSON, {"person": uuid.uuid4(), "what": "tie"})["Location"] == "/me/"


def test_looking_people_up_counts_as_looking_at_the_directory(expert, browser_of, monkeypatch):
    monkeypatch.setattr("network.members.directory.browsing.LISTS_PER_HOUR", 1)
    browser = browser_of(expert)
    statuses = [browser.get(URL, {"who": "zadie"}).status_code for _ in range(2)]
    assert (statuses, browser.get(URL).status_code) == ([200, 429], 200)


@pytest.mark.parametrize("who", ["expert", "member"])
def test_neither_side_is_matched_with_the_other(who, member, expert, coordinator):
    """Said by the one who answers, or by the one who asks."""
    sides = {"expert": (expert, member), "member": (member, expert)}
    user, other = sides[who]
    question = stories.matching(member, coordinator, now=timezone.now())
    assert candidates.exclusion_of(question, expert, now=timezone.now()) is None
    ties.avoid(user=user, other=other, now=timezone.now())
    assert candidates.exclusion_of(question, expert, now=timezone.now()).code == "do_not_match"


def test_a_coordinator_with_a_tie_does_not_see_the_question(member, coordinator):
    question = stories.submitted(member, now=timezone.now())
    assert Question.objects.for_coordinator(coordinator).get() == question
    ties.declare_tie(user=coordinator, now=timezone.now(), area=Area.objects.get(slug="northfield"))
    assert Question.objects.for_coordinator(coordinator).count() == 0


TIES = 12


def test_the_page_takes_the_same_queries_for_one_and_three_rows(
    expert, other, browser_of, django_assert_num_queries
):
    browser = browser_of(expert)
    ties.avoid(user=expert, other=other, now=timezone.now())
    ties.declare_tie(user=expert, person=other, now=timezone.now())
    browser.get(URL)
    with django_assert_num_queries(TIES):
        browser.get(URL)
    for name in ("Ann Another", "Bea Another"):
        person = make_member(name)
        ties.avoid(user=expert, other=person, now=timezone.now())
        ties.declare_tie(user=expert, person=person, now=timezone.now())
    with django_assert_num_queries(TIES):
        page = browser.get(URL)
    assert len(page.context["avoided"]) == len(page.context["declared"]) == 3
