"""Which words of an expert are quoted to a coordinator, and when none are."""

from datetime import date

from askexpert.matching import Evidence, Expert, Question, TextIndex, Weights, rank_experts
from askexpert.matching.passages import LONGEST, closest_window

WORTH = {"gat": 9.0, "staff": 4.0, "signal": 8.0, "crew": 3.0, "tuesday": 0.2}
STATION = Question("q", text="What should gate staff tell the signal crew about a lost child?")
OTHERS = [
    Evidence(f"o{number}", "o", text) for number, text in enumerate(("Bread.", "Rain falls."))
]


def rank(text: str, kind: str = "post", floor: float = Weights().passage_floor):
    """The passage shown of one expert's text among a few of others."""
    index = TextIndex([Evidence("a1", "a", text, kind=kind), *OTHERS])
    weights = Weights(threshold=0, passage_floor=floor)
    ranking = rank_experts(STATION, [Expert("a")], index, today=date(2026, 3, 1), weights=weights)
    return ranking.suggestions[0].passage


def test_the_window_with_most_of_what_is_asked_is_quoted():
    text = "We have tea. Gate staff call the signal crew within a minute of seeing a child alone."
    window = closest_window(text, WORTH)
    assert window.text == (
        "… Gate staff call the signal crew within a minute of seeing a child alone."
    )


def test_two_neighbouring_sentences_are_quoted_when_both_answer():
    text = "Staff at the gate come first. Then ring the signal crew."
    assert closest_window(text, WORTH).text == text


def test_the_share_is_what_the_window_speaks_of():
    window = closest_window("The signal crew decides.", WORTH)
    assert round(window.share, 4) == round(11 / 24.2, 4)


def test_a_word_said_twice_counts_once():
    once = closest_window("Signal crew.", WORTH)
    twice = closest_window("Signal crew, signal crew.", WORTH)
    assert once.share == twice.share


def test_a_short_window_is_shown_with_what_follows():
    window = closest_window("Tea. Ring the signal crew. It works.", WORTH)
    assert window.text == "… Ring the signal crew. It works."


def test_one_shared_word_is_no_passage():
    assert closest_window("The gate was painted green.", WORTH) is None


def test_everyday_words_do_not_make_a_passage():
    assert closest_window("Tuesday is staff day.", {"tuesday": 1.0, "staff": 1.0}) is None


def test_an_empty_text_has_no_passage():
    assert closest_window("", WORTH) is None


def test_a_long_sentence_is_cut_at_a_clause():
    text = f"{'word ' * 60}, gate staff ring the signal crew at once, {'word ' * 60}"
    window = closest_window(text, WORTH)
    assert window.text == "… gate staff ring the signal crew at once, …"


def test_a_long_sentence_without_clauses_is_cut_between_words():
    window = closest_window("signal crew " * 100, WORTH)
    assert len(window.text) <= LONGEST + len("…  …")
    assert window.text.endswith(("signal …", "crew …"))


def test_a_text_that_answers_is_quoted():
    passage = rank("Gate staff tell the signal crew where the child was, and which way they went.")
    assert (passage.evidence, passage.text) == (
        "a1",
        "Gate staff tell the signal crew where the child was, and which way they went.",
    )


def test_a_text_that_speaks_of_too_little_is_not_quoted():
    text = "Gate staff have tea at four."
    assert rank(text).text == text
    assert rank(text, floor=0.6) is None


def test_what_somebody_does_not_do_is_never_quoted():
    text = "I don't do gate staff or signal crew training. I do like tea."
    assert rank(text) is not None
    assert rank(text, kind="profile") is None
