"""Legal holds: by a number in any form that people have at hand, with a reason fit for records."""

import pytest

from askexpert.models import LegalHold
from tests.askexpert import stories

HOLDS = "/desk/holds/"
DUTY = "A child safeguarding practice review."
IDENTIFIES = "It is about the child with NHS number 943 476 5870."


@pytest.mark.parametrize(
    "write",
    [
        lambda number: number[:8],
        lambda number: f"  {number[:8].upper()} ",
        lambda number: number,
        lambda number: number.replace("-", ""),
        lambda number: f"https://network.example.org/desk/questions/{number}/",
        lambda number: f"/ask/q/{number}/",
        lambda number: f"Question {number}",
    ],
)
def test_a_hold_is_placed_by_short_number_long_number_or_address(
    write, member, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    answer = browser_of(safeguarding_lead).post(
        HOLDS, {"number": write(str(question.public_id)), "reason": DUTY}
    )
    assert answer.status_code == 302
    assert [hold.question for hold in LegalHold.objects.all()] == [question]


@pytest.mark.parametrize("number", ["", "4f9a", "hello there", "4f9a02c7x", "/desk/questions/"])
def test_what_is_no_number_says_what_one_looks_like(number, safeguarding_lead, browser_of):
    answer = browser_of(safeguarding_lead).post(HOLDS, {"number": number, "reason": DUTY})
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["number"]
    assert error.startswith("Write the number as the desk shows it, such as 4f9a02c7")
    assert answer.context["form"]["reason"].value() == DUTY


def test_a_short_number_that_two_questions_begin_with_holds_neither(
    member, safeguarding_lead, browser_of
):
    for end in (1, 2):
        question = stories.submitted(member)
        type(question).objects.filter(pk=question.pk).update(
            public_id=f"4f9a02c7-0000-4000-8000-00000000000{end}"
        )
    answer = browser_of(safeguarding_lead).post(HOLDS, {"number": "4f9a02c7", "reason": DUTY})
    assert answer.context["form"].errors == {
        "number": ["Several numbers begin so. Copy the address of the question."]
    }
    assert not LegalHold.objects.exists()


def test_a_draft_has_no_number_here(member, safeguarding_lead, browser_of):
    question = stories.draft(member)
    answer = browser_of(safeguarding_lead).post(
        HOLDS, {"number": str(question.public_id), "reason": DUTY}
    )
    assert (answer.status_code, LegalHold.objects.count()) == (422, 0)


def test_a_reason_that_says_the_case_comes_back_in_its_field(
    member, coordinator, safeguarding_lead, browser_of
):
    question = stories.submitted(member)
    stories.workflow.quarantine(
        question=question, actor=coordinator, now=stories.NOW, label="identifies"
    )
    browser = browser_of(safeguarding_lead)
    listed = browser.post(HOLDS, {"number": str(question.public_id), "reason": IDENTIFIES})
    on_page = browser.post(f"{question.desk_url}hold/", {"hold-reason": IDENTIFIES})
    for answer, form in ((listed, "form"), (on_page, "hold_form")):
        assert answer.status_code == 422
        assert list(answer.context[form].errors) == ["reason"]
        assert answer.context[form]["reason"].value() == IDENTIFIES
    assert not LegalHold.objects.exists()
