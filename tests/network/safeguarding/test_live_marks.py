"""Marks while somebody writes: the server's own marks, asked for with a pause, and never logged."""

import logging

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from network.safeguarding.screening import screen

pytestmark = pytest.mark.django_db
TEXT = "Kayden Castellane-Ward, NHS 943 476 5870, is seen at the bus station every night."
ALONE = "We are one village. He is 14 and his brother was murdered by the pub."


def ask(client, text: str):
    return client.post(
        reverse("askexpert:live_screening"),
        {"title": "A bus station", "text": text},
        headers={"HX-Request": "true"},
    )


def test_the_fragment_shows_every_mark_of_the_service_with_its_reason(client, member):
    client.force_login(member)
    page = ask(client, TEXT)

    shown = [
        (piece["text"], piece["type"], piece["severity"], piece["reason"])
        for mark in page.context["marks"]
        for piece in mark["segments"]
        if piece["type"]
    ]
    assert shown == [
        (TEXT[span.start : span.end], span.type, span.severity, span.reason)
        for span in screen(TEXT)
    ]
    assert len(shown) == 2


def test_a_clean_text_gets_no_marks(client, member):
    client.force_login(member)

    assert ask(client, "Who chairs a meeting about a park?").context["count"] == 0


def test_facts_that_point_at_one_child_together_are_shown_while_typing(client, member):
    client.force_login(member)
    page = ask(client, ALONE)

    assert "Together, these details could point to one person" in page.text
    assert page.context["count"] == 0


def test_the_text_is_in_no_log_line(client, member, caplog):
    client.force_login(member)
    with caplog.at_level(logging.DEBUG):
        ask(client, TEXT)

    lines = [record.getMessage() for record in caplog.records]
    assert [line for line in lines if "Castellane" in line or "943 476" in line] == []


def test_a_failure_shows_no_word_of_the_text_in_its_log(client, member, caplog, monkeypatch):
    def broken(text):
        raise RuntimeError("the screening stopped")

    monkeypatch.setattr("askexpert.views.asking.screen", broken)
    client.force_login(member)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        page = ask(client, TEXT)

    assert page.status_code == 500
    lines = [f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records]
    assert [line for line in lines if "Castellane" in line or "943 476" in line] == []


def test_the_text_is_never_in_an_address(client, member):
    client.force_login(member)

    assert client.get(reverse("askexpert:live_screening"), {"text": TEXT}).status_code == 405


def test_nothing_is_marked_for_a_stranger(client):
    page = ask(client, TEXT)

    assert "You have been signed out" in page.text
    assert "Castellane" not in page.text


def test_the_form_asks_after_a_pause_by_post(client, member):
    source = render_to_string("askexpert/_live_marks.html", {"marks": [], "count": 0})
    assert source.strip() == ""

    with open("templates/askexpert/write.html", encoding="utf-8") as template:
        form = template.read()
    assert "hx-post=\"{% url 'askexpert:live_screening' %}\"" in form
    assert "delay:900ms" in form
