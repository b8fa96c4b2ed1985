"""A step of a publication pressed twice is one step, and both presses are answered alike; another
one that comes too late is told so."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from askexpert.checklist import CHECKS
from askexpert.forms_publishing import stamp_of
from tests.askexpert import publications

NOTE = "The week could be named less exactly."


@pytest.fixture
def written(member, coordinator, expert):
    return publications.written(member, coordinator, expert)


def send(client, name: str, publication, **data) -> list[str]:
    """Send one of the publication's forms; what the person is told."""
    address = reverse(f"askexpert_publishing:{name}", args=[publication.question.public_id])
    answer = client.post(address, {"seen": stamp_of(publication), **data})
    assert answer.status_code == 302, answer.content.decode()
    return [str(message) for message in get_messages(answer.wsgi_request)][-1:]


def check_of(step: str) -> dict:
    answers = {check.code: "no" for check in CHECKS}
    return {**answers, "note": NOTE if step == "back" else "", "step": step}


@pytest.mark.parametrize(
    ("name", "data", "action", "says"),
    [
        ("refuse", {"because": "recognisable"}, "refuse_publication", "not be published"),
        ("check", check_of("publish"), "publish_answer", "Published. Both people are told."),
        ("check", check_of("back"), "return_publication", "Sent back with your note."),
    ],
    ids=["refuse", "publish", "back"],
)
def test_both_presses_are_answered_alike(
    written, second_coordinator, browser_of, name, data, action, says
):
    client = browser_of(second_coordinator)
    first = send(client, name, written, **data)
    assert says in first[0]
    assert send(client, name, written, **data) == first
    assert written.question.events.filter(action=action).count() == 1


def test_another_reason_that_comes_too_late_is_told_so(written, second_coordinator, browser_of):
    client = browser_of(second_coordinator)
    send(client, "refuse", written, because="recognisable")
    [told] = send(client, "refuse", written, because="not_for_others")
    assert "not be published" not in told


def test_somebody_elses_press_is_not_ones_own(written, coordinator, second_coordinator, browser_of):
    send(browser_of(second_coordinator), "refuse", written, because="recognisable")
    [told] = send(browser_of(coordinator), "refuse", written, because="recognisable")
    assert "not be published" not in told
