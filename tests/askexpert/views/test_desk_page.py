"""The desk's list and the page of one question."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert import transitions, workflow
from askexpert.enums import ENDED
from askexpert.models import CannedText, Question
from network.desk.views import filled_panels
from network.workflows import actions_from
from tests.askexpert import stories
from tests.personas import make_expert, make_member, make_organisation

LIST = "/desk/questions/"
# 4 session, person, groups, their profile for conflicts · 1 numbers by group · 2 questions, their
# topics · 3 nations, topics, sectors to narrow by · 3 unread messages, site, menu
LIST_QUERIES = 13
# 1 the coordinator's profile · 2 for each of the five panels of questions: questions, topics
PANEL_QUERIES = 11


def asker(number: int):
    return make_member(
        f"Asker {number}", organisation=make_organisation(f"Org {number}", f"Area {number}")
    )


def test_the_list_takes_the_same_queries_for_one_and_three(
    coordinator, browser_of, django_assert_num_queries
):
    browser = browser_of(coordinator)
    stories.submitted(asker(1))
    browser.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)
    stories.submitted(asker(2))
    stories.submitted(asker(3))
    with django_assert_num_queries(LIST_QUERIES):
        page = browser.get(LIST)
    assert len(page.context["rows"]) == 3


def test_the_panels_take_the_same_queries_for_one_and_three(
    coordinator, expert, django_assert_num_queries
):
    from askexpert import desk

    panels = (
        desk.late,
        desk.new_questions,
        desk.answers_to_check,
        desk.without_expert,
        desk.waiting_on_others,
    )

    def one_of_each(number: int) -> None:
        person = asker(number)
        stories.submitted(person)
        stories.reviewing(person, coordinator, _free_expert(number))
        stories.matching(person, coordinator)
        stories.invited(person, coordinator, _free_expert(number + 100))

    def fill() -> list[int]:
        user = type(coordinator).objects.get(pk=coordinator.pk)
        return [len(panel(user=user, now=stories.NOW)) for panel in panels]

    one_of_each(1)
    with django_assert_num_queries(PANEL_QUERIES):
        assert fill() == [0, 1, 1, 1, 1]
    one_of_each(2)
    one_of_each(3)
    with django_assert_num_queries(PANEL_QUERIES):
        assert fill() == [0, 3, 3, 3, 3]


def _free_expert(number: int):
    return make_expert(
        f"Expert {number}",
        organisation=make_organisation(f"Far {number}", f"Far area {number}"),
        topics={"peer-mapping": "lead"},
    )


def test_a_conflicted_coordinator_sees_neither_the_question_nor_its_number(
    member, conflicted_coordinator, coordinator, browser_of
):
    stories.submitted(member)
    page = browser_of(conflicted_coordinator).get(LIST)
    assert page.context["rows"] == []
    counts = {link["label"]: link["count"] for link in page.context["group_links"]}
    assert {label for label, count in counts.items() if count != 0} == {"Ended"}
    assert counts["Ended"] is None
    panels = filled_panels(conflicted_coordinator, timezone.now())
    assert [row for panel in panels for row in panel.rows] == []
    assert browser_of(coordinator).get(LIST).context["group_links"][0]["count"] == 1


def test_the_leads_group_is_for_leads(coordinator, safeguarding_lead, browser_of):
    def groups(person) -> list[str]:
        page = browser_of(person).get(LIST)
        return [link["label"] for link in page.context["group_links"]]

    assert "For a safeguarding lead" not in groups(coordinator)
    assert "For a safeguarding lead" in groups(safeguarding_lead)


@pytest.mark.parametrize(("group", "shown"), [("new", 1), ("ended", 0), ("", 1), ("nonsense", 1)])
def test_groups_narrow_the_list(member, coordinator, browser_of, group, shown):
    stories.submitted(member)
    page = browser_of(coordinator).get(LIST, {"group": group})
    assert len(page.context["rows"]) == shown


def test_ended_questions_are_not_among_the_open_ones(member, coordinator, browser_of):
    question = stories.submitted(member)
    stories.workflow.decline(
        question=question, actor=coordinator, now=stories.NOW, reason="Ask your lead."
    )
    browser = browser_of(coordinator)
    assert browser.get(LIST).context["rows"] == []
    (row,) = browser.get(LIST, {"group": "ended"}).context["rows"]
    assert row["question"] == question


def test_a_late_first_check_is_called_late(member, coordinator, browser_of):
    stories.submitted(member)
    page = browser_of(coordinator).get(LIST).content.decode()
    assert re.search(r"desk-list__due--late\">Late: First check by Wed 11 Mar<", page)


def test_the_title_of_a_question_stays_out_of_the_window_title(member, coordinator, browser_of):
    """Browsers keep window titles in their history and send them to other devices."""
    question = stories.submitted(member)
    page = browser_of(coordinator).get(question.desk_url).content.decode()
    assert stories.TITLE not in page[: page.index("</title>")]


# What each role is offered in each state: the table's actions, and what changes no status.
STEPS = {
    "submitted": {
        "coordinator": {"approve", "request_changes", "mark_duplicate", "decline", "quarantine"},
        "safeguarding_lead": None,
    },
    "late": {
        "coordinator": {"approve", "request_changes", "mark_duplicate", "decline", "quarantine"},
        "safeguarding_lead": {"quarantine"},
    },
    "changes_requested": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "quarantined": {
        "coordinator": None,
        "safeguarding_lead": {"return_to_asker", "return_to_queue", "remove"},
    },
    "duplicate": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "declined": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "matching": {"coordinator": {"mark_unmatched", "quarantine"}, "safeguarding_lead": None},
    "unmatched": {"coordinator": {"widen", "quarantine"}, "safeguarding_lead": None},
    "answering": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "reviewing": {
        "coordinator": {"release_answer", "return_answer", "quarantine"},
        "safeguarding_lead": None,
    },
    "answered": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "closed": {"coordinator": {"quarantine"}, "safeguarding_lead": None},
    "withdrawn": {"coordinator": set(), "safeguarding_lead": None},
    "removed": {"coordinator": set(), "safeguarding_lead": None},
}
# Steps of no row of the table of questions.
BESIDES = {"invite": {"matching"}, "who-asks-next": {"matching"}, "seen": {"quarantined"}}
MATRIX = [(state, role, offered) for state, by in STEPS.items() for role, offered in by.items()]


def _put_into(question: Question, status: str) -> Question:
    """A question in any state, without the way there: what is offered depends on the state."""
    now = stories.NOW
    Question.objects.filter(pk=question.pk).update(
        status="submitted" if status == "late" else status,
        escalated_at=now if status == "late" else None,
        ended_at=now if status in ENDED else None,
    )
    return Question.objects.get(pk=question.pk)


@pytest.fixture
def in_state(member, coordinator, expert):
    def make(status: str) -> Question:
        if status in ("answering", "reviewing"):
            made = {"answering": stories.accepted, "reviewing": stories.reviewing}[status]
            return made(member, coordinator, expert).question
        if status in ("answered", "closed"):
            return _put_into(stories.answered(member, coordinator, expert), status)
        return _put_into(stories.matching(member, coordinator), status)

    return make


@pytest.mark.parametrize(("state", "role", "offered"), MATRIX)
def test_the_page_offers_what_the_table_allows(state, role, offered, in_state, browser_of, request):
    question = in_state(state)
    page = browser_of(request.getfixturevalue(role)).get(question.desk_url)
    assert page.status_code == (404 if offered is None else 200)
    if offered is None:
        return
    shown = re.findall(r'action="/desk/questions/[0-9a-f-]{36}/([a-z-]+)/"', page.content.decode())
    expected = {step.replace("_", "-") for step in offered}
    expected |= {step for step, states in BESIDES.items() if state in states}
    expected |= {"hold"} if role == "safeguarding_lead" else set()
    assert set(shown) == expected
    assert len(shown) == len(set(shown)) or state == "matching"


@pytest.mark.parametrize("state", [state for state in STEPS if state != "late"])
@pytest.mark.parametrize("role", ["coordinator", "safeguarding_lead"])
def test_nothing_else_is_offered_than_the_table_has(state, role):
    """The matrix above against the table itself, so that neither changes alone."""
    name = {"coordinator": transitions.COORDINATOR, "safeguarding_lead": transitions.LEAD}[role]
    in_table = set(actions_from(transitions.QUESTION, state, name))
    assert STEPS[state][role] in (None, in_table)


def test_a_lead_reads_why_a_question_came_to_them(
    member, coordinator, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    page = browser_of(safeguarding_lead).get(question.desk_url)
    assert "Corin Coordinator. It could identify a child or somebody else." in (
        page.content.decode()
    )


# The page of a question that looks for an expert: 4 session, person, groups, profile for conflicts
# · 4 the question, its topics, contexts, asks · 1 the record of the look · 2 texts to start from,
# history · 4 everything linked to asker and experts, loads, everybody willing, the people shown
# (see test_candidates) · 1 kept words · 3 unread messages, site, menu
QUESTION_QUERIES = 19


def test_the_page_of_a_question_takes_the_same_queries_for_one_and_three_experts(
    member, coordinator, expert, browser_of, django_assert_num_queries
):
    question = stories.matching(member, coordinator)
    browser = browser_of(coordinator)
    browser.get(question.desk_url)
    with django_assert_num_queries(QUESTION_QUERIES):
        browser.get(question.desk_url)
    _free_expert(1)
    _free_expert(2)
    browser.get(question.desk_url)
    with django_assert_num_queries(QUESTION_QUERIES):
        page = browser.get(question.desk_url)
    assert len(page.context["shortlist"].candidates) == 3


@pytest.fixture
def canned(db):
    return CannedText.objects.create(
        purpose="declined", title="Local services", body="Please ask your local lead."
    )


def test_a_text_to_start_from_works_without_a_script(member, coordinator, canned, browser_of):
    question = stories.submitted(member)
    page = browser_of(coordinator).get(question.desk_url, {"start": f"decline:{canned.pk}"})
    assert page.context["forms"]["decline"]["words"].value() == "Please ask your local lead."
    assert [section["open"] for section in page.context["sections"]] == [False, False, True, False]


@pytest.mark.parametrize("start", ["decline:0", "approve:1", "nonsense", "request_changes:1"])
def test_a_text_that_does_not_fit_is_ignored(member, coordinator, canned, browser_of, start):
    question = stories.submitted(member)
    page = browser_of(coordinator).get(question.desk_url, {"start": start})
    assert page.status_code == 200
    assert "Please ask your local lead." not in {
        form["words"].value() for form in page.context["forms"].values() if "words" in form.fields
    }


def test_each_text_is_a_link_and_carries_its_words_for_the_script(
    member, coordinator, canned, browser_of
):
    question = stories.submitted(member)
    page = browser_of(coordinator).get(question.desk_url).content.decode()
    assert (
        f'href="?start=decline:{canned.pk}#id_decline-words" '
        'data-text="Please ask your local lead." data-field="id_decline-words"'
    ) in page
    assert page.count('id="id_decline-words"') == 1
    assert reverse("askexpert_desk:decline", args=[question.public_id]) in page


def test_with_two_people_asked_the_page_offers_no_third_and_says_why(
    member, coordinator, expert, browser_of
):
    question = stories.matching(member, coordinator)
    others = [_free_expert(number) for number in (1, 2)]
    for person in others:
        assert "Invite<span" in browser_of(coordinator).get(question.desk_url).content.decode()
        workflow.invite(question=question, expert=person, actor=coordinator, now=timezone.now())
    page = browser_of(coordinator).get(question.desk_url)
    assert [row.user for row in page.context["shortlist"].candidates] == [expert]
    words = page.content.decode()
    assert "Invite<span" not in words
    assert (
        "Two people have been asked already. When one answers or the time is over, you can ask "
        "another."
    ) in words
