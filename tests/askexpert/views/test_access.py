"""Every address, for every kind of person."""

import uuid

import pytest
from django.urls import reverse

from askexpert import urls, urls_desk
from network.members.roles import SAFEGUARDING_LEADS
from tests.askexpert import stories
from tests.askexpert.rows import stored
from tests.personas import TOPICS, make_expert, make_organisation

OPENED = [
    "start",
    "mine",
    "question",
    "write",
    "check",
    "withdraw",
    "invitations",
    "invitation",
    "decline",
    "answer",
    "availability",
    "ties",
    "contributions",
    "certificates",
]
POSTED = [
    "live_screening",
    "close",
    "reopen",
    "widen",
    "alarm",
    "accept",
    "hand_back",
    "pause",
    "resume",
    "save_answer",
    "still_willing",
    "add_person",
    "remove_tie",
]
# About no question of these, or with a code or a choice in their address: tests of their own
# (test_similar, test_open_questions, test_following_up, test_contributions, test_more_time).
APART = {
    "similar",
    "look_first",
    "open_questions",
    "open_question",
    "offer",
    "take_back_offer",
    "open_alarm",
    "follow_up",
    "choose_next",
    "more_time",
    "certificate",
    "certificate_pdf",
    "revoke_certificate",
}
DESK_OPENED = ["questions", "question"]
# Opened and posted alike, or about no single question: tests of their own (test_decisions,
# test_desk_list, test_desk_open_questions).
DESK_APART = ["decisions", "set_aside", "take_over", "open_to_members"]
DESK_POSTED = [
    route.name for route in urls_desk.urlpatterns if route.name not in (*DESK_OPENED, *DESK_APART)
]
# What stands behind the question's number in an address.
FURTHER = {
    "decide": (uuid.UUID("00000000-0000-4000-8000-000000000000"), "agree"),
    "cancel": (uuid.UUID("00000000-0000-4000-8000-000000000000"),),
}
LOGIN = "/account/login/"


def address(name: str, assignment, *, desk: bool = False, public_id=None) -> str:
    """The address of ``name`` for this ask, or for its question; ``public_id`` replaces it."""
    namespace, table = ("askexpert_desk", urls_desk) if desk else ("askexpert", urls)
    route = next(route for route in table.urlpatterns if route.name == name)
    if "public_id" not in str(route.pattern):
        return reverse(f"{namespace}:{name}")
    row = assignment if "invitations" in str(route.pattern) else assignment.question
    further = FURTHER.get(name, ()) if desk else ()
    return reverse(f"{namespace}:{name}", args=[public_id or row.public_id, *further])


def addresses(assignment, **options) -> dict[str, str]:
    return {
        **{name: address(name, assignment, **options) for name in OPENED},
        **{f"desk {name}": address(name, assignment, desk=True, **options) for name in DESK_OPENED},
    }


def posted_addresses(assignment, **options) -> dict[str, str]:
    return {
        **{name: address(name, assignment, **options) for name in (*POSTED, "write", "answer")},
        **{f"desk {name}": address(name, assignment, desk=True, **options) for name in DESK_POSTED},
    }


def statuses(browser, pages: dict[str, str]) -> dict[str, int]:
    return {name: browser.get(url).status_code for name, url in pages.items()}


# What everybody who is signed in may open, whoever they are.
OWN = ["start", "mine", "invitations", "availability", "ties", "contributions", "certificates"]
ANYBODY = dict.fromkeys(OWN, 200)
NOTHING_OF_IT = dict.fromkeys(
    ["question", "write", "check", "withdraw", "invitation", "decline", "answer"], 404
)
NO_DESK = {"desk questions": 404, "desk question": 404}
EXPECTED = {
    "member": {
        **ANYBODY,
        **NOTHING_OF_IT,
        **NO_DESK,
        "question": 200,
        "write": 302,
        "check": 302,
        "withdraw": 200,
    },
    "researcher": {**ANYBODY, **NOTHING_OF_IT, **NO_DESK},
    "other_expert": {**ANYBODY, **NOTHING_OF_IT, **NO_DESK},
    "outsider": {
        **NOTHING_OF_IT,
        **NO_DESK,
        "start": 302,
        "mine": 200,
        "invitations": 200,
        "availability": 302,
        "ties": 302,
        "contributions": 302,
        "certificates": 302,
        "write": 302,
        "check": 302,
    },
    "expert": {
        **ANYBODY,
        **NOTHING_OF_IT,
        **NO_DESK,
        "question": 302,
        "invitation": 302,
        "decline": 302,
        "answer": 200,
    },
    "coordinator": {
        **ANYBODY,
        **NOTHING_OF_IT,
        "question": 302,
        "desk questions": 200,
        "desk question": 200,
    },
    "conflicted_coordinator": {
        **ANYBODY,
        **NOTHING_OF_IT,
        "desk questions": 200,
        "desk question": 404,
    },
    "safeguarding_lead": {
        **ANYBODY,
        **NOTHING_OF_IT,
        "desk questions": 200,
        "desk question": 404,
    },
}


def test_every_address_is_in_these_tests():
    named = {route.name for route in urls.urlpatterns}
    assert named == {*OPENED, *POSTED, *APART}


@pytest.mark.parametrize("persona", EXPECTED)
def test_who_may_open_what_of_an_accepted_question(
    persona, request, member, expert, coordinator, browser_of
):
    assignment = stories.accepted(member, coordinator, expert)
    person = request.getfixturevalue(persona)
    assert statuses(browser_of(person), addresses(assignment)) == EXPECTED[persona]


def test_a_visitor_is_asked_to_sign_in_everywhere(member, expert, coordinator, browser_of):
    assignment = stories.accepted(member, coordinator, expert)
    visitor = browser_of()
    pages = {**addresses(assignment), **posted_addresses(assignment)}
    answers = {
        name: (visitor.get(url) if name in addresses(assignment) else visitor.post(url))
        for name, url in pages.items()
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        pages, 302
    )
    assert {answer["Location"].partition("?")[0] for answer in answers.values()} == {LOGIN}


@pytest.mark.parametrize(
    ("persona", "expected"),
    [
        ("member", {"question": 200, "desk question": 404}),
        ("coordinator", {"question": 404, "desk question": 404}),
        ("conflicted_coordinator", {"question": 404, "desk question": 404}),
        ("safeguarding_lead", {"question": 302, "desk question": 200}),
        ("expert", {"question": 404, "desk question": 404}),
    ],
)
def test_a_quarantined_question_is_for_its_asker_and_the_leads(
    persona, expected, request, member, expert, coordinator, safeguarding_lead, browser_of
):
    assignment = stories.accepted(member, coordinator, expert)
    stories.workflow.quarantine(
        question=assignment.question, actor=coordinator, now=stories.NOW, label="risk"
    )
    pages = addresses(assignment)
    browser = browser_of(request.getfixturevalue(persona))
    assert statuses(browser, {name: pages[name] for name in expected}) == expected


@pytest.mark.parametrize("persona", ["member", "expert", "coordinator", "safeguarding_lead"])
def test_opening_a_page_changes_nothing(
    persona, request, member, expert, coordinator, safeguarding_lead, browser_of
):
    assignment = stories.accepted(member, coordinator, expert)
    other = stories.invited(member, coordinator, expert)
    browser = browser_of(request.getfixturevalue(persona))
    before = stored()
    for row in (assignment, other):
        for url in {**addresses(row), **posted_addresses(row)}.values():
            browser.get(url)
    assert stored() == before


def test_steps_cannot_be_taken_by_opening_their_address(member, expert, coordinator, browser_of):
    assignment = stories.invited(member, coordinator, expert)
    pages = posted_addresses(assignment)
    del pages["write"], pages["answer"]
    assert statuses(browser_of(expert), pages) == dict.fromkeys(pages, 405)


def test_every_step_needs_the_token_of_its_form(
    member, expert, coordinator, safeguarding_lead, browser_of
):
    assignment = stories.accepted(member, coordinator, expert)
    before = stored()
    pages = {
        **posted_addresses(assignment),
        **{name: addresses(assignment)[name] for name in ("start", "check", "withdraw", "decline")},
        "availability": reverse("askexpert:availability"),
    }
    for person in (member, expert, coordinator):
        strict = browser_of(person, strict=True)
        answers = {name: strict.post(url).status_code for name, url in pages.items()}
        assert answers == dict.fromkeys(pages, 403)
    assert stored() == before


@pytest.mark.parametrize(
    "persona", ["researcher", "other_expert", "conflicted_coordinator", "safeguarding_lead"]
)
def test_nobody_takes_a_step_on_what_is_not_theirs(
    persona, request, member, expert, coordinator, browser_of
):
    assignment = stories.accepted(member, coordinator, expert)
    person = request.getfixturevalue(persona)
    before = stored()
    pages = posted_addresses(assignment)
    for name in ("live_screening", "pause", "resume", "still_willing", "remove_tie"):
        del pages[name]
    browser = browser_of(person)
    answers = {name: browser.post(url, {"text": "x"}).status_code for name, url in pages.items()}
    assert answers == dict.fromkeys(pages, 404)
    assert stored() == before


@pytest.mark.parametrize("persona", ["member", "expert", "coordinator"])
def test_an_unknown_id_is_not_found(persona, request, member, expert, coordinator, browser_of):
    assignment = stories.accepted(member, coordinator, expert)
    browser = browser_of(request.getfixturevalue(persona))
    unknown = uuid.uuid4()
    pages = addresses(assignment, public_id=unknown)
    for name in (*OWN, "desk questions"):
        del pages[name]
    assert statuses(browser, pages) == dict.fromkeys(pages, 404)


def test_the_desk_of_an_expert_who_is_also_a_lead_does_not_name_the_asker(
    member, coordinator, browser_of
):
    """An invitation must not open the desk's page, which names the asker."""
    both = make_expert(
        "Bodil Both",
        organisation=make_organisation("Marsh Council", "Marsh"),
        topics=TOPICS,
        groups=(SAFEGUARDING_LEADS,),
    )
    assignment = stories.invited(member, coordinator, both)
    browser = browser_of(both)
    assert browser.get(assignment.get_absolute_url()).status_code == 200
    assert browser.get(assignment.question.desk_url).status_code == 404
    assert browser.get(reverse("askexpert_desk:questions")).context["rows"] == []
