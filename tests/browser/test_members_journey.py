"""From a newcomer's first page to leaving and coming back, with scripts and without them."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from network.members.models import User
from network.privacy.models import Departure
from network.relay.models import Letter
from tests.browser import journey
from tests.personas import PASSWORD

ADDRESS, NAME = "noa.newcomer@people.example", "Noa Newcomer"
ROLE = "Lead for friendships at school"
LETTER = "Could we compare how we draw maps of friends? I would bring ours."
ANSWER = "Gladly. Draw the places before the people."


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_from_joining_to_leaving_and_back(browser_page, member, coordinator, expert, scripts):
    newcomer = browser_page("/", scripts=scripts)
    join(newcomer, browser_page("/desk/", user=coordinator, scripts=scripts))
    say_who_i_am(newcomer, browser_page("/", user=member, scripts=scripts))
    find(newcomer, expert.name, scripts=scripts)
    answerer = exchange_letters(newcomer, expert, lambda path: browser_page(path, scripts=scripts))
    conversation = answerer.url
    assert_copy_holds_everything(journey.fetch_data_copy(newcomer))

    elsewhere = browser_page("/me/", user=User.objects.get(email=ADDRESS), scripts=scripts)
    journey.leave_network(newcomer)
    assert_gone(newcomer, elsewhere, answerer)

    journey.come_back(newcomer, ADDRESS)
    journey.sign_in(newcomer, ADDRESS)
    journey.heading(newcomer, NAME)
    newcomer.goto(conversation)
    assert journey.letters(newcomer) == [("You", LETTER), (expert.name, ANSWER)]
    answerer.goto(conversation)
    journey.heading(answerer, NAME)
    assert Departure.objects.get().state == "returned"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_leaving_with_the_tick_forgotten_and_the_password_asked_for(browser_page, member, scripts):
    """Signed in long ago: the box first, then the password, then they have left."""
    page = browser_page("/me/data/leave/", user=member, scripts=scripts)
    journey.press(page, "Leave the network")
    expect(page.locator(".error-summary")).to_contain_text("Tick the box if you want to leave.")
    assert page.url.endswith("/me/data/leave/")
    page.get_by_label("I have read what happens, and I want to leave").check()
    journey.press(page, "Leave the network")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    journey.press(page, "Go on")
    journey.heading(page, "You have left the network")
    assert Departure.objects.get().user == member


def join(visitor, desk) -> None:
    """An account, the confirmed address, the form about one's work, and a coordinator's yes."""
    journey.sign_up(visitor, ADDRESS)
    journey.confirm_address(visitor, ADDRESS)
    journey.sign_in(visitor, ADDRESS)
    journey.ask_to_join(visitor, NAME)
    assert visitor.goto("/members/").status == 403
    journey.approve_applicant(desk, NAME)
    assert visitor.goto("/members/").status == 200


def say_who_i_am(newcomer, other) -> None:
    """A changed role is seen by other members, an organisation for coordinators is not."""
    journey.change_role(newcomer, ROLE)
    path = f"/members/{User.objects.get(email=ADDRESS).public_id}/"
    other.goto(path)
    shown = other.get_by_role("main")
    expect(shown.get_by_text(f"{ROLE}, Northfield Council")).to_be_visible()
    journey.let_see(newcomer, "Organisation", "Coordinators only")
    other.goto(path)
    expect(shown.get_by_text(ROLE, exact=True)).to_be_visible()
    assert "Northfield Council" not in shown.inner_text()
    assert ADDRESS not in other.content()


def find(page, name: str, *, scripts: bool) -> None:
    """In the directory, by the area that one other member works in."""
    page.goto("/members/")
    expect(page.get_by_role("link", name="Mina Member")).to_be_visible()
    page.get_by_role("main").locator("summary", has_text="Area").click()
    journey.narrow(page, "Area", "Southmere")
    if not scripts:
        journey.press(page, "Show results")
    expect(page.locator(".list-bar__count")).to_have_text("1 member of 4")
    expect(page).to_have_url(re.compile(r"[?&]area=southmere\b"))
    journey.follow(page, name)
    journey.heading(page, name)


def exchange_letters(newcomer, expert, open_page):
    """A letter, its e-mail that says nothing of it, and an answer. Returns the answerer's page."""
    journey.write_letter(newcomer, expert.name, LETTER)
    [message] = journey.mails_to(expert.email)
    everything = f"{message.subject}\n{message.body}\n{message.alternatives}"
    assert [words for words in (LETTER[:20], NAME, ADDRESS) if words in everything] == []

    answerer = open_page(journey.link_in(message))
    journey.sign_in(answerer, expert.email)
    journey.heading(answerer, NAME)
    assert journey.letters(answerer) == [(NAME, LETTER)]
    journey.answer_letter(answerer, ANSWER)
    assert ADDRESS not in answerer.content()

    newcomer.goto("/me/letters/")
    journey.press(newcomer, f"Open the letters of {expert.name}")
    assert journey.letters(newcomer) == [("You", LETTER), (expert.name, ANSWER)]
    assert not Letter.objects.filter(read_at=None).exists()
    return answerer


def assert_copy_holds_everything(content: bytes) -> None:
    """One's name, role and letters, and not the other's address."""
    with ZipFile(BytesIO(content)) as archive:
        everything = "\n".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".json")
        )
    kept = [NAME, ADDRESS, ROLE, LETTER]
    assert [words for words in kept if words not in everything] == []
    assert "esme-expert@people.example" not in everything


def assert_gone(newcomer, elsewhere, answerer) -> None:
    """Signed out on both devices, out of the directory, and a former member in the letters."""
    for page in (newcomer, elsewhere):
        page.goto("/me/")
        journey.heading(page, "Sign in")
    answerer.reload()
    journey.heading(answerer, "Former member")
    assert [name for name, _ in journey.letters(answerer)] == ["Former member", "You"]
    expect(answerer.get_by_text("You cannot write here just now")).to_be_visible()
    assert NAME not in answerer.content()
    answerer.goto("/members/")
    expect(answerer.get_by_role("link", name="Mina Member")).to_be_visible()
    expect(answerer.get_by_role("link", name=NAME)).to_have_count(0)
