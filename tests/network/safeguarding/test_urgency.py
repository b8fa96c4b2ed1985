"""Which words ring: of an asker whatever suggests danger, of advice what is said to be so."""

import pytest

from network.safeguarding.urgency import suggests_risk_now, tells_of_risk_now


@pytest.mark.parametrize(
    "text",
    [
        "The girl is in immediate danger.",
        "Call somebody. He is missing since yesterday. Then rest.",
        "They are going to stab him tonight",
        "A boy has told his tutor that he will be stabbed tonight.",
        "He says they are about to get attacked.",
        "Somebody is to be beaten in the park this evening.",
    ],
)
def test_what_is_said_to_be_so_rings_in_both(text):
    assert (suggests_risk_now(text), tells_of_risk_now(text)) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "If a child is in immediate danger, call the police.",
        "Agree who rings when somebody is missing now.",
        "Children who are at immediate risk come first.",
        "Where young people threaten to harm themselves, ask the health team.",
    ],
)
def test_advice_about_what_might_be_does_not_ring(text):
    assert (suggests_risk_now(text), tells_of_risk_now(text)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "A boy was stabbed last year and his friends are afraid.",
        "We have a parents’ evening tonight about county lines.",
        "How will we beat the waiting list?",
    ],
)
def test_calm_words_ring_in_neither(text):
    assert (suggests_risk_now(text), tells_of_risk_now(text)) == (False, False)


def test_one_sentence_is_enough():
    assert tells_of_risk_now("If it is quiet, wait.\nShe is in immediate danger. Go.")
