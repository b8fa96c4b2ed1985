"""A session that ends while somebody writes, and pages that are left behind by what was sent."""

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from askexpert.models import Question
from tests.askexpert import stories
from tests.askexpert.stories import ANSWER, TEXT, TITLE
from tests.browser import journey


def test_no_text_is_lost_when_a_session_ends(browser_page, member, expert, coordinator):
    asker = browser_page("/", user=member)
    journey.begin_to_ask(asker)
    journey.write_question(asker, TITLE, TEXT, "Peer mapping", "Detached youth work")
    asker.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    asker.get_by_label("What is going on?").press_sequentially(" ")
    expect(asker.get_by_text("You have been signed out")).to_be_visible()
    journey.check_question(asker)
    expect(asker.get_by_text("What you wrote is kept in your draft")).to_be_visible()
    assert TITLE not in asker.content()
    journey.sign_in(asker, member.email)
    journey.heading(asker, "Write your question")
    expect(asker.get_by_label("Your question in one line")).to_have_value(TITLE)
    expect(asker.get_by_label("What is going on?")).to_have_value(TEXT)
    chosen = asker.get_by_role("group", name="Topics").get_by_role("checkbox", checked=True)
    expect(chosen).to_have_count(2)

    assignment = stories.accepted(member, coordinator, expert, now=timezone.now())
    answerer = browser_page(assignment.get_absolute_url(), user=expert)
    answerer.get_by_label("Your answer").fill(ANSWER)
    answerer.context.clear_cookies()
    journey.press(answerer, "Send to the coordinator")
    journey.sign_in(answerer, expert.email)
    expect(answerer.get_by_label("Your answer")).to_have_value(ANSWER)
    assert stories.status_of(assignment) == "accepted"


def test_a_page_left_behind_sends_nothing_twice(browser_page, member):
    question = stories.draft(member, now=timezone.now())
    path = f"/ask/q/{question.public_id}/check/"
    page = browser_page(path, user=member)
    left_open = page.context.new_page()
    left_open.goto(path)
    journey.press(page, "Send your question")
    expect(page).to_have_url(question.get_absolute_url())

    page.go_back()
    expect(page).to_have_url(question.get_absolute_url())
    expect(page.get_by_role("button", name="Send your question")).to_have_count(0)

    journey.press(left_open, "Send your question")
    expect(left_open).to_have_url(question.get_absolute_url())
    assert Question.objects.count() == 1
    assert [event.action for event in question.events.all()] == ["start", "submit"]
