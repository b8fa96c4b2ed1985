"""The desk's list and the page of one question."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert.models import CannedText, Question
from network.desk.views import filled_panels
from tests.askexpert import stories
from tests.personas import make_expert, make_member, make_organisation

LIST = "/desk/questions/"
# 5 session, person, groups, their profile and organisation for conflicts · 1 numbers by group ·
# 1 count of the page · 3 questions, their topics, their asks · 3 unread messages, site, menu
LIST_QUERIES = 13
PANEL_QUERIES = 15


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
    """For each of the four panels: questions, topics, asks; the coordinator's profile and
    organisation once; and for the questions without an expert nothing more."""
    from askexpert import desk

    panels = (
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
        assert fill() == [1, 1, 1, 1]
    one_of_each(2)
    one_of_each(3)
    with django_assert_num_queries(PANEL_QUERIES):
        assert fill() == [3, 3, 3, 3]


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
    assert {link["count"] for link in page.context["group_links"]} == {0}
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


STEPS = {
    "submitted": {"approve", "request_changes", "mark_duplicate", "decline", "quarantine"},
    "matching": {"mark_unmatched", "quarantine"},
    "unmatched": {"widen", "quarantine"},
    "reviewing": {"release_answer", "return_answer", "quarantine"},
    "answered": {"quarantine"},
}


def _in_state(state, member, coordinator, expert) -> Question:
    if state == "unmatched":
        question = stories.matching(member, coordinator)
        stories.workflow.mark_unmatched(question=question, actor=coordinator, now=stories.NOW)
        return question
    if state in ("reviewing", "answered"):
        made = getattr(stories, state)(member, coordinator, expert)
        return made if state == "answered" else made.question
    if state == "submitted":
        return stories.submitted(member)
    return getattr(stories, state)(member, coordinator)


@pytest.mark.parametrize("state", STEPS)
def test_the_page_offers_what_the_table_allows(state, member, coordinator, expert, browser_of):
    question = _in_state(state, member, coordinator, expert)
    page = browser_of(coordinator).get(question.desk_url)
    assert set(page.context["actions"]) == STEPS[state]
    shown = set(
        re.findall(r'action="/desk/questions/[0-9a-f-]+/([a-z-]+)/"', page.content.decode())
    )
    expected = {step.replace("_", "-") for step in STEPS[state]}
    assert shown == expected | ({"invite"} if state == "matching" else set())


def test_a_lead_reads_why_a_question_came_to_them(
    member, coordinator, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    page = browser_of(safeguarding_lead).get(question.desk_url)
    assert set(page.context["actions"]) == {"return_to_asker", "return_to_queue"}
    assert "Corin Coordinator. It could identify a child or somebody else." in (
        page.content.decode()
    )


# The page of a question that looks for an expert: 5 session, person, groups, profile and
# organisation for conflicts · 4 the question, its topics, contexts, asks · 1 conflict · 3 answer,
# texts to start from, history · 2 loads, who was asked · 2 sectors and employers of the asker ·
# 7 the willing (see test_candidates) · 2 evidence · 2 names · 1 kept words · 1 the record of the
# look · 3 unread messages, site, menu
QUESTION_QUERIES = 33


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
