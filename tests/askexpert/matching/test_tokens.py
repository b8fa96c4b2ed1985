import pytest

from askexpert.matching.disclaimers import without_disclaimers
from askexpert.matching.lexicon import LEXICON
from askexpert.matching.stopwords import EVERYDAY_WORDS, STOP_WORDS
from askexpert.matching.tokens import IDEAS, LONGEST_PHRASE, features, stem, words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("agencies", "agency"),
        ("schools", "school"),
        ("stopped", "stop"),
        ("stopping", "stop"),
        ("quietly", "quiet"),
        ("places", "plac"),
        ("place", "plac"),
        ("abuse", "abus"),
        ("harass", "harass"),
        ("crisis", "crisis"),
        ("bus", "bus"),
        ("king", "king"),
    ],
)
def test_stems(word, expected):
    assert stem(word) == expected


def test_words_lose_case_accents_and_apostrophes():
    assert words("Mum\u2019s caf\u00e9, DON'T re-use") == ["mum", "cafe", "dont", "re", "use"]


def test_stop_words_are_not_counted_and_pairs_reach_over_them():
    counted = features("the bus and the school")
    assert counted.stems == {"bus": 1, "school": 1}
    assert counted.length == 2
    assert counted.pairs == features("bus school").pairs


def test_no_pair_reaches_from_the_title_into_the_text():
    assert features("bus", "school").pairs == {}


def test_a_pair_of_everyday_words_is_marked():
    counted = features("week told knife")
    assert set(counted.everyday_pairs) == set(features("week told").pairs)


def test_a_phrase_gives_its_idea_as_often_as_it_occurs():
    counted = features("County lines. A county line, and more county lines.")
    assert counted.ideas["criminal-exploitation"] == 3


def test_a_phrase_at_the_end_is_found():
    assert features("run by county lines").ideas == {"criminal-exploitation": 1}


def test_no_entry_of_the_lexicon_is_longer_than_a_phrase_may_be():
    assert max(len(phrase) for phrase in IDEAS) == LONGEST_PHRASE


def test_every_idea_has_a_name_of_its_own_and_at_least_two_terms():
    entries = LEXICON.replace("\n    ", " ").strip().splitlines()
    names = [entry.partition(":")[0] for entry in entries]
    assert len(set(names)) == len(names)
    assert all(entry.count(",") >= 1 for entry in entries)
    assert all(name and name == name.strip() for name in names)


def test_no_word_is_both_stopped_and_everyday_without_effect():
    assert {"the", "because"} <= STOP_WORDS
    assert {"week", "told"} <= EVERYDAY_WORDS - STOP_WORDS


@pytest.mark.parametrize(
    "sentence",
    [
        "I don't cover boarding houses.",
        "Vetting isn't my job.",
        "I\u2019ve no background in faith groups.",
        "Training them is for others.",
        "I'm not a lawyer.",
        "That is outside my remit.",
    ],
)
def test_a_disclaimer_is_left_out(sentence):
    assert without_disclaimers(f"I run a clinic. {sentence} Ring me.") == "I run a clinic. Ring me."


def test_a_sentence_about_others_stays():
    says = "Parents don't read that letter. I've never lost a file."
    assert without_disclaimers(says) == says
