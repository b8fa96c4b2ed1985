"""What a text for everybody may not hold, and what its writer has to look at first."""

import pytest
from django.urls import reverse

from askexpert import rewriting, workflow
from askexpert.errors import NotLookedAt, TextTooClose
from tests.askexpert import publications, stories
from tests.askexpert.publications import NOW, WORDS
from tests.askexpert.stories import status_of
from tests.askexpert.workflow.test_telling_names import stand_under


@pytest.mark.parametrize("said", ["the university of Marlsworth", "UOM"])
@pytest.mark.parametrize("side", ["member", "expert"])
def test_what_the_two_work_under_must_go(side, said, request, member, coordinator, expert):
    stand_under(request.getfixturevalue(side), "University of Marlsworth", alias="UOM")
    publication = publications.saved(member, coordinator, expert, answer_text=f"Ask at {said}.")
    with pytest.raises(TextTooClose):
        workflow.rewrite_publication(publication=publication, actor=coordinator, now=NOW)


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("It began on 12/03/2011.", ["12/03/2011"]),
        ("It began on 12 March 2011, in spring.", ["12 March 2011"]),
        ("It began in the spring of 2011.", []),
        (
            "So: destroy the drawing when the plan is written! Then rest.",
            ["destroy the drawing when the plan is written"],
        ),
        (
            "Say first: draw it with the young people, and agree beforehand. Rest.",
            ["draw it with the young people, and agree beforehand"],
        ),
        ("We draw it with the young people.", []),
    ],
)
def test_dates_and_copied_words_are_to_be_looked_at(words, phrases, member, coordinator, expert):
    publication = publications.agreed(member, coordinator, expert)
    hints = rewriting.to_confirm(publication, {"answer_text": words})
    assert [hint.phrase for hint in hints] == phrases


def test_a_whole_short_sentence_counts_as_copied(member, coordinator, expert):
    publication = publications.agreed(member, coordinator, expert)
    question = publication.question
    question.text = "Nobody agrees. We ask you. What now?"
    hints = rewriting.to_confirm(
        publication, {"answer_text": "We ask you! Often we ask you this. What now?"}
    )
    assert [hint.phrase for hint in hints] == ["We ask you"]


@pytest.mark.parametrize("side", ["member", "expert"])
def test_a_first_name_counts_as_a_word_with_a_capital(side, request, member, coordinator, expert):
    person = request.getfixturevalue(side)
    person.name = "Hope Aldersey"
    person.save()
    publication = publications.agreed(member, coordinator, expert)
    texts = {"title": "We hope so", "answer_text": "Thank you, Hope.", "short_answer": "Hopeful"}
    hints = rewriting.to_confirm(publication, texts)
    assert [(hint.field, hint.phrase) for hint in hints] == [("answer_text", "Hope")]


def test_it_is_sent_only_when_the_writer_has_looked(member, coordinator, expert, browser_of):
    text = "The act came into force on 12 March 2011."
    publication = publications.saved(member, coordinator, expert, answer_text=text)
    with pytest.raises(NotLookedAt) as unseen:
        workflow.rewrite_publication(publication=publication, actor=coordinator, now=NOW)
    assert [hint.key for hint in unseen.value.hints] == ["answer_text:12 March 2011"]
    browser = browser_of(coordinator)
    url = reverse("askexpert_publishing:write", args=[publication.question.public_id])
    sent = {**WORDS, "answer_text": text, "nation": publication.nation_id, "step": "send"}
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    (field,) = answer.context["looked_at"].keys
    page = answer.content.decode()
    assert "Change “12 March 2011”, or tick that it can stay." in page
    assert page.index('id="id_answer_text"') < page.index(f'name="{field}"')
    assert status_of(publication) == "writing"
    browser.post(url, {**sent, field: "on"})
    assert status_of(publication) == "checking"


def test_the_ticks_are_there_when_the_page_is_opened(member, coordinator, expert, browser_of):
    publication = publications.saved(member, coordinator, expert, answer_text=stories.ANSWER)
    url = reverse("askexpert_publishing:write", args=[publication.question.public_id])
    page = browser_of(coordinator).get(url)
    assert list(page.context["looked_at"].beside) == ["answer_text"]
    assert page.context["looked_at"].errors == {}


def test_all_that_needs_attention_is_said_in_one_round(member, coordinator, expert, browser_of):
    publication = publications.saved(member, coordinator, expert)
    url = reverse("askexpert_publishing:write", args=[publication.question.public_id])
    texts = {
        **WORDS,
        "title": "What Northfield Council did on 12 March 2011",
        "short_answer": f"Ask {expert.name}, or ring 07700 900123.",
        "answer_text": "The Barton family is invented.",
    }
    sent = {**texts, "nation": publication.nation_id, "step": "send"}
    answer = browser_of(coordinator).post(url, sent)
    form, reasons, looked_at = (answer.context[name] for name in ("form", "reasons", "looked_at"))
    assert answer.status_code == 422
    assert [words.partition(":")[0] for words in form.errors["title"]] == [
        "“Northfield”",
        "“Northfield Council”",
    ]
    assert [words.partition(":")[0] for words in form.errors["short_answer"]] == [
        f"“{expert.name}”",
        "“07700 900123”",
    ]
    assert list(looked_at.errors) == list(looked_at.fields)
    assert list(looked_at.keys.values()) == ["title:12 March 2011", "short_answer:Esme"]
    assert [key.partition(":")[2] for key in reasons.keys.values()] == ["Barton"]
    assert status_of(publication) == "writing"
