"""Open questions over HTTP: who reads them, what they tell, and offers."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from askexpert import workflow
from askexpert.models import Assignment, Offer, OpenQuestion
from network.taxonomy.models import Sector
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.personas import make_expert, make_member, make_organisation

LIST = "/ask/open/"
NHS = "943 476 5919"


@pytest.fixture
def opened(member, coordinator):
    return stories.opened(member, coordinator, now=timezone.now())


def step(row, name: str) -> str:
    return f"{row.get_absolute_url()}{name}/"


# Reading


def test_a_member_reads_the_version_and_nothing_of_the_question_or_its_asker(
    opened, member, expert, browser_of
):
    browser = browser_of(expert)
    pages = [browser.get(url).content.decode() for url in (LIST, opened.get_absolute_url())]
    assert [stories.OPEN_TITLE in page for page in pages] == [True, True]
    question = opened.question
    private = [
        member.name,
        member.email,
        str(member.public_id),
        str(question.public_id),
        stories.TITLE,
        stories.TEXT[:40],
        member.profile.organisation.name,
    ]
    assert [word for word in private for page in pages if word in page] == []


@pytest.mark.parametrize("who", ["outsider", "applicant"])
@pytest.mark.parametrize("name", ["", "offer", "take-back", "alarm"])
def test_who_is_no_member_is_led_away(opened, who, name, browser_of, request):
    browser = browser_of(request.getfixturevalue(who))
    url = step(opened, name) if name else opened.get_absolute_url()
    answer = browser.post(url) if name else browser.get(url)
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert Offer.objects.count() == 0


@pytest.mark.parametrize("url", [LIST, "detail"])
def test_a_visitor_is_asked_to_sign_in(opened, url, browser_of):
    path = opened.get_absolute_url() if url == "detail" else url
    assert browser_of().get(path)["Location"] == f"/account/login/?next={path}"


def test_another_sectors_question_does_not_exist(member, coordinator, expert, browser_of):
    police = Sector.objects.get(slug="police")
    row = stories.opened(member, coordinator, now=timezone.now(), sector=police)
    browser = browser_of(expert)
    assert browser.get(row.get_absolute_url()).status_code == 404
    assert [
        browser.post(step(row, name)).status_code for name in ("offer", "take-back", "alarm")
    ] == [404] * 3
    assert stories.OPEN_TITLE not in browser.get(LIST).content.decode()


@pytest.mark.parametrize("before", ["wanted", "closed"])
def test_before_it_is_written_and_after_it_is_closed_it_does_not_exist(
    opened, coordinator, expert, before, browser_of
):
    if before == "wanted":
        OpenQuestion.objects.update(opened_at=None)
    else:
        workflow.close_open(question=opened.question, actor=coordinator, now=timezone.now())
    assert browser_of(expert).get(opened.get_absolute_url()).status_code == 404


def test_nobody_finds_it_in_search_feeds_or_the_sitemap(opened, expert, browser_of):
    browser = browser_of(expert)
    for url in ("/search/?q=friendships+suspicion", "/sitemap.xml", "/ask/", "/"):
        assert stories.OPEN_TITLE not in browser.get(url).content.decode()


def test_the_asker_reads_what_members_read_but_offers_nothing(opened, member, browser_of):
    browser = browser_of(member)
    assert stories.OPEN_TEXT in browser.get(
        opened.question.get_absolute_url()
    ).content.decode().replace("&#x27;", "'")
    page = browser.get(opened.get_absolute_url()).content.decode()
    assert ("This is your own question" in page, "Offer to answer" in page) == (True, False)
    browser.post(step(opened, "offer"), {"willing": "on"})
    assert Offer.objects.count() == 0


# Offering


def test_an_offer_stands_on_the_page_and_can_be_taken_back(opened, expert, browser_of):
    browser = browser_of(expert)
    for _ in range(2):
        answer = browser.post(step(opened, "offer"), {"note": "We did this last year."})
        assert answer["Location"] == opened.get_absolute_url()
    assert Offer.objects.get().note == "We did this last year."
    assert "You have offered to answer" in browser.get(opened.get_absolute_url()).content.decode()
    browser.post(step(opened, "take-back"))
    assert Offer.objects.standing().count() == 0
    assert "Could you answer this?" in browser.get(opened.get_absolute_url()).content.decode()


def test_who_is_not_willing_yet_must_say_so(opened, researcher, browser_of):
    browser = browser_of(researcher)
    answer = browser.post(step(opened, "offer"), {"note": ""})
    assert list(answer.context["form"].errors) == ["willing"]
    browser.post(step(opened, "offer"), {"note": "", "willing": "on"})
    assert Offer.objects.get().member == researcher


def test_a_note_with_an_identifier_comes_back(opened, expert, browser_of):
    answer = browser_of(expert).post(step(opened, "offer"), {"note": f"I know {NHS}."})
    assert f"“{NHS}”: " in answer.context["form"].errors["note"][0]
    assert f"I know {NHS}." in answer.content.decode()
    assert Offer.objects.count() == 0


def test_a_colleague_of_the_asker_is_thanked_like_everybody(
    opened, conflicted_coordinator, expert, browser_of
):
    """No difference in the answer may tell them whose question it is."""
    said = []
    for person, fields in ((expert, {}), (conflicted_coordinator, {"willing": "on"})):
        browser = browser_of(person)
        answer = browser.post(step(opened, "offer"), fields, follow=True)
        said.append([str(message) for message in answer.context["messages"]])
    assert said[0] == said[1]
    assert Offer.objects.count() == 2


def test_a_members_alarm_takes_it_from_everybody(opened, expert, safeguarding_lead, browser_of):
    answer = browser_of(expert).post(step(opened, "alarm"))
    assert answer["Location"] == LIST
    assert stories.status_of(opened.question) == "quarantined"
    assert browser_of(expert).get(opened.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["offer", "take-back", "alarm"])
def test_a_link_never_acts(opened, expert, name, browser_of):
    before = stored()
    assert browser_of(expert).get(step(opened, name)).status_code == 405
    assert stored() == before


def test_without_the_forms_token_nothing_is_offered(opened, expert, browser_of):
    answer = browser_of(expert, strict=True).post(step(opened, "offer"), {"note": "Yes."})
    assert answer.status_code == 403
    assert Offer.objects.count() == 0


# 5 session, person, membership, profile, its sectors · 2 how many, open questions · 2 their topics,
# own offers · 4 unread messages, groups, site, menu
LISTED = 13


def test_the_list_costs_the_same_for_one_and_three(
    opened, coordinator, expert, browser_of, django_assert_num_queries
):
    browser = browser_of(expert)
    browser.get(LIST)
    with django_assert_num_queries(LISTED):
        browser.get(LIST)
    asker = make_member("Ada Asker")
    for _ in range(2):
        stories.opened(asker, coordinator, now=timezone.now())
    with django_assert_num_queries(LISTED):
        page = browser.get(LIST)
    assert len(page.context["rows"]) == 3


# The desk


def desk_step(row, name: str) -> str:
    return f"{row.question.desk_url}{name}/"


def test_a_coordinator_writes_it_beside_the_question(member, coordinator, browser_of):
    question = stories.unmatched(member, coordinator, now=timezone.now())
    row = workflow.choose_open(question=question, actor=member, now=timezone.now())
    browser = browser_of(coordinator)
    url = desk_step(row, "open-to-members")
    assert stories.TEXT[:60] in browser.get(url).content.decode()
    for _ in range(2):
        answer = browser.post(url, {"title": stories.OPEN_TITLE, "text": stories.OPEN_TEXT})
        assert answer["Location"] == question.desk_url
    assert stories.told(member).count("ask_open") == 1


def test_what_is_marked_stays_on_the_form(member, coordinator, browser_of):
    question = stories.unmatched(member, coordinator, now=timezone.now())
    row = workflow.choose_open(question=question, actor=member, now=timezone.now())
    text = "The Jones family moved away. What then?"
    answer = browser_of(coordinator).post(
        desk_step(row, "open-to-members"), {"title": "How?", "text": text}
    )
    assert answer.status_code == 422
    assert "“Jones”: " in answer.context["form"].errors["text"][0]
    assert text in answer.content.decode()
    assert stories.fresh(row).is_open is False


def test_words_that_come_too_late_are_given_back(opened, coordinator, browser_of):
    answer = browser_of(coordinator).post(
        desk_step(opened, "open-to-members"), {"title": "Another", "text": "Another text."}
    )
    assert (answer.status_code, "Another text." in answer.content.decode()) == (409, True)


def test_without_the_askers_choice_there_is_no_form(member, coordinator, browser_of):
    question = stories.unmatched(member, coordinator, now=timezone.now())
    answer = browser_of(coordinator).get(f"{question.desk_url}open-to-members/")
    assert answer["Location"] == question.desk_url


@pytest.mark.parametrize("name", ["open-to-members", "close-open", "invite-offer"])
@pytest.mark.parametrize("who", ["conflicted_coordinator", "expert", "member"])
def test_who_does_not_coordinate_it_finds_no_step(opened, who, name, browser_of, request):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.post(desk_step(opened, name)).status_code == 404
    assert stories.fresh(opened).is_open is True


def test_whoever_offered_is_invited_with_every_guard(
    opened, expert, conflicted_coordinator, coordinator, browser_of
):
    now = timezone.now()
    good = workflow.offer_answer(open_question=opened, actor=expert, now=now)
    bad = workflow.offer_answer(
        open_question=opened, actor=conflicted_coordinator, now=now, willing=True
    )
    browser = browser_of(coordinator)
    url = desk_step(opened, "invite-offer")
    answer = browser.post(url, {"offer": bad.pk}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Not possible: same organisation."
    ]
    assert (stories.status_of(opened.question), Assignment.objects.count()) == ("unmatched", 0)
    browser.post(url, {"offer": good.pk})
    assert Assignment.objects.get().expert == expert
    assert stories.status_of(opened.question) == "matching"


def test_an_offer_to_another_question_is_not_taken_up(opened, coordinator, expert, browser_of):
    other = stories.opened(make_member("Ada Asker"), coordinator, now=timezone.now())
    offer = workflow.offer_answer(open_question=other, actor=expert, now=timezone.now())
    url = desk_step(opened, "invite-offer")
    for value in (offer.pk, "", "x", "99999"):
        assert browser_of(coordinator).post(url, {"offer": value}).status_code == 404
    assert Assignment.objects.count() == 0


def test_an_offer_that_was_taken_back_is_not_taken_up(opened, coordinator, expert, browser_of):
    now = timezone.now()
    offer = workflow.offer_answer(open_question=opened, actor=expert, now=now)
    workflow.take_back_offer(open_question=opened, actor=expert, now=now)
    url = desk_step(opened, "invite-offer")
    assert browser_of(coordinator).post(url, {"offer": offer.pk}).status_code == 404


def test_the_desk_sees_who_offered_and_what_speaks_against_it(
    opened, expert, conflicted_coordinator, coordinator, browser_of
):
    now = timezone.now()
    workflow.offer_answer(open_question=opened, actor=expert, now=now, note="Last year.")
    workflow.offer_answer(open_question=opened, actor=conflicted_coordinator, now=now, willing=True)
    page = " ".join(browser_of(coordinator).get(opened.question.desk_url).content.decode().split())
    assert "<strong>Esme Expert</strong>, Southmere Council" in page
    assert "“Last year.”" in page
    assert "Not possible: same organisation. They have not been told why." in page


def test_many_offers_are_answered_kindly_when_it_ends(opened, member, expert, browser_of):
    other = make_expert(
        "Ofra Offering", organisation=make_organisation("Farfield Council", "Farfield")
    )
    for person in (expert, other):
        workflow.offer_answer(open_question=opened, actor=person, now=timezone.now())
    browser_of(member).post(f"{opened.question.get_absolute_url()}withdraw/")
    assert [stories.told(person) for person in (expert, other)] == [["offer_not_needed"]] * 2


def test_who_says_here_that_they_are_willing_agrees_to_what_that_means(
    opened, researcher, browser_of
):
    browser = browser_of(researcher)
    version = browser.get(opened.get_absolute_url()).context["agreement"]
    browser.post(step(opened, "offer"), {"willing": "on", "agreement": version.pk})
    assert researcher.agreements.filter(version=version).count() == 1


def test_who_is_willing_already_is_asked_for_no_agreement(opened, expert, browser_of):
    assert browser_of(expert).get(opened.get_absolute_url()).context["agreement"] is None


def test_a_version_written_before_somebody_elses_step_opens_nothing(
    member, coordinator, browser_of
):
    question = stories.unmatched(member, coordinator, now=timezone.now())
    row = workflow.choose_open(question=question, actor=member, now=timezone.now())
    browser = browser_of(coordinator)
    url = desk_step(row, "open-to-members")
    page = BeautifulSoup(browser.get(url).content, "html.parser")
    version = page.find("input", attrs={"name": "version"})["value"]
    workflow.widen(question=question, actor=coordinator, now=timezone.now())
    answer = browser.post(
        url, {"title": stories.OPEN_TITLE, "text": stories.OPEN_TEXT, "version": version}
    )
    assert (answer.status_code, stories.OPEN_TITLE in answer.content.decode()) == (409, True)
    assert stories.fresh(row).is_open is False


def test_an_offer_that_a_guard_forbids_is_an_event(
    opened, conflicted_coordinator, coordinator, browser_of
):
    bad = workflow.offer_answer(
        open_question=opened, actor=conflicted_coordinator, now=timezone.now(), willing=True
    )
    browser_of(coordinator).post(desk_step(opened, "invite-offer"), {"offer": bad.pk})
    event = opened.question.events.get(action="refuse_invitation")
    assert (event.actor, event.about, event.reason) == (
        coordinator,
        conflicted_coordinator,
        "same_organisation",
    )
