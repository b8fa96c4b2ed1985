"""Marking words of a question for its asker, and what the asker then sees."""

import re

import pytest
from django.urls import reverse

from askexpert.models import CannedText, Question
from tests.askexpert import stories

WORDS = "Please say which kind of place it is, and not which one."
KEPT = "The Jones family is invented. " + stories.TEXT


def ask(browser, question, **typed):
    return browser.post(
        reverse("askexpert_desk:request_changes", args=[question.public_id]),
        {
            "version": question.version,
            "request_changes-words": WORDS,
            **{f"request_changes-{name}": value for name, value in typed.items()},
        },
    )


def marked_words(question: Question) -> list[str]:
    fresh = stories.fresh(question)
    texts = {"title": fresh.title, "text": fresh.text}
    return [texts[row["text"]][row["start"] : row["end"]] for row in fresh.marked_for_asker]


def test_words_copied_from_the_question_are_marked_for_the_asker(member, coordinator, browser_of):
    question = stories.submitted(member)
    ask(browser_of(coordinator), question, phrases="one PARK\n\nlist of  suspects")
    assert marked_words(question) == ["one park", "list of suspects"]
    writing = browser_of(member).get(reverse("askexpert:write", args=[question.public_id]))
    page = writing.content.decode()
    assert WORDS in page
    assert re.findall(r"<mark[^>]*>([^<]*)</mark>", page) == ["one park", "list of suspects"]


def test_what_the_site_has_found_is_offered_and_marked_by_a_tick(member, coordinator, browser_of):
    question = stories.draft(member, text=KEPT)
    question = stories.workflow.submit(
        question=question,
        actor=member,
        now=stories.NOW,
        reasons={"name:Jones": "An invented name."},
    )
    browser = browser_of(coordinator)
    form = browser.get(question.desk_url).context["forms"]["request_changes"]
    ((key, label),) = form.fields["spans"].choices
    assert label == "“Jones”, in the question"
    ask(browser, question, spans=[key])
    assert marked_words(question) == ["Jones"]


@pytest.mark.parametrize("key", ["text:0-3", "reason:0-3", "text:4-900000", "x"])
def test_a_forged_tick_marks_nothing(key, member, coordinator, browser_of):
    question = stories.submitted(member)
    ask(browser_of(coordinator), question, spans=[key])
    assert marked_words(question) == []


def test_words_that_are_not_there_come_back_with_everything_typed(member, coordinator, browser_of):
    question = stories.submitted(member)
    answer = ask(browser_of(coordinator), question, phrases="one park\nthe old mill")
    form = answer.context["forms"]["request_changes"]
    assert answer.status_code == 422
    assert form.errors == {
        "phrases": ["“the old mill” is not in the question. Copy it from there, or leave it out."]
    }
    assert form["words"].value() == WORDS
    assert 'href="#id_request_changes-phrases"' in answer.content.decode()
    assert stories.status_of(question) == "submitted"


def test_the_desk_shows_what_was_marked_while_it_waits(member, coordinator, browser_of):
    question = stories.submitted(member)
    browser = browser_of(coordinator)
    ask(browser, question, phrases="one park")
    assert browser.get(question.desk_url).context["asked_about"] == ["one park"]


def test_a_lead_marks_words_too(member, coordinator, safeguarding_lead, browser_of):
    question = stories.submitted(member)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    browser_of(safeguarding_lead).post(
        reverse("askexpert_desk:return_to_asker", args=[question.public_id]),
        {"return_to_asker-words": WORDS, "return_to_asker-phrases": "one park"},
    )
    assert stories.status_of(question) == "changes_requested"
    assert marked_words(question) == ["one park"]


def test_an_asker_who_takes_the_words_out_is_shown_no_mark(member, coordinator, browser_of):
    question = stories.submitted(member)
    ask(browser_of(coordinator), question, phrases="one park")
    browser = browser_of(member)
    url = reverse("askexpert:write", args=[question.public_id])
    text = stories.TEXT.replace("one park", "one place")
    browser.post(url, {"step": "save", "title": stories.TITLE, "text": text})
    assert browser.get(url).context["asked_about"] == []


def test_words_about_nobody_being_found_start_from_a_text_and_may_be_left_out(
    member, coordinator, browser_of
):
    canned = CannedText.objects.create(purpose="unmatched", title="Kindly", body="We will look on.")
    browser = browser_of(coordinator)
    step = "askexpert_desk:mark_unmatched"
    question = stories.matching(member, coordinator)
    page = browser.get(question.desk_url, {"start": f"mark_unmatched:{canned.pk}"})
    assert page.context["forms"]["mark_unmatched"]["words"].value() == "We will look on."
    for said in ("We will look on.", ""):
        question = stories.matching(member, coordinator)
        browser.post(
            reverse(step, args=[question.public_id]),
            {"mark_unmatched-words": said, "version": question.version},
        )
        fresh = stories.fresh(question)
        assert (fresh.status, fresh.reason) == ("unmatched", said)
        asked = browser_of(member).get(question.get_absolute_url()).content.decode()
        assert ("What we wrote to you" in asked) is bool(said)


def test_a_stale_note_to_the_expert_is_refused_with_the_words_kept(
    member, coordinator, expert, second_coordinator, browser_of
):
    question = stories.reviewing(member, coordinator, expert).question
    version = question.version
    stories.workflow.return_answer(
        question=question, actor=coordinator, now=stories.NOW, note="Say more."
    )
    stories.workflow.submit_answer(
        assignment=question.assignments.get(), actor=expert, now=stories.NOW, text=stories.ANSWER
    )
    answer = browser_of(second_coordinator).post(
        reverse("askexpert_desk:return_answer", args=[question.public_id]),
        {"return_answer-words": "Name two sources.", "version": version},
    )
    assert answer.status_code == 409
    assert answer.context["forms"]["return_answer"]["words"].value() == "Name two sources."
    assert stories.status_of(question) == "reviewing"
