"""The desk's list: its order, what it is narrowed by, and taking several questions over."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert import turns, workflow
from askexpert.models import DeclaredTie, Question
from network.taxonomy.models import Nation, Topic
from tests.askexpert import stories
from tests.personas import make_member, make_organisation

LIST = "/desk/questions/"
LIST_QUERIES = 13
# 4 session, person, groups, profile for conflicts · 6 five panels of questions, of which one has
# rows and their topics · 1 decisions · 3 answers to publish, pages to review and
# which of these are closed · 2 letters, complaints · 4 applications, proposals, parked e-mails,
# paused addresses · 2 requests for files and for other formats · 3 unread messages, site, menu
HOME_QUERIES = 25


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def other(db):
    return make_member("Ola Other", organisation=make_organisation("Fenbury Council", "Fenbury"))


def shown(browser, **query) -> list[Question]:
    page = browser.get(LIST, query)
    assert page.status_code == 200
    return [row["question"] for row in page.context["rows"]]


def dated(question: Question, **dates) -> Question:
    Question.objects.filter(pk=question.pk).update(**dates)
    return question


def test_late_comes_first_then_the_desks_turn_then_others(
    member, coordinator, expert, browser_of, now
):
    asked = stories.invited(member, coordinator, expert, now=now).question
    new = dated(stories.submitted(member, now=now), triage_by=now + timedelta(hours=5))
    sooner = dated(stories.submitted(member, now=now), triage_by=now + timedelta(hours=2))
    late = dated(stories.submitted(member, now=now), triage_by=now - timedelta(hours=1))
    assert shown(browser_of(coordinator)) == [late, sooner, new, asked]


def test_only_what_is_late(member, coordinator, browser_of, now):
    stories.submitted(member, now=now)
    late = dated(stories.submitted(member, now=now), triage_by=now - timedelta(hours=1))
    assert shown(browser_of(coordinator), late="on") == [late]


def test_by_nation_topic_and_sector(member, other, coordinator, browser_of):
    stories.submitted(other)
    wales = Nation.objects.get(slug="wales")
    found = stories.submitted(member, nation=wales)
    found.topics.set(Topic.objects.filter(slug="county-lines"))
    browser = browser_of(coordinator)
    assert shown(browser, nation="wales") == [found]
    assert shown(browser, topic="county-lines") == [found]
    assert shown(browser, sector="education") == [found]
    assert shown(browser, nation="wales", topic="peer-mapping") == []


def test_mine_and_nobodys(member, coordinator, browser_of):
    mine = stories.matching(member, coordinator)
    nobodys = stories.submitted(member)
    browser = browser_of(coordinator)
    assert shown(browser, whose="mine") == [mine]
    assert shown(browser, whose="nobody") == [nobodys]


@pytest.mark.parametrize("length", [4, 8, 36])
def test_by_the_beginning_of_the_number(length, member, coordinator, browser_of):
    question = stories.submitted(member)
    other = stories.submitted(member)
    number = str(question.public_id)
    found = shown(browser_of(coordinator), number=number[:length].upper())
    assert question in found
    if length >= 8:
        assert other not in found


@pytest.mark.parametrize("number", ["park", "' OR 1=1", "g1", "0" * 40])
def test_what_is_no_number_narrows_nothing_and_says_so(number, member, coordinator, browser_of):
    stories.submitted(member)
    page = browser_of(coordinator).get(LIST, {"number": number})
    assert (page.status_code, len(page.context["rows"])) == (200, 1)
    assert "number" in page.context["form"].errors


def test_the_words_of_a_question_cannot_be_searched(member, coordinator, browser_of):
    """A search in an address would be in logs and in the browser's history."""
    stories.submitted(member)
    page = browser_of(coordinator).get(LIST)
    fields = set(page.context["form"].fields)
    assert fields == {"number", "nation", "topic", "sector", "whose", "late", "group"}


def test_the_numbers_beside_the_groups_follow_the_choice(member, coordinator, browser_of):
    stories.submitted(member)
    stories.matching(member, coordinator)
    page = browser_of(coordinator).get(LIST, {"whose": "mine"})
    counts = {link["label"]: link["count"] for link in page.context["group_links"]}
    assert (counts["Everything open"], counts["New"], counts["Finding an expert"]) == (1, 0, 1)
    assert [link["url"] for link in page.context["group_links"]][:2] == [
        "?whose=mine",
        "?whose=mine&group=new",
    ]


def test_the_pages_of_a_list_keep_the_choice(member, coordinator, browser_of, monkeypatch):
    monkeypatch.setattr("askexpert.views.desk.PAGE_SIZE", 1)
    stories.submitted(member)
    stories.submitted(member)
    page = browser_of(coordinator).get(LIST, {"nation": "england", "group": "new", "page": 2})
    assert len(page.context["rows"]) == 1
    assert 'href="?nation=england&amp;group=new&amp;page=1"' in page.content.decode()


TIES = ["organisation", "area", "person", "person to them"]


@pytest.mark.parametrize("tie", TIES)
def test_a_declared_tie_hides_the_question_and_every_number(tie, member, coordinator, browser_of):
    question = stories.submitted(member)
    browser = browser_of(coordinator)
    assert shown(browser) == [question]
    profile = member.profile
    fields = {
        "organisation": {"user": coordinator, "organisation": profile.organisation},
        "area": {"user": coordinator, "area": profile.area},
        "person": {"user": coordinator, "person": member},
        "person to them": {"user": member, "person": coordinator},
    }[tie]
    DeclaredTie.objects.create(created_at=stories.NOW, **fields)
    page = browser.get(LIST)
    assert page.context["rows"] == []
    assert {link["count"] for link in page.context["group_links"]} == {0, None}
    assert browser.get(LIST, {"number": str(question.public_id)[:8]}).context["rows"] == []
    assert browser.get(question.desk_url).status_code == 404
    assert stories.TITLE not in browser.get("/desk/").content.decode()


@pytest.mark.parametrize("tie", ["organisation", "area"])
def test_a_declared_tie_holds_when_the_asker_has_moved_there_since(
    tie, member, other, coordinator, browser_of
):
    question = stories.submitted(member)
    profile, target = member.profile, getattr(other.profile, tie)
    DeclaredTie.objects.create(created_at=stories.NOW, user=coordinator, **{tie: target})
    assert shown(browser_of(coordinator)) == [question]
    setattr(profile, tie, target)
    profile.save()
    assert shown(browser_of(coordinator)) == []


def test_ticked_questions_are_taken_over(member, coordinator, browser_of):
    first, second, third = (stories.submitted(member) for _ in range(3))
    answer = browser_of(coordinator).post(
        reverse("askexpert_desk:take_over"),
        {"question": [first.public_id, second.public_id], "back": "/desk/questions/?group=new"},
    )
    assert answer["Location"] == "/desk/questions/?group=new"
    owners = [stories.fresh(question).coordinator for question in (first, second, third)]
    assert owners == [coordinator, coordinator, None]


def test_nobody_takes_over_what_they_may_not_see(
    member, conflicted_coordinator, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    for person in (conflicted_coordinator, safeguarding_lead):
        answer = browser_of(person).post(
            reverse("askexpert_desk:take_over"), {"question": [question.public_id]}
        )
        assert answer.status_code == 302
    assert stories.fresh(question).coordinator is None


@pytest.mark.parametrize("who", ["member", "expert", "researcher", "editor"])
def test_others_do_not_find_the_step(who, browser_of, request):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.post(reverse("askexpert_desk:take_over")).status_code == 404


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/me/", ""])
def test_the_way_back_stays_at_the_desk(back, coordinator, browser_of):
    answer = browser_of(coordinator).post(reverse("askexpert_desk:take_over"), {"back": back})
    assert answer["Location"] == LIST


def test_the_number_of_questions_changes_no_number_of_queries(
    member, coordinator, browser_of, django_assert_num_queries
):
    """As many at 3 as at 30; what the list's are stands in ``test_desk_page``."""
    browser = browser_of(coordinator)

    def fill(number: int) -> None:
        for _ in range(number):
            stories.submitted(member)

    fill(3)
    for address in (LIST, "/desk/"):
        browser.get(address)
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(LIST)
    with django_assert_num_queries(HOME_QUERIES):
        browser.get("/desk/")
    fill(27)
    with django_assert_num_queries(LIST_QUERIES):
        page = browser.get(LIST)
    with django_assert_num_queries(HOME_QUERIES):
        browser.get("/desk/")
    assert len(page.context["rows"]) == 25


def test_a_follow_up_that_waits_for_a_reply_has_its_date(
    member, coordinator, expert, browser_of, now
):
    question = stories.answered(member, coordinator, expert, now=now - timedelta(days=1))
    workflow.follow_up(question=question, actor=member, now=now, text="And then?", number=1)
    ask = question.assignments.get(status="invited")
    [row] = browser_of(coordinator).get(LIST).context["rows"]
    assert (row["due"], row["due_words"]) == (ask.respond_by, "Reply by")
    workflow.accept(assignment=ask, actor=expert, now=now)
    [row] = browser_of(coordinator).get(LIST).context["rows"]
    assert (row["due"], row["due_words"]) == (stories.fresh(ask).answer_by, "Answer by")


def test_while_members_read_it_the_desk_waits_until_somebody_offers(
    member, coordinator, expert, browser_of, now
):
    row = stories.opened(member, coordinator, now=now)
    [question] = shown(browser_of(coordinator))
    assert (question.due_at, question.turn) == (None, turns.OTHERS)
    workflow.offer_answer(open_question=row, actor=expert, now=now)
    [question] = shown(browser_of(coordinator))
    assert question.turn == turns.DESK
    workflow.take_back_offer(open_question=row, actor=expert, now=now)
    [question] = shown(browser_of(coordinator))
    assert question.turn == turns.OTHERS
