"""Facts that single someone out together: a small place, an age and a rare event."""

import pytest

from network.safeguarding.screening import combination_risks

PLACE, AGE, EVENT = "We are a village.", "She is 14.", "Her brother was murdered."


def test_all_three_make_one_warning_that_names_them():
    (risk,) = combination_risks(f"{PLACE} {AGE} {EVENT}")

    assert risk.kinds == ("small place", "age", "rare event")
    assert "“a village”" in risk.reason
    assert "“murdered”" in risk.reason


@pytest.mark.parametrize(
    "text", [f"{PLACE} {AGE}", f"{PLACE} {EVENT}", f"{AGE} {EVENT}", PLACE, AGE, EVENT, ""]
)
def test_two_of_them_do_not(text):
    assert combination_risks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An island of 900 people. Our Y9 girl collapsed and the air ambulance came.",
        "The only secondary in the valley. A lad, 15, was stabbed outside it.",
        "One bus a day, everyone knows everyone. She's 13 and her dad is in prison.",
        "A small fishing town; a twelve year old boy drowned last summer.",
        "Population 2,300. He was 16 when it was in the papers.",
        "Our travellers' site. She is the only girl in year 8 and she is one of triplets.",
    ],
)
def test_other_words_for_the_same_three(text):
    assert len(combination_risks(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In a city of 400,000 a boy of 15 was stabbed. What do others do?",
        "Is there a threshold for 16 and 17 year olds in a village school?",
        "We had a murder trial in the news, and I'd like training for a small village school.",
    ],
)
def test_ordinary_questions_pass(text):
    assert combination_risks(text) == []


def test_the_passages_are_where_the_words_stand():
    text = f"{PLACE} {AGE} {EVENT}"
    (risk,) = combination_risks(text)

    assert [text[start:end].strip(" ,") for start, end in risk.passages] == [
        "a village",
        "is 14",
        "murdered",
    ]
