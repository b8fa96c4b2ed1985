"""1. What identifies a child does not get in: not in a question, an answer, a follow-up."""

from bs4 import BeautifulSoup

from tests.askexpert.black_box.browsing import (
    Person,
    ask,
    everything_sent,
    everything_stored,
    write_question,
)

NHS, UPN, BORN, POSTCODE = "943 476 5870", "B801200005001", "03/04/2011", "SW1A 1AA"
IDENTIFIERS = (NHS, UPN, BORN, POSTCODE)
TITLE = "How do we map a group of friends without suspicion?"
CALM = "We would like to draw the friendships of a group that is hurt in one park. What worked?"
FULL = f"{CALM} NHS number {NHS}, UPN {UPN}, DOB {BORN}, lives near {POSTCODE}."
# Passes the check digit of an NHS number, and is the number of a document.
DOCUMENT = "4010232137"


def errors_of(person: Person, field: str) -> str:
    """What is said beside a field, through its accessible description."""
    soup = BeautifulSoup(person.page, "html.parser")
    control = soup.find(id=f"id_{field}")
    assert control["aria-invalid"] == "true"
    described = [soup.find(id=name) for name in control["aria-describedby"].split()]
    return " ".join(note.get_text(" ") for note in described if note)


def marks_of(person: Person) -> set[str]:
    return {mark.get_text() for mark in BeautifulSoup(person.page, "html.parser").select("mark")}


def test_a_question_with_identifiers_is_not_accepted_and_each_is_marked(asker):
    write_question(asker, title=TITLE, text=FULL)
    assert asker.path.endswith("/write/")
    said = errors_of(asker, "text")
    assert [word for word in IDENTIFIERS if f"“{word}”" not in said] == []
    assert [word for word in IDENTIFIERS if not any(word in mark for mark in marks_of(asker))] == []
    summary = BeautifulSoup(asker.page, "html.parser").select_one("[data-error-summary]")
    assert summary["role"] == "alert"
    assert summary.select_one('a[href="#id_text"]') is not None


def test_the_title_is_looked_at_too(asker):
    write_question(asker, title=f"What about {NHS}?", text=CALM)
    assert f"“{NHS}”" in errors_of(asker, "title")


def test_nobody_else_comes_across_any_of_it(asker, bystander, desk, lead):
    write_question(asker, title=TITLE, text=FULL)
    draft = asker.path.removesuffix("write/")
    for person in (bystander, desk, lead, Person()):
        for url in ("/ask/", "/ask/mine/", "/ask/open/", "/desk/", "/desk/questions/", "/search/"):
            person.open(url)
            assert [word for word in (*IDENTIFIERS, TITLE) if word in person.page] == []
        assert person.status(draft) in (302, 404)
        assert person.status(f"{draft}check/", "post") in (302, 404)
    assert [word for word in IDENTIFIERS if word in everything_sent()] == []


def test_pressing_send_on_the_address_itself_does_not_help(asker, desk):
    write_question(asker, title=TITLE, text=FULL)
    asker.client.post(asker.path.replace("/write/", "/check/"), {"as_read": ""})
    desk.open("/desk/questions/")
    assert TITLE not in desk.page


def test_a_number_that_may_be_harmless_needs_a_reason_and_the_desk_reads_it(asker, desk):
    write_question(asker, title=TITLE, text=f"{CALM} The form is document {DOCUMENT}.")
    assert asker.path.endswith("/check/")
    soup = BeautifulSoup(asker.page, "html.parser")
    (name,) = [field["name"] for field in soup.select("input[name^=reason_]")]
    asker.fill("check/")
    assert asker.path.endswith("/check/")
    asker.open(asker.path).fill("check/", **{name: "The number of a published form."})
    assert asker.text.count("Being read by a coordinator") == 1
    desk.open(asker.path)
    assert f"“{DOCUMENT}” : The number of a published form." in desk.text


def test_an_answer_passes_the_same_gate(asker, desk, answering):
    url = ask(asker, title=TITLE, text=CALM)
    desk.open(url).fill("approve/", **{"approve-is_anonymous": "on"})
    desk.fill("invite/")
    answering.open("/ask/invitations/")
    (invitation,) = _links(answering, "/ask/invitations/")
    answering.open(invitation).fill("accept/")
    answering.fill(text=f"I knew {NHS}, born {BORN}.", button="step=send")
    said = errors_of(answering, "text")
    assert [word for word in (NHS, BORN) if f"“{word}”" not in said] == []
    asker.open(url)
    assert [word for word in (NHS, BORN) if word in asker.page] == []


def test_a_follow_up_passes_the_same_gate(asker, answered):
    asker.open(f"{answered}follow-up/").fill(text=f"And {NHS}, {UPN}, born {BORN}, {POSTCODE}?")
    said = errors_of(asker, "text")
    assert [word for word in IDENTIFIERS if f"“{word}”" not in said] == []
    assert [word for word in IDENTIFIERS if word in everything_stored()] == []


def test_there_is_no_way_to_attach_a_file(asker, answered):
    asker.open("/ask/new/").fill("/ask/new/", at_risk="no")
    assert BeautifulSoup(asker.page, "html.parser").select("input[type=file]") == []
    asker.open(f"{answered}follow-up/")
    assert BeautifulSoup(asker.page, "html.parser").select("input[type=file]") == []


def _links(person: Person, start: str) -> list[str]:
    soup = BeautifulSoup(person.page, "html.parser")
    links = {link["href"] for link in soup.select(f"main a[href^='{start}']")}
    return sorted(link for link in links if len(link) > len(start))
