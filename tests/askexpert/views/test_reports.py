"""The reports at the desk: who reads which, what a conflict hides, CSV, and the cost."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from askexpert import workflow
from askexpert.models import Question
from network.members.models import User
from network.privacy.models import AccessRecord
from network.taxonomy.models import Nation
from tests.askexpert import stories
from tests.personas import give_second_factor, make_member

HOME = "/desk/reports/"
CODES = ["coverage", "times", "fairness", "outcomes", "safety"]
READS = {
    "coordinator": ["coverage", "times", "fairness", "outcomes"],
    "safeguarding_lead": ["times", "outcomes", "safety"],
    "researcher": ["times", "outcomes"],
    "editor": [],
    "expert": [],
    "member": [],
}
# 2 session, person · 1 role · 1 profile for conflicts (of the period: 1 oldest question) ·
# 3 unread messages, site, menu, and what each report reads:
# coverage 7: nations; topics, sectors; people, their sectors, topics, what they avoid
# times 5: nations, oldest; questions, their asks, their checks
# fairness 8: oldest; asks, their sectors; four of the willing people; the look is recorded
# outcomes 7: nations, oldest; questions; topics, follow-ups, asks, steps
QUERIES = {"coverage": 13, "times": 12, "fairness": 15, "outcomes": 14}


@pytest.fixture
def now():
    return timezone.now()


@pytest.mark.parametrize("who", READS)
def test_each_role_reads_its_reports_and_finds_no_other(who, browser_of, request):
    browser = browser_of(request.getfixturevalue(who))
    found = [code for code in CODES if browser.get(f"{HOME}{code}/").status_code == 200]
    assert found == READS[who]
    assert browser.get(HOME).status_code == (200 if READS[who] else 404)
    assert browser.get(f"{HOME}gossip/").status_code == 404


def test_a_visitor_signs_in_first(client, db):
    for address in (HOME, f"{HOME}times/", f"{HOME}times/months/csv/"):
        assert client.get(address)["Location"] == f"/account/login/?next={address}"


def test_reports_are_opened_and_never_posted(coordinator, browser_of):
    assert browser_of(coordinator).post(f"{HOME}times/").status_code == 405


def numbers(browser, **query) -> dict[str, str]:
    """What the report of times tells of each nation."""
    page = browser.get(f"{HOME}times/", query)
    return {row[0]: row[1] for row in page.context["content"].table("nations").rows}


def test_a_conflict_of_interest_changes_every_number(
    member, coordinator, conflicted_coordinator, browser_of, now
):
    for _ in range(6):
        stories.submitted(member, now=now)
    assert numbers(browser_of(coordinator))["England"] == "6"
    hidden = browser_of(conflicted_coordinator)
    assert set(numbers(hidden).values()) == {"0"}
    assert hidden.get(f"{HOME}times/").context["content"].table("states").rows == [
        ("All of them", "0")
    ]


def test_a_conflict_of_interest_hides_whom_was_asked(
    member, coordinator, conflicted_coordinator, expert, browser_of, now
):
    stories.invited(member, coordinator, expert, now=now)
    seen = browser_of(coordinator).get(f"{HOME}fairness/").context["content"]
    assert [row[0] for row in seen.table("experts").rows] == ["Esme Expert"]
    hidden = browser_of(conflicted_coordinator).get(f"{HOME}fairness/").context["content"]
    assert hidden.table("experts").rows == []


def test_the_skeleton_of_a_question_counts_on(member, coordinator, expert, browser_of, now):
    """When the words and the asker are gone, nobody has a conflict with it any more."""
    question = stories.answered(member, coordinator, expert, now=now - timedelta(days=3))
    Question.objects.filter(pk=question.pk).update(
        asker=None, asker_organisation=None, title="", text="", anonymised_at=now
    )
    page = browser_of(coordinator).get(f"{HOME}fairness/")
    assert [row[2:6] for row in page.context["content"].table("experts").rows] == [
        ("1", "100%", "1", "0")
    ]


def test_small_numbers_are_nowhere_on_the_page(member, coordinator, browser_of, now):
    for _ in range(3):
        stories.submitted(member, now=now)
    told = numbers(browser_of(coordinator))
    assert (told["England"], told["Wales"], told["All of them"]) == (
        "fewer than 5",
        "0",
        "fewer than 5",
    )


def test_by_nation(member, coordinator, browser_of, now):
    wales = Nation.objects.get(slug="wales")
    for _ in range(5):
        stories.submitted(member, now=now, nation=wales)
        stories.submitted(member, now=now)
    assert numbers(browser_of(coordinator), nation="wales") == {"Wales": "5", "All of them": "5"}


def test_what_cannot_be_chosen_is_said_and_narrows_nothing(coordinator, browser_of):
    page = browser_of(coordinator).get(f"{HOME}times/", {"period": "1066", "nation": "mercia"})
    assert (page.status_code, set(page.context["form"].errors)) == (200, {"period", "nation"})


@pytest.mark.parametrize("who", ["safeguarding_lead", "researcher"])
def test_others_than_coordinators_choose_years_and_no_nation(who, browser_of, request):
    page = browser_of(request.getfixturevalue(who)).get(f"{HOME}times/")
    form = page.context["form"]
    assert list(form.fields) == ["period"]
    assert all(code.isdecimal() for code, _ in form.fields["period"].choices)


def csv_of(response) -> list[str]:
    return b"".join(response.streaming_content).decode().splitlines()


def test_a_table_as_csv_holds_what_the_page_shows(member, coordinator, browser_of, now):
    for _ in range(5):
        stories.submitted(member, now=now)
    browser = browser_of(coordinator)
    response = browser.get(f"{HOME}times/states/csv/")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert csv_of(response) == [
        "\ufeffState,Questions",
        "New: to be checked,5",
        "All of them,5",
    ]
    assert browser.get(f"{HOME}times/gossip/csv/").status_code == 404
    assert browser.get(f"{HOME}safety/months/csv/").status_code == 404


def test_a_name_that_would_be_a_formula_is_text(member, coordinator, expert, browser_of, now):
    stories.invited(member, coordinator, expert, now=now)
    User.objects.filter(pk=expert.pk).update(name="=1+1")
    lines = csv_of(browser_of(coordinator).get(f"{HOME}fairness/experts/csv/"))
    assert lines[1].startswith("'=1+1,")


def test_a_researcher_downloads_only_with_the_right_to_export(researcher, browser_of):
    browser = browser_of(researcher)
    assert browser.get(f"{HOME}times/months/csv/").status_code == 404
    assert "Download as CSV" not in browser.get(f"{HOME}times/").content.decode()
    give_second_factor(researcher)
    researcher.user_permissions.add(Permission.objects.get(codename="export_data"))
    page = browser_of(User.objects.get(pk=researcher.pk)).get(f"{HOME}times/months/csv/")
    assert page.status_code == 200
    assert csv_of(page)[0].startswith("\ufeffMonth,Sent,")


def test_a_look_at_names_is_recorded_and_no_other(coordinator, browser_of):
    browser = browser_of(coordinator)
    for code in ("coverage", "times", "outcomes"):
        browser.get(f"{HOME}{code}/")
    assert AccessRecord.objects.count() == 0
    browser.get(f"{HOME}fairness/")
    csv_of(browser.get(f"{HOME}fairness/experts/csv/"))
    kinds = AccessRecord.objects.order_by("pk").values_list("what", flat=True)
    assert list(kinds) == ["report_fairness", "report_fairness_export"]


def test_an_urgent_notice_is_one_however_many_are_told(
    member, coordinator, safeguarding_lead, browser_of, now
):
    workflow.signpost(actor=member, question=None, now=now)
    workflow.signpost(actor=member, question=None, now=now + timedelta(seconds=1))
    page = browser_of(safeguarding_lead).get(f"{HOME}safety/")
    assert page.context["content"].table("months").rows[-1] == (
        "All of them",
        "0",
        "0",
        "0",
        "0",
        "2",
    )


def test_no_word_of_a_question_is_in_a_report(
    member, coordinator, safeguarding_lead, expert, browser_of, now
):
    stories.answered(member, coordinator, expert, now=now)
    workflow_words = (stories.TITLE, stories.ANSWER, "Mina Member")
    for person in (coordinator, safeguarding_lead):
        browser = browser_of(person)
        for code in CODES:
            page = browser.get(f"{HOME}{code}/").content.decode()
            assert [words for words in workflow_words if words in page] == []


def test_the_desk_leads_to_the_reports(coordinator, browser_of):
    assert f'href="{HOME}"' in browser_of(coordinator).get("/desk/").content.decode()


@pytest.mark.parametrize("code", QUERIES)
def test_as_many_queries_at_3_as_at_30_questions(
    code, member, coordinator, expert, browser_of, now, django_assert_num_queries
):
    browser = browser_of(coordinator)

    def fill(number: int) -> None:
        for _ in range(number):
            stories.submitted(member, now=now)

    fill(2)
    stories.invited(member, coordinator, expert, now=now)
    browser.get(f"{HOME}{code}/")
    with django_assert_num_queries(QUERIES[code]):
        browser.get(f"{HOME}{code}/")
    fill(27)
    make_member("Willing Too")
    with django_assert_num_queries(QUERIES[code]):
        browser.get(f"{HOME}{code}/")
