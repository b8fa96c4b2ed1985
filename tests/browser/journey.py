"""Steps that people take in a browser, each named after what they do.

A step begins on the page where the one before it ended, and says what must be seen on the way.
Playwright's ``expect`` waits until it is so. A press gives back before the next page is there, so
nothing is read from a page, or from the database, before something of it was waited for.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core import mail
from playwright.sync_api import Download, Page, expect

from tests.personas import PASSWORD

LINK = re.compile(r"https?://\S+")


def heading(page: Page, words: str) -> None:
    """Wait for the page with this heading."""
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press the button with exactly this name."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow the link in the page's content with exactly this name."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def choose(page: Page, legend: str, *labels: str) -> None:
    """Tick these boxes, or choose this radio, in the group with this legend."""
    group = page.get_by_role("group", name=legend)
    for label in labels:
        group.get_by_label(label, exact=True).check()


def mails_to(address: str) -> list:
    """E-mails that have left for this address, oldest first."""
    return [message for message in mail.outbox if message.to == [address]]


def link_in(message) -> str:
    """The path of the first link in an e-mail."""
    parts = urlsplit(LINK.search(message.body).group())
    return parts.path + (f"?{parts.query}" if parts.query else "")


# --- A visitor in the library --------------------------------------------------------------------


def click_ring(page: Page, name: str) -> None:
    """Click a ring of the contexts picture where its name stands."""
    page.get_by_role("link", name=name, exact=True).locator(".rings__name").click()


def enter_ring(page: Page, name: str) -> None:
    """Go to a ring by keyboard and press Enter."""
    page.get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def narrow(page: Page, facet: str, option: str) -> None:
    """Tick one option of the library's facets."""
    page.get_by_role("group", name=facet).get_by_role("checkbox", name=option).check()


def download(page: Page) -> tuple[Download, bytes]:
    """Press the resource's download button; give what arrives and its bytes."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Download")).click()
    arrived = waiting.value
    return arrived, Path(arrived.path()).read_bytes()


# --- An account and a membership -----------------------------------------------------------------


def sign_up(page: Page, address: str) -> None:
    page.goto("/account/signup/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("I have read and accept the terms").check()
    press(page, "Make an account")
    heading(page, "Look into your mailbox")


def confirm_address(page: Page, address: str) -> None:
    """Open the link of the one e-mail that has come, and press the button."""
    [message] = mails_to(address)
    page.goto(link_in(message))
    heading(page, "Confirm your e-mail address")
    press(page, "Yes, confirm it")
    heading(page, "Sign in")


def sign_in(page: Page, address: str) -> None:
    """Fill in the sign-in page that is open."""
    heading(page, "Sign in")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def ask_to_join(page: Page, name: str) -> None:
    heading(page, "Join the network")
    page.get_by_label("Your name").fill(name)
    choose(page, "Your field of work", "Education", "Youth work")
    page.get_by_label("Your role").fill("Pastoral lead")
    page.get_by_label("Your organisation").fill("Northfield Council")
    choose(page, "Nation", "England")
    page.get_by_label("Area", exact=False).select_option(label="Northfield")
    page.get_by_label("Why would you like to join?").fill(
        "To learn how others work with whole groups of friends."
    )
    press(page, "Ask to join")
    heading(page, "Thank you. This is what happens next")


def approve_applicant(desk: Page, name: str) -> None:
    desk.goto("/desk/")
    follow(desk, name)
    heading(desk, name)
    press(desk, "Approve")
    expect(desk.get_by_text(f"{name} is a member now.")).to_be_visible()


# --- Asking --------------------------------------------------------------------------------------


def begin_to_ask(page: Page) -> None:
    """From the urgent-help notice, which comes first, to the form."""
    page.goto("/ask/new/")
    heading(page, "Before you ask")
    expect(page.get_by_role("region", name="Urgent help")).to_contain_text("999")
    assert page.locator("textarea").count() == 0
    page.get_by_label("No", exact=True).check()
    press(page, "Continue")
    heading(page, "Write your question")


def write_question(page: Page, title: str, text: str, *topics: str) -> None:
    page.get_by_label("Your question in one line").fill(title)
    page.get_by_label("What is going on?").fill(text)
    choose(page, "Topics", *topics)
    choose(page, "Where does the harm happen?", "Peer group")
    choose(page, "Whose law and guidance apply?", "England")
    choose(page, "May the person who answers see who you are?", "No, keep me anonymous")


def check_question(page: Page) -> None:
    press(page, "Check before sending")


def send_question(page: Page) -> None:
    press(page, "Send your question")
    expect(page.get_by_text("Being read by a coordinator").first).to_be_visible()


def errors(page: Page) -> list[str]:
    """The lines of the error summary, when it has come."""
    expect(page.locator(".error-summary")).to_be_visible()
    return page.locator(".error-summary li").all_inner_texts()


def marked_words(page: Page) -> list[tuple[str, str]]:
    """What the page marks, when there is a mark: the words and how severe they are."""
    expect(page.locator("section mark").first).to_be_visible()
    return [
        (mark.inner_text(), mark.get_attribute("data-severity"))
        for mark in page.locator("section mark").all()
    ]


# --- Coordinating and answering ------------------------------------------------------------------


def approve_question(desk: Page, title: str) -> None:
    desk.goto("/desk/")
    follow(desk, title)
    heading(desk, title)
    desk.get_by_label("I have read every word").check()
    press(desk, "Approve and find experts")
    expect(desk.get_by_text("Approved. Here is who fits.")).to_be_visible()


def accept_invitation(page: Page, title: str) -> None:
    heading(page, title)
    press(page, "Yes, I will answer")
    expect(page.get_by_label("Your answer")).to_be_visible()


def send_answer(page: Page, text: str) -> None:
    page.get_by_label("Your answer").fill(text)
    press(page, "Send to the coordinator")
    expect(page.get_by_text("Your answer is with the coordinator")).to_be_visible()


def release_answer(desk: Page, title: str) -> None:
    desk.goto("/desk/")
    follow(desk, title)
    press(desk, "Release the answer")
    expect(desk.get_by_text("The answer is released.")).to_be_visible()


def say_it_helped(page: Page, outcome: str) -> None:
    page.get_by_label("Yes, this helped").check()
    page.get_by_label("What came of it?").fill(outcome)
    press(page, "Send, and close the question")
    expect(
        page.get_by_text("Thank you. The person who answered reads what came of it.")
    ).to_be_visible()


# --- Members among each other --------------------------------------------------------------------


def change_role(page: Page, role: str) -> None:
    page.goto("/me/profile/")
    page.get_by_label("Your role").fill(role)
    press(page, "Save")
    expect(page.get_by_text("Your name and work have been saved.")).to_be_visible()


def let_see(page: Page, part: str, audience: str) -> None:
    """Choose who sees one part of one's profile."""
    page.goto("/me/visibility/")
    choose(page, part, audience)
    press(page, "Save these choices")
    expect(page.get_by_text("Your choices have been saved.")).to_be_visible()
    page.goto("/me/visibility/")
    expect(page.get_by_role("group", name=part).get_by_label(audience, exact=True)).to_be_checked()


def write_letter(page: Page, name: str, text: str) -> None:
    """From the page of a member to the conversation with them."""
    follow(page, f"Write to {name}")
    page.get_by_label("Your letter").fill(text)
    press(page, "Send your letter")
    expect(page.get_by_text("Your letter has been sent.")).to_be_visible()


def letters(page: Page) -> list[tuple[str, str]]:
    """Who wrote what, in the conversation that opens."""
    expect(page.locator(".letters__item").first).to_be_visible()
    return [
        (
            letter.locator(".letter__author").inner_text(),
            letter.locator(".letter__text").inner_text(),
        )
        for letter in page.locator(".letters__item").all()
    ]


def answer_letter(page: Page, text: str) -> None:
    """In the conversation that is open."""
    page.get_by_label("Your letter").fill(text)
    press(page, "Send your letter")
    expect(page.get_by_text("Your letter has been sent.")).to_be_visible()


# --- One's own data ------------------------------------------------------------------------------


def say_it_is_still_me(page: Page) -> None:
    """Give the password again; what was asked for then goes on by itself."""
    heading(page, "Is it still you?")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Go on")


def fetch_data_copy(page: Page) -> bytes:
    """Ask for a copy of everything, which the tests' worker makes at once, and fetch it."""
    page.goto("/me/data/")
    press(page, "Make my copy")
    say_it_is_still_me(page)
    expect(page.get_by_role("heading", name="Your copy is ready")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("^Fetch my copy")).click()
    return Path(waiting.value.path()).read_bytes()


def leave_network(page: Page) -> None:
    page.goto("/me/data/leave/")
    page.get_by_label("I have read what happens, and I want to leave").check()
    press(page, "Leave the network")
    heading(page, "You have left the network")


def come_back(page: Page, address: str) -> None:
    """Open the link of the last e-mail, and press the button."""
    page.goto(link_in(mails_to(address)[-1]))
    heading(page, "Come back to the network")
    press(page, "Yes, bring my account back")
    expect(page.get_by_text("Welcome back. Sign in as before.")).to_be_visible()
