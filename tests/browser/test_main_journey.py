"""What the site is for, from a visitor's first page to "this helped", in three browsers."""

from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.models import Question
from network.members.models import User
from network.notifications.models import Message
from tests.browser import journey
from tests.personas import make_expert
from tests.resources.building import document, make_resource, make_version

ADDRESS, NAME = "ada.newcomer@people.example", "Ada Newcomer"
TITLE = "How do we draw a map of friends without suspicion?"
# The number has a valid check digit; the telephone number is of the range kept for fiction.
FINDINGS = {
    "Jayden": "name",
    "14/03/2010": "date of birth",
    "943 476 5919": "NHS number",
    "SW1A 1AA": "postcode",
    "07700 900123": "phone number",
    "jo.bloggs@people.example": "e-mail address",
}
UNSAFE = (
    "Jayden (DOB 14/03/2010, NHS number 943 476 5919) lives near SW1A 1AA. His mum is on "
    "07700 900123 or jo.bloggs@people.example. How do we map his friends?"
)
SAFE = (
    "We would like to draw the friendships of a group that is hurt in one park. Nobody wants the "
    "drawing to be read as a list of suspects. How do others explain it to families?"
)
ANSWER = (
    "Draw places before people, draw it with the young people, and agree beforehand who will act "
    "on what the drawing shows."
)
OUTCOME = "We drew the map with the group, and they moved where they meet."


@pytest.fixture
def library(db):
    """Two resources with real files; one belongs to the context "peer group"."""
    form = Document()
    form.add_heading("Peer group information capture", 1)
    form.add_paragraph("What do the young people say about the places where they meet?")
    content = BytesIO()
    form.save(content)
    file = document("peer-group-form.docx", content.getvalue())
    make_resource(
        "peer-group-form",
        title="Peer group information capture",
        kind="template-or-form",
        contexts=["peer-group"],
        topics=["peer-mapping"],
        versions=[make_version(1, file)],
    )
    make_resource(
        "young-men-briefing",
        title="Working with groups of young men",
        kind="briefing",
        contexts=["peer-group"],
        topics=["boys-and-young-men"],
    )
    # As it is stored: without author and other properties.
    with file.open_file() as stored:
        return stored.read()


@pytest.fixture
def colleague(db):
    """Knows the subject, and works where the asker does."""
    return make_expert("Cole Colleague", topics={"peer-mapping": "lead"})


def test_from_a_visitors_first_page_to_this_helped(
    browser_page, library, coordinator, expert, colleague
):
    visitor = browser_page("/")
    download_from_the_library(visitor, library)
    join(visitor, browser_page("/desk/", user=coordinator))
    asker, desk = visitor, browser_page("/desk/", user=coordinator)

    ask(asker)
    question = Question.objects.get()
    assert question.status == QuestionStatus.SUBMITTED
    assert [event.action for event in question.events.all()] == ["start", "submit"]

    match(desk)
    answerer = browser_page(invitation_link(expert))
    answer(answerer, expert)
    journey.release_answer(desk, TITLE)

    asker.goto("/ask/mine/")
    journey.follow(asker, TITLE)
    expect(asker.get_by_text(ANSWER)).to_be_visible()
    journey.say_it_helped(asker, OUTCOME)

    answerer.goto("/ask/invitations/")
    journey.follow(answerer, "Detached youth work, Peer mapping")
    expect(answerer.get_by_text(OUTCOME)).to_be_visible()
    assert NAME not in answerer.content()

    assert_history(coordinator, expert)


def download_from_the_library(visitor, content: bytes) -> None:
    """By mouse and by keyboard to a context, then by a facet to the form and its file."""
    journey.click_ring(visitor, "Peer group: 2 resources")
    expect(visitor).to_have_url("/resources/?context=peer-group")
    visitor.go_back()
    journey.enter_ring(visitor, "Peer group: 2 resources")
    expect(visitor).to_have_url("/resources/?context=peer-group")
    expect(visitor.locator(".list-bar__count")).to_have_text("2 resources")
    journey.narrow(visitor, "Type of resource", "Template or form")
    expect(visitor.locator(".list-bar__count")).to_have_text("1 resource of 2")
    expect(visitor).to_have_url("/resources/?context=peer-group&type=template-or-form")
    journey.follow(visitor, "Peer group information capture")
    arrived, received = journey.download(visitor)
    assert arrived.suggested_filename == "peer-group-form.docx"
    assert received == content


def join(visitor, desk) -> None:
    """An account, the confirmed address, the form about one's work, and a coordinator's yes."""
    journey.sign_up(visitor, ADDRESS)
    journey.confirm_address(visitor, ADDRESS)
    journey.sign_in(visitor, ADDRESS)
    journey.ask_to_join(visitor, NAME)
    profile = User.objects.get(email=ADDRESS).profile
    assert {sector.slug for sector in profile.sectors.all()} == {"education", "youth-work"}
    assert (profile.nation.slug, profile.area.slug) == ("england", "northfield")
    assert profile.organisation.name == "Northfield Council"
    journey.approve_applicant(desk, NAME)
    assert journey.mails_to(ADDRESS)[-1].subject == "Welcome to the network"


def ask(asker) -> None:
    """First with a child's details, which cannot be sent; then without, and with a double click."""
    journey.begin_to_ask(asker)
    journey.write_question(asker, TITLE, UNSAFE, "Peer mapping", "Detached youth work")
    journey.check_question(asker)
    expect(asker.locator(".error-summary")).to_be_focused()
    summary = "\n".join(journey.errors(asker))
    assert [words for words in FINDINGS if f"“{words}”" not in summary] == []
    assert journey.marked_words(asker) == [(words, "block") for words in FINDINGS]
    assert asker.get_by_label("What is going on?").input_value() == UNSAFE
    assert Question.objects.get().status == QuestionStatus.DRAFT

    asker.get_by_label("What is going on?").fill(SAFE)
    journey.check_question(asker)
    journey.heading(asker, "Check before you send")
    offered = asker.get_by_role("region", name="This may answer it already")
    expect(offered.get_by_role("link")).to_have_text(
        ["Peer group information capture (opens in a new tab)"]
    )
    asker.get_by_role("button", name="Send your question").dblclick()
    expect(asker.get_by_text("Being read by a coordinator").first).to_be_visible()


def match(desk) -> None:
    """The coordinator approves, reads why people fit and who is not shown, and invites one."""
    journey.approve_question(desk, TITLE)
    candidates = desk.get_by_role("region", name="Who fits").get_by_role("listitem")
    chosen = candidates.filter(has=desk.get_by_role("heading", name="Esme Expert"))
    expect(chosen).to_contain_text("2 of 2 topics")
    expect(desk.get_by_role("heading", name="Cole Colleague")).to_have_count(0)
    expect(desk.get_by_text("Not shown:")).to_contain_text("1 same organisation")
    journey.press(desk, "Invite Esme Expert")
    expect(desk.get_by_text("Invited.")).to_be_visible()


def invitation_link(expert) -> str:
    """The link in the one e-mail to the expert, which holds no word of the question."""
    [message] = journey.mails_to(expert.email)
    everything = f"{message.subject}\n{message.body}\n{message.alternatives}"
    kept_back = [TITLE, SAFE[:30], NAME, "Northfield", "Corin", expert.name]
    assert [words for words in kept_back if words in everything] == []
    assert message.subject.endswith(": detached youth work, peer mapping")
    return journey.link_in(message)


def answer(answerer, expert) -> None:
    """The mailed link leads through the sign-in page to the question, and accepts nothing."""
    journey.sign_in(answerer, expert.email)
    journey.heading(answerer, TITLE)
    expect(answerer.get_by_text(SAFE)).to_be_visible()
    assert NAME not in answerer.content()
    assert expert.assignments.get().status == AssignmentStatus.INVITED
    journey.accept_invitation(answerer, TITLE)
    journey.send_answer(answerer, ANSWER)


def assert_history(coordinator, expert) -> None:
    """What the database says happened, by whom, and to whom it was told."""
    asker = User.objects.get(email=ADDRESS)
    question = Question.objects.get()
    assert (question.status, question.helped, question.outcome) == ("closed", True, OUTCOME)
    assert question.answer.released_text == ANSWER
    assert question.assignments.get().status == AssignmentStatus.COMPLETED
    events = question.events.select_related("actor")
    assert [(event.action, event.actor and event.actor.name) for event in events] == [
        ("start", asker.name),
        ("submit", asker.name),
        ("approve", coordinator.name),
        ("invite", coordinator.name),
        ("accept", expert.name),
        ("start_answering", None),
        ("submit_answer", expert.name),
        ("start_review", expert.name),
        ("complete", coordinator.name),
        ("release_answer", coordinator.name),
        ("close", asker.name),
    ]
    told = Message.objects.filter(recipient=asker).order_by("pk")
    assert [message.kind for message in told if message.kind.startswith("ask_")] == [
        "ask_received",
        "ask_finding",
        "ask_accepted",
        "ask_answered",
    ]
    assert not Message.objects.exclude(email_state="sent").exists()
