"""What takes two people, over HTTP: who is offered what, forged and late requests, what is kept."""

import re

import pytest
from django.urls import reverse

from askexpert.models import CannedText, JointDecision, QuestionEvent
from askexpert.models.decision import DecisionKind
from network.privacy.models import AccessRecord
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.personas import TOPICS, make_expert, make_organisation

REASON = "Their experience of this park is the only one in the network."
# 4 session, person, groups, profile for conflicts · 1 decisions with their questions and people ·
# 3 unread messages, site, menu
WAITING_QUERIES = 8
WAITING = "/desk/questions/decisions/"


@pytest.fixture
def neighbour(db):
    return make_expert(
        "Nell Neighbour",
        organisation=make_organisation("Northfield Police", "Northfield"),
        topics=TOPICS,
        contexts=("peer-group",),
    )


@pytest.fixture
def colleague(db):
    return make_expert("Cole Colleague", topics=TOPICS)


@pytest.fixture
def looking(member, coordinator):
    return stories.matching(member, coordinator)


@pytest.fixture
def quarantined(member, coordinator):
    question = stories.submitted(member)
    return stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )


def step(name: str, question, *more) -> str:
    return reverse(f"askexpert_desk:{name}", args=[question.public_id, *more])


def propose(browser, question, expert, *, what: str = "area"):
    return browser.post(
        step("set_aside", question, what), {"expert": expert.public_id, "reason": REASON}
    )


def the_decision() -> JointDecision:
    return JointDecision.objects.get()


def test_the_page_shows_who_is_kept_out_by_the_area_alone(
    looking, neighbour, colleague, expert, coordinator, browser_of
):
    page = browser_of(coordinator).get(step("set_aside", looking, "area"))
    assert [row.user for row in page.context["candidates"]] == [neighbour]
    assert "Cole Colleague" not in page.content.decode()


def test_nobody_who_is_excluded_is_on_the_questions_page(
    looking, neighbour, colleague, coordinator, browser_of
):
    page = browser_of(coordinator).get(looking.desk_url).content.decode()
    assert "Nell Neighbour" not in page
    assert "Cole Colleague" not in page
    assert "1 same organisation, 1 same area" in page


def test_a_proposal_and_a_second_yes_invite_the_person(
    looking, neighbour, coordinator, second_coordinator, browser_of
):
    answer = propose(browser_of(coordinator), looking, neighbour)
    assert answer["Location"] == looking.desk_url
    second = browser_of(second_coordinator)
    page = second.get(looking.desk_url)
    assert REASON in page.content.decode()
    answer = second.post(step("decide", looking, the_decision().public_id, "agree"))
    assert answer["Location"] == looking.desk_url
    assert [ask.expert for ask in looking.assignments.all()] == [neighbour]
    shown = second.get(looking.desk_url).content.decode()
    assert "two coordinators set a rule aside" in shown


def test_the_first_person_is_offered_only_to_take_it_back(
    looking, neighbour, coordinator, browser_of
):
    browser = browser_of(coordinator)
    propose(browser, looking, neighbour)
    page = browser.get(looking.desk_url).content.decode()
    assert re.findall(r'decisions/[0-9a-f-]{36}/([a-z-]+)/"', page) == ["take-back"]
    browser.post(step("decide", looking, the_decision().public_id, "take-back"))
    assert the_decision().status == "taken_back"


def test_a_forged_yes_of_the_first_person_changes_nothing(
    looking, neighbour, coordinator, browser_of
):
    browser = browser_of(coordinator)
    propose(browser, looking, neighbour)
    before = stored()
    answer = browser.post(step("decide", looking, the_decision().public_id, "agree"))
    assert (answer.status_code, the_decision().status) == (403, "proposed")
    assert stored() == before


def test_a_forged_proposal_for_a_colleague_of_the_asker_is_refused_and_recorded(
    looking, colleague, coordinator, browser_of
):
    answer = propose(browser_of(coordinator), looking, colleague)
    assert answer.status_code == 409
    assert not JointDecision.objects.exists()
    event = QuestionEvent.objects.latest("pk")
    assert (event.action, event.reason, event.about) == (
        "refuse_invitation",
        "same_organisation",
        colleague,
    )


@pytest.mark.parametrize("who", ["neighbour", "colleague", "member"])
def test_a_forged_invitation_of_somebody_excluded_is_refused_and_recorded(
    who, looking, coordinator, browser_of, request
):
    person = request.getfixturevalue(who)
    answer = browser_of(coordinator).post(
        step("invite", looking), {"expert": person.public_id, "version": looking.version}
    )
    assert answer.status_code == 403
    assert not looking.assignments.exists()
    event = QuestionEvent.objects.latest("pk")
    assert (event.action, event.actor, event.about) == ("refuse_invitation", coordinator, person)
    page = browser_of(coordinator).get(looking.desk_url).content.decode()
    assert f"Corin Coordinator, about {person}. Reason: " in page


def test_a_decision_of_another_question_is_not_found(
    looking, neighbour, member, coordinator, second_coordinator, browser_of
):
    other = stories.matching(member, coordinator)
    propose(browser_of(coordinator), looking, neighbour)
    second = browser_of(second_coordinator)
    url = step("decide", other, the_decision().public_id, "agree")
    assert second.post(url).status_code == 404
    assert second.get(url).status_code == 405


@pytest.mark.parametrize("what", ["organisation", "tie", "nonsense"])
def test_nothing_but_area_and_nation_can_be_set_aside(what, looking, coordinator, browser_of):
    assert browser_of(coordinator).get(step("set_aside", looking, what)).status_code == 404


@pytest.mark.parametrize(
    "who", ["conflicted_coordinator", "safeguarding_lead", "member", "researcher"]
)
def test_others_do_not_find_the_page(who, looking, browser_of, request):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(step("set_aside", looking, "area")).status_code == 404


def test_an_empty_proposal_comes_back_with_its_errors_first(
    looking, neighbour, coordinator, browser_of
):
    answer = browser_of(coordinator).post(step("set_aside", looking, "area"), {"x": "y"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.index("data-error-summary") < page.index("<h1>")
    assert 'href="#id_expert_0"' in page
    assert page.count('id="id_expert_0"') == 1


def test_what_was_written_stays_when_the_question_has_moved_on(
    looking, neighbour, coordinator, browser_of
):
    stories.workflow.mark_unmatched(question=looking, actor=coordinator, now=stories.NOW)
    answer = propose(browser_of(coordinator), looking, neighbour)
    assert (answer.status_code, REASON in answer.content.decode()) == (409, True)
    assert not JointDecision.objects.exists()


def test_a_reason_written_when_the_session_ended_is_in_its_field_again(
    looking, neighbour, coordinator, browser_of
):
    url = step("set_aside", looking, "area")
    browser = browser_of(coordinator)
    sent = {
        "kept_for": str(browser.get(url).context["keeper"]),
        "kept_from": url,
        "reason": REASON,
    }
    answer = browser_of(strict=True).post(url, sent)
    assert answer["Location"] == f"/account/login/?next={url}"
    assert not JointDecision.objects.exists()
    assert browser.get(url).context["form"]["reason"].value() == REASON


def test_who_asks_the_next_person_is_switched(looking, coordinator, browser_of):
    browser = browser_of(coordinator)
    for chosen, expected in (("no", False), ("no", False), ("yes", True)):
        browser.post(step("choose_inviting", looking), {"by_itself": chosen})
        assert stories.fresh(looking).invites_next is expected


def test_a_question_without_a_good_match_says_what_to_do(looking, coordinator, browser_of):
    page = browser_of(coordinator).get(looking.desk_url).content.decode()
    assert "Nobody fits well enough" in page
    assert "put it to members as an open question" in page


def test_two_leads_remove_a_question(
    quarantined, member, safeguarding_lead, second_lead, browser_of
):
    CannedText.objects.create(purpose="removed", title="Kindly", body="Please talk to us.")
    first, second = browser_of(safeguarding_lead), browser_of(second_lead)
    first.post(step("remove", quarantined), {"remove-words": "It names a child."})
    assert stories.fresh(quarantined).text == stories.TEXT
    decision = the_decision()
    page = second.get(quarantined.desk_url)
    assert "It names a child." in page.content.decode()
    assert f"?start=agree:{CannedText.objects.get().pk}" in page.content.decode()
    agree = step("decide", quarantined, decision.public_id, "agree")
    empty = second.post(agree, {"x": "y"})
    assert (empty.status_code, stories.status_of(quarantined)) == (422, "quarantined")
    answer = second.post(agree, {f"decision-{decision.pk}-words": "Please talk to us."})
    assert answer["Location"] == "/desk/"
    gone = stories.fresh(quarantined)
    assert (gone.status, gone.title, gone.text) == ("removed", "", "")
    assert browser_of(member).get(quarantined.get_absolute_url()).status_code == 200


def test_a_lead_who_agrees_with_themselves_removes_nothing(
    quarantined, safeguarding_lead, browser_of
):
    browser = browser_of(safeguarding_lead)
    browser.post(step("remove", quarantined), {"remove-words": "It names a child."})
    decision = the_decision()
    browser.post(
        step("decide", quarantined, decision.public_id, "agree"),
        {f"decision-{decision.pk}-words": "Gone."},
    )
    assert stories.fresh(quarantined).text == stories.TEXT


def test_a_removal_sent_twice_is_one_proposal(quarantined, safeguarding_lead, browser_of):
    browser = browser_of(safeguarding_lead)
    for _ in range(2):
        browser.post(step("remove", quarantined), {"remove-words": "It names a child."})
    assert JointDecision.objects.count() == 1


def test_what_waits_is_listed_for_those_who_decide_in_the_same_queries(
    member, coordinator, second_coordinator, browser_of, django_assert_num_queries
):
    second = browser_of(second_coordinator)

    def one_more(number: int) -> None:
        question = stories.matching(member, coordinator)
        person = make_expert(
            f"Nell {number}",
            organisation=make_organisation(f"Northfield {number}", "Northfield"),
            topics=TOPICS,
        )
        stories.workflow.propose(
            kind=DecisionKind.OVERRIDE_AREA,
            question=question,
            expert=person,
            actor=coordinator,
            now=stories.NOW,
            reason=REASON,
        )

    one_more(1)
    second.get(WAITING)
    with django_assert_num_queries(WAITING_QUERIES):
        second.get(WAITING)
    one_more(2)
    one_more(3)
    with django_assert_num_queries(WAITING_QUERIES):
        page = second.get(WAITING)
    assert [row["is_own"] for row in page.context["rows"]] == [False] * 3
    own = browser_of(coordinator).get(WAITING)
    assert [row["is_own"] for row in own.context["rows"]] == [True] * 3


def test_a_conflicted_coordinator_learns_of_no_decision(
    looking, neighbour, coordinator, conflicted_coordinator, browser_of
):
    propose(browser_of(coordinator), looking, neighbour)
    browser = browser_of(conflicted_coordinator)
    assert browser.get(WAITING).context["rows"] == []
    assert "Ask somebody of the same area" not in browser.get("/desk/").content.decode()


def test_looking_at_who_is_kept_out_is_recorded(looking, neighbour, coordinator, browser_of):
    browser_of(coordinator).get(step("set_aside", looking, "area"))
    looks = AccessRecord.objects.filter(actor=coordinator, about=str(looking.public_id))
    assert looks.count() == 1


def test_a_reason_that_identifies_somebody_comes_back_in_its_field(
    looking, neighbour, coordinator, browser_of
):
    reason = "They know the child with NHS number 943 476 5870."
    answer = browser_of(coordinator).post(
        step("set_aside", looking, "area"), {"expert": neighbour.public_id, "reason": reason}
    )
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), form["reason"].value()) == (
        422,
        ["reason"],
        reason,
    )
    assert not JointDecision.objects.exists()


def test_the_passage_and_its_source_stand_beside_whom_to_ask(
    looking, neighbour, coordinator, browser_of, monkeypatch
):
    from askexpert import candidates

    monkeypatch.setattr(candidates.Candidate, "passage", "Draw places before people.")
    monkeypatch.setattr(candidates.Candidate, "whence", "an answer of March 2026")
    page = browser_of(coordinator).get(step("set_aside", looking, "area")).content.decode()
    assert "“Draw places before people.”" in page
    assert "From an answer of March 2026" in page
