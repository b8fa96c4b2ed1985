"""Finding, asking and answering in a browser that runs no scripts."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from askexpert import workflow
from askexpert.models import Question
from network.media.models import Passage, Place
from resources.previews.looking import preview_address
from tests.askexpert.stories import ANSWER, TEXT, TITLE
from tests.browser import journey
from tests.resources.building import document, make_resource, make_version
from tests.resources.previews.test_previews import passage, pictured
from tests.resources.previews.test_words import write

NHS_NUMBER = "943 476 5919"


def test_pages_show_and_the_facets_are_a_form(browser_page):
    make_resource("peer-form", kind="template-or-form", contexts=["peer-group"])
    make_resource("peer-briefing", kind="briefing", contexts=["peer-group"])
    page = browser_page("/resources/", size="phone", scripts=False)
    page.locator("summary", has_text="Narrow the list").click()
    journey.narrow(page, "Type of resource", "Template or form")
    journey.press(page, "Show results")
    expect(page).to_have_url(re.compile(r"/resources/\?type=template-or-form\b"))
    expect(page.locator(".list-bar__count")).to_have_text("1 resource of 2")
    expect(page.get_by_role("main").get_by_role("link", name="Peer form")).to_be_visible()
    for path, words in (
        ("/", "Peer briefing"),
        ("/search/?q=form", "Peer form"),
        ("/account/login/", "E-mail address"),
    ):
        page.goto(path)
        expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_search_leads_to_words_that_stand_open_under_their_picture(browser_page, size):
    doc = pictured(document("a.txt"), pages=3)
    Passage.objects.filter(document=doc).delete()  # those of the file itself
    write(doc, *(passage(Place.PAGE, number, "", f"Said on {number}.") for number in (1, 2, 3)))
    make_resource(versions=[make_version(1, doc)])
    address = preview_address("audit", 1, doc.pk)
    page = browser_page(f"{address}#page-2", size=size, scripts=False)
    expect(page.get_by_text("Said on 2.")).to_be_in_viewport()
    expect(page.get_by_text("Said on 3.")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Said on 3.")).to_be_visible()
    page = browser_page(f"{address}#picture-2", size=size, scripts=False)
    expect(page.get_by_text("Said on 2.")).to_be_hidden()
    expect(page.get_by_alt_text("Page 2 of “a.txt”")).to_be_in_viewport()


def test_a_question_is_asked_and_answered(browser_page, member, coordinator, expert):
    asker = browser_page("/", user=member, scripts=False)
    journey.begin_to_ask(asker)
    journey.write_question(asker, TITLE, f"{TEXT} {NHS_NUMBER}", "Peer mapping")
    journey.check_question(asker)
    assert f"“{NHS_NUMBER}”" in "".join(journey.errors(asker))
    asker.get_by_label("What is going on?").fill(TEXT)
    journey.check_question(asker)
    journey.send_question(asker)
    question = Question.objects.get()
    assert (question.status, question.text) == ("submitted", TEXT)

    now = timezone.now()
    workflow.approve(
        question=question,
        actor=coordinator,
        now=now,
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    )
    question.refresh_from_db()
    workflow.invite(question=question, expert=expert, actor=coordinator, now=now)
    answerer = browser_page("/ask/invitations/", size="phone", user=expert, scripts=False)
    journey.follow(answerer, "Peer mapping")
    journey.accept_invitation(answerer, TITLE)
    journey.send_answer(answerer, ANSWER)
    question.refresh_from_db()
    assert (question.status, question.answers.get().text) == ("reviewing", ANSWER)
