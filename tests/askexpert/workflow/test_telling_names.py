"""What tells who answers or asks: their names, and every organisation of their tree."""

from datetime import timedelta

import pytest
from django.urls import reverse

from askexpert import workflow
from askexpert.errors import WordsHeldBack
from network.taxonomy.models import Organisation
from tests.askexpert import stories
from tests.askexpert.stories import NOW, status_of

LATER = NOW + timedelta(days=1)


@pytest.fixture
def writing(member, coordinator, expert):
    ask = stories.invited(member, coordinator, expert)
    return workflow.accept(assignment=ask, actor=expert, now=LATER)


def stand_under(person, *names: str, alias: str = "") -> None:
    """Put the person's organisation under these, the nearest first."""
    below = person.profile.organisation
    for name in names:
        below.parent = Organisation.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        below.save()
        below = below.parent
    if alias:
        below.aliases.create(name=alias)


@pytest.mark.parametrize("said", ["university of  Marlsworth", "Southmere Group", "UOM"])
def test_a_released_answer_says_nothing_of_what_the_expert_works_under(
    said, member, coordinator, expert
):
    stand_under(expert, "Southmere Group", "The University of Marlsworth", alias="UOM")
    ask = stories.reviewing(member, coordinator, expert)
    text = f"{stories.ANSWER} Greetings from {said}."
    with pytest.raises(WordsHeldBack):
        workflow.release_answer(question=ask.question, actor=coordinator, now=LATER, text=text)
    assert status_of(ask.question) == "reviewing"


def test_a_short_other_name_counts_only_as_it_is_written(member, coordinator, expert):
    stand_under(expert, "Southmere Group", alias="WE")
    ask = stories.reviewing(member, coordinator, expert)
    text = f"{stories.ANSWER} Here we begin."
    workflow.release_answer(question=ask.question, actor=coordinator, now=LATER, text=text)
    assert status_of(ask.question) == "answered"


def test_what_many_trees_have_below_tells_nothing(member, coordinator, expert):
    for number, above in enumerate((expert.profile.organisation, member.profile.organisation)):
        Organisation.objects.create(name="Family hub", slug=f"hub-{number}", parent=above)
    Organisation.objects.create(
        name="Kestrel House", slug="kestrel-house", parent=expert.profile.organisation
    )
    ask = stories.reviewing(member, coordinator, expert)
    with pytest.raises(WordsHeldBack) as held:
        workflow.release_answer(
            question=ask.question,
            actor=coordinator,
            now=LATER,
            text=f"{stories.ANSWER} Ask the family hub, or Kestrel House.",
        )
    assert held.value.held == [
        "Leave out “Kestrel House”: the asker never learns who answered, nor from where."
    ]


def test_words_to_the_expert_say_nothing_of_what_the_asker_works_under(member, coordinator, expert):
    stand_under(member, "University of Marlsworth")
    ask = stories.reviewing(member, coordinator, expert)
    with pytest.raises(WordsHeldBack):
        workflow.return_answer(
            question=ask.question,
            actor=coordinator,
            now=LATER,
            note="Say more for the University of Marlsworth.",
        )
    workflow.release_answer(
        question=ask.question, actor=coordinator, now=LATER, text=stories.ANSWER
    )
    with pytest.raises(WordsHeldBack):
        workflow.follow_up(
            question=ask.question,
            actor=member,
            now=LATER,
            text="And for the University of Marlsworth?",
            number=1,
        )


def test_a_question_that_names_what_its_asker_works_under_is_not_approved(member, coordinator):
    stand_under(member, "University of Marlsworth")
    question = stories.submitted(
        member, text=f"{stories.TEXT} We belong to the University of Marlsworth."
    )
    with pytest.raises(workflow.NotPermitted, match="University of Marlsworth"):
        workflow.approve(
            question=question,
            actor=coordinator,
            now=LATER,
            topics=list(question.topics.all()),
            nation=question.nation,
            is_anonymous=True,
        )


YOURS = "You stay unnamed here: leave out your name and where you work."


def test_experts_are_told_to_leave_themselves_out(writing, expert, browser_of):
    stand_under(expert, "University of Marlsworth")
    said = [expert.name, "University of Marlsworth"]
    text = f"{stories.ANSWER} I am {expert.name} of the University of Marlsworth."
    with pytest.raises(WordsHeldBack) as held:
        workflow.submit_answer(assignment=writing, actor=expert, now=LATER, text=text)
    assert held.value.held == [f"“{name}”: {YOURS}" for name in said]
    url = reverse("askexpert:answer", args=[writing.public_id])
    answer = browser_of(expert).post(url, {"text": text, "step": "send"})
    assert answer.context["form"].errors["text"] == [f"“{name}”: {YOURS}" for name in said]
    assert answer.context["reasons"].fields == {}
    assert "the young person”" not in answer.content.decode()
    assert status_of(writing) == "accepted"


@pytest.mark.parametrize("end", ["\n\nBest wishes,\n{}", "\r\n– {}.", " Kind regards, {}"])
def test_an_answer_signed_with_a_first_name_does_not_go(writing, expert, end):
    text = stories.ANSWER + end.format(expert.name.split()[0])
    with pytest.raises(WordsHeldBack):
        workflow.submit_answer(assignment=writing, actor=expert, now=LATER, text=text)


def unmatched_with(words: str, question, coordinator):
    return workflow.mark_unmatched(question=question, actor=coordinator, now=LATER, words=words)


@pytest.mark.parametrize("said", ["the Southmere Group", "the university of marlsworth", "UOM"])
def test_the_asker_is_not_told_where_those_work_whom_we_asked(said, member, coordinator, expert):
    stand_under(expert, "Southmere Group", "University of Marlsworth", alias="UOM")
    question = stories.invited(member, coordinator, expert).question
    with pytest.raises(WordsHeldBack):
        unmatched_with(f"Somebody of {said} had no time.", question, coordinator)
    assert status_of(question) == "matching"


def test_what_the_asker_works_under_too_tells_them_nothing(member, coordinator, expert):
    question = stories.invited(member, coordinator, expert).question
    above = Organisation.objects.create(name="Southmere Group", slug="southmere-group")
    for person in (member, expert):
        person.profile.organisation.parent = above
        person.profile.organisation.save()
    unmatched_with("Is there nobody in the Southmere Group itself?", question, coordinator)
    assert status_of(question) == "unmatched"


def test_the_asker_is_not_told_who_offered_nor_from_where(member, coordinator, expert):
    stand_under(expert, "University of Marlsworth")
    opened = stories.opened(member, coordinator)
    workflow.offer_answer(open_question=opened, actor=expert, now=LATER, willing=True)
    workflow.widen(question=opened.question, actor=coordinator, now=LATER)
    for said in (expert.name, "University of Marlsworth"):
        with pytest.raises(WordsHeldBack):
            unmatched_with(f"{said} has offered.", opened.question, coordinator)
    unmatched_with("Somebody has offered.", opened.question, coordinator)
