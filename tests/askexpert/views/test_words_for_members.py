"""The version for members: it never says who asked, and all that has to go is said in one round."""

import pytest
from django.utils import timezone

from askexpert import workflow
from askexpert.errors import WordsHeldBack
from network.taxonomy.models import Area
from tests.askexpert import stories
from tests.askexpert.workflow.test_telling_names import stand_under

WHY = "members never learn who asked, nor from where."


@pytest.fixture
def wanted(member, coordinator):
    """A question whose asker has chosen that members read it."""
    question = stories.unmatched(member, coordinator, now=timezone.now(), is_anonymous=False)
    workflow.choose_open(question=question, actor=member, now=timezone.now())
    return question


def write(question, coordinator, text: str):
    return workflow.open_to_members(
        question=question, actor=coordinator, now=timezone.now(), title="How?", text=text
    )


@pytest.mark.parametrize(
    "said", ["northfield council", "the University of Marlsworth", "Mina Member", "Northfield"]
)
def test_who_asked_and_from_where_is_not_put_to_members(said, wanted, member, coordinator):
    stand_under(member, "University of Marlsworth")
    with pytest.raises(WordsHeldBack) as held:
        write(wanted, coordinator, f"Somebody of {said} asks this.")
    assert held.value.held[-1].endswith(WHY)
    assert not wanted.open_question.is_open


def test_an_area_called_like_a_word_may_be_that_word(wanted, member, coordinator):
    member.profile.area = Area.objects.get(name="Reading")
    member.profile.save()
    with pytest.raises(WordsHeldBack):
        write(wanted, coordinator, "How do others in Reading do it?")
    assert write(wanted, coordinator, "Which reading helps?").is_open


def test_all_is_said_at_once(wanted, coordinator, browser_of):
    text = "Northfield Council asks. The Jones family moved away. Ring 07700 900123."
    answer = browser_of(coordinator).post(
        f"{wanted.desk_url}open-to-members/", {"title": "", "text": text}
    )
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert errors["title"] == ["Write the question in one line."]
    said = list(errors["text"])
    assert said[:2] == [
        f"Leave out “Northfield Council”: {WHY}",
        f"Leave out “Northfield”: {WHY}",
    ]
    assert [words.partition(":")[0] for words in said[2:]] == [
        "“Jones”",
        "“07700 900123”",
    ]
    assert text in answer.content.decode()
