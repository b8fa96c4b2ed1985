"""What else goes from one person to another: notes, reasons, drafts, names."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from askexpert import workflow
from askexpert.errors import WordsHeldBack
from askexpert.models import Answer
from askexpert.screening import check_texts
from tests.askexpert import publications, stories
from tests.askexpert.rows import stored
from tests.askexpert.stories import NOW, fresh, status_of

NHS = "943 476 5919"
NOTE = f"The girl has NHS number {NHS}."
LATER = NOW + timedelta(days=1)
TODAY = timezone.now() - timedelta(hours=8)


@pytest.fixture
def ask(member, coordinator, expert):
    return stories.invited(member, coordinator, expert)


@pytest.fixture
def writing(ask, expert):
    return workflow.accept(assignment=ask, actor=expert, now=LATER)


@pytest.mark.parametrize("reason", ["no_time", "conflict"])
def test_the_note_of_a_no_must_not_identify_anybody(ask, expert, reason):
    before = stored()
    with pytest.raises(WordsHeldBack):
        workflow.decline_invitation(
            assignment=ask, actor=expert, now=LATER, reason=reason, note=NOTE
        )
    assert stored() == before


def test_a_colleague_is_named_on_purpose(ask, expert):
    workflow.decline_invitation(
        assignment=ask, actor=expert, now=LATER, reason="no_time", colleague="Jayden Osei"
    )
    assert fresh(ask).colleague == "Jayden Osei"


def test_the_note_of_a_hand_back_must_not_identify_anybody(writing, expert):
    before = stored()
    with pytest.raises(WordsHeldBack):
        workflow.hand_back(assignment=writing, actor=expert, now=LATER, note=NOTE)
    assert stored() == before


def test_nor_must_the_words_for_more_time(writing, expert):
    before = stored()
    with pytest.raises(WordsHeldBack):
        workflow.ask_for_time(assignment=writing, actor=expert, now=LATER, note=NOTE)
    assert stored() == before


def test_a_draft_is_handed_back_without_what_identifies_somebody(writing, expert):
    workflow.save_answer(assignment=writing, actor=expert, now=LATER, text=f"Go first. {NOTE} So.")
    workflow.hand_back(assignment=writing, actor=expert, now=LATER)
    draft = Answer.objects.get(assignment=writing).draft
    assert draft == "Go first. The girl has NHS number [left out]. So."


def test_a_reason_that_identifies_somebody_is_none():
    text = "The Jones family moved away."
    kept = check_texts([text], {"name:Jones": "A made-up name."})
    assert [row["why"] for row in kept] == ["A made-up name."]
    with pytest.raises(workflow.TextHeldBack) as held:
        check_texts([text], {"name:Jones": NOTE})
    assert [span.type for span in held.value.unjustified] == ["name"]


@pytest.mark.parametrize("name", ["decline", "hand_back", "more_time"])
def test_the_words_come_back_in_their_field(name, ask, expert, browser_of):
    if name != "decline":
        workflow.accept(assignment=ask, actor=expert, now=LATER)
    before = stored()
    prefix = name.replace("_", "-")
    answer = browser_of(expert).post(
        reverse(f"askexpert:{name}", args=[ask.public_id]),
        {f"{prefix}-note": NOTE, "decline-reason": "no_time"},
    )
    page = answer.content.decode()
    assert page.count("Leave this out.") >= 1
    assert f"{NOTE}</textarea>" in page
    assert stored() == before


def test_a_reason_that_identifies_comes_back_in_its_field(member, browser_of):
    question = stories.draft(member, text="The Jones family moved away. What then, and who helps?")
    check = reverse("askexpert:check", args=[question.public_id])
    browser = browser_of(member)
    (field,) = browser.get(check).context["form"].keys
    answer = browser.post(check, {field: NOTE})
    assert answer.context["form"].errors[field][0].startswith(f"Leave this out. “{NHS}”")
    assert status_of(question) == "draft"


@pytest.mark.parametrize("what", ["name", "organisation"])
def test_a_released_answer_does_not_say_who_gave_it(what, member, coordinator, expert, browser_of):
    ask = stories.reviewing(member, coordinator, expert)
    said = {"name": expert.name, "organisation": str(expert.profile.organisation)}[what]
    text = f"{stories.ANSWER} Best wishes, {said.lower()}"
    before = stored()
    with pytest.raises(WordsHeldBack, match="name"):
        workflow.release_answer(question=ask.question, actor=coordinator, now=LATER, text=text)
    assert stored() == before
    answer = browser_of(coordinator).post(
        reverse("askexpert_desk:release_answer", args=[ask.question.public_id]),
        {"release_answer-text": text},
    )
    form = answer.context["forms"]["release_answer"]
    assert form.errors["text"] == [
        f"Leave out “{said}”: the asker never learns who answered, nor from where."
    ]
    assert form["text"].value() == text


def test_a_follow_up_without_a_name_does_not_say_who_asks(member, coordinator, expert, browser_of):
    question = stories.answered(member, coordinator, expert, now=TODAY)
    text = f"And at {member.profile.organisation}?"
    with pytest.raises(WordsHeldBack):
        workflow.follow_up(question=question, actor=member, now=timezone.now(), text=text, number=1)
    answer = browser_of(member).post(
        reverse("askexpert:follow_up", args=[question.public_id]), {"text": text, "number": "1"}
    )
    assert "you have asked this without your name" in answer.content.decode()
    assert status_of(question) == "answered"


def test_a_follow_up_by_name_may_say_so(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert, is_anonymous=False)
    text = f"And at {member.profile.organisation}?"
    workflow.follow_up(question=question, actor=member, now=LATER, text=text, number=1)
    assert status_of(question) == "answering"


RISK = "The girl is in immediate danger. What do others do first?"


def test_a_follow_up_about_a_risk_goes_to_the_leads_and_to_nobody_else(
    member, coordinator, expert, safeguarding_lead, browser_of
):
    question = stories.answered(member, coordinator, expert, now=TODAY)
    browser = browser_of(member)
    url = reverse("askexpert:follow_up", args=[question.public_id])
    browser.post(url, {"text": RISK, "number": "1"})
    assert status_of(question) == "answered"
    page = browser.post(
        url, {"text": RISK, "number": "1", "urgent_seen": "yes"}, follow=True
    ).content.decode()
    assert "A safeguarding lead reads it first." in page
    assert status_of(question) == "quarantined"
    assert question.assignments.count() == 1
    event = question.events.get(action="quarantine")
    assert (event.actor, event.reason) == (None, "risk:site")
    assert stories.told(safeguarding_lead) == ["lead_quarantined"]
    assert RISK in browser_of(safeguarding_lead).get(question.desk_url).content.decode()


def test_a_follow_up_found_safe_goes_to_whoever_answered(
    member, coordinator, expert, safeguarding_lead
):
    question = stories.answered(member, coordinator, expert)
    row = workflow.follow_up(question=question, actor=member, now=LATER, text=RISK, number=1)
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=LATER)
    workflow.approve(
        question=question,
        actor=coordinator,
        now=LATER,
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    )
    ask = question.assignments.get(status="invited")
    assert (ask.expert, ask.follow_up, fresh(question).invite_by) == (expert, row, None)
    workflow.accept(assignment=ask, actor=expert, now=LATER)
    assert (status_of(question), status_of(ask)) == ("answering", "accepted")


def test_whoever_writes_of_a_risk_is_asked_before_it_is_sent(
    writing, expert, coordinator, browser_of
):
    url = reverse("askexpert:answer", args=[writing.public_id])
    browser = browser_of(expert)
    first = browser.post(url, {"text": RISK, "step": "send"}).content.decode()
    assert "Some of your words suggest that somebody is at risk now." in first
    assert status_of(writing) == "accepted"
    browser.post(url, {"text": RISK, "step": "send", "urgent_seen": "yes"})
    assert status_of(writing) == "submitted"
    page = browser_of(coordinator).get(writing.question.desk_url).content.decode()
    assert "Does this say that somebody is at risk now?" in page


def test_advice_for_danger_is_sent_without_being_asked(writing, expert, coordinator, browser_of):
    url = reverse("askexpert:answer", args=[writing.public_id])
    text = "If a child is in immediate danger, ring the police."
    browser_of(expert).post(url, {"text": text, "step": "send"})
    assert status_of(writing) == "submitted"
    page = browser_of(coordinator).get(writing.question.desk_url).content.decode()
    assert "Does this say that somebody is at risk now?" not in page


def test_the_note_of_a_check_must_not_identify_anybody(
    member, coordinator, expert, second_coordinator
):
    publication = publications.written(member, coordinator, expert)
    with pytest.raises(WordsHeldBack):
        workflow.return_publication(
            publication=publication,
            actor=second_coordinator,
            now=LATER,
            answers=publications.SAFE,
            note=NOTE,
        )
    assert status_of(publication) == "checking"
