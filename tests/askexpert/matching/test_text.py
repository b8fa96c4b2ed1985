import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from askexpert.matching import Evidence, TextIndex, storage, text
from askexpert.matching.pairs import PairStore

WORDS = ["bus", "school", "knife", "mother", "county", "lines", "park", "night", "app", "asked"]
ROOT = Path(__file__).resolve().parents[3]
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
pieces = st.builds(
    Evidence,
    id=st.sampled_from("abcdefgh"),
    expert=st.sampled_from(["x", "y", "z"]),
    text=texts,
    title=texts,
    kind=st.sampled_from(["post", "profile"]),
)


def comparable(index, question="county lines at night on the school bus"):
    found = index.compare(question, "a mother asked")
    closest = {expert: index.closest(found, expert) for expert in found.similarity}
    return found.similarity, found.background, found.itself, closest


def test_the_expert_who_wrote_about_it_is_closest():
    index = TextIndex(
        [
            Evidence("1", "rail", "Gate staff ring the control room when a child is on the train."),
            Evidence("2", "home", "A safety plan for two brothers in one bedroom."),
        ]
    )
    found = index.compare("What can gate staff do about a girl at the train station?")
    assert found.similarity["rail"] > found.similarity["home"]
    assert index.closest(found, "rail").id == "1"


def test_two_texts_meet_through_an_idea_without_sharing_a_word():
    index = TextIndex(
        [Evidence("1", "e", "Running drugs for olders."), Evidence("2", "f", "Minutes of panels.")]
    )
    found = index.compare("county lines")
    assert found.similarity["e"] > 0
    assert found.similarity["f"] == 0


def test_what_a_profile_disclaims_is_not_evidence():
    says = "I work with schools. I've no background in faith communities."
    index = TextIndex([Evidence("1", "e", says, kind="profile")])
    assert index.compare("faith communities").similarity == {"e": 0}
    assert index.compare("schools").similarity["e"] > 0


def test_advice_in_an_answer_is_not_taken_for_a_disclaimer():
    index = TextIndex([Evidence("1", "e", "I don't do visits to mosques alone.", kind="answer")])
    assert index.compare("mosques").similarity["e"] > 0


@given(st.lists(texts, min_size=1, max_size=5), texts)
def test_a_further_piece_takes_nothing_away(own, further):
    index = TextIndex(Evidence(str(number), "e", words) for number, words in enumerate(own))
    with patch.object(text, "_rarity", return_value=1.0):
        before = index.compare("county lines on the school bus").similarity["e"]
        index.add(Evidence("further", "e", further))
        assert index.compare("county lines on the school bus").similarity["e"] >= before


def test_nothing_in_common_gives_no_similarity_and_no_passage():
    index = TextIndex([Evidence("1", "e", "buses")])
    found = index.compare("zebra")
    assert found.similarity == {"e": 0}
    assert index.closest(found, "e") is None
    assert found.lift("e") == 0


def test_an_empty_index_answers():
    assert TextIndex().compare("anything").similarity == {}


@given(st.lists(pieces, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(evidence, order):
    unique = list({piece.id: piece for piece in evidence}.values())
    shuffled = unique[:]
    order.shuffle(shuffled)
    assert comparable(TextIndex(unique)) == comparable(TextIndex(shuffled))


@settings(max_examples=60)
@given(st.lists(st.one_of(pieces, st.sampled_from("abcdefgh")), max_size=30))
def test_any_history_of_changes_equals_a_fresh_index(changes):
    index, current = TextIndex(), {}
    for change in changes:
        if isinstance(change, str):
            index.remove(change)
            current.pop(change, None)
        else:
            index.add(change)
            current[change.id] = change
    assert comparable(index) == comparable(TextIndex(current.values()))
    assert index.evidence() == sorted(current.values(), key=lambda piece: piece.id)


def test_closing_the_gaps_of_removed_pieces_changes_nothing(monkeypatch):
    monkeypatch.setattr(text, "FREE_NUMBERS", 2)
    kept = Evidence("kept", "e", "the night bus")
    index = TextIndex([kept])
    for number in range(20):
        index.add(Evidence("other", "f", f"school knife {number}"))
    assert len(index.pieces) < 10
    index.remove("other")
    assert comparable(index) == comparable(TextIndex([kept]))


def test_replacing_touches_only_what_changed(monkeypatch):
    first, second = Evidence("1", "e", "bus"), Evidence("2", "e", "park")
    index = TextIndex([first, second, Evidence("3", "f", "knife")])
    added = []
    monkeypatch.setattr(index, "add", added.append)
    changed = replace(second, text="park at night")
    index.replace_expert("e", [first, changed])
    assert added == [changed]


def test_removing_an_expert_leaves_the_others():
    index = TextIndex([Evidence("1", "e", "bus"), Evidence("2", "f", "bus")])
    index.remove_expert("e")
    index.remove_expert("nobody")
    assert list(index.compare("bus").similarity) == ["f"]


def test_pairs_survive_sorting_removal_and_storing():
    first, last = 7, 0xFFFFFFFF
    store = PairStore()
    store.add(1, [first, last])
    store.add(2, [first])
    assert len(store.sorted_entries()) == 3
    store.add(3, [first])
    store.remove(2, 1)
    assert sorted(store.pieces(first)) == [1, 3]
    stored = PairStore(store.sorted_entries())
    for kept in (store, stored):
        assert kept.pieces(first) == [1, 3]
        assert kept.pieces(last) == [1]
        assert kept.pieces(8) == []


def test_pairs_are_sorted_again_when_many_wait():
    store = PairStore()
    for piece in range(1000):
        store.add(piece, [7, piece % 5])
        if piece % 3 == 0:
            store.remove(piece, 2)
    assert sorted(store.pieces(7)) == [piece for piece in range(1000) if piece % 3]


def test_a_word_of_most_texts_is_passed_over_only_in_a_large_collection(monkeypatch):
    index = TextIndex(Evidence(str(n), f"e{n}", f"school rare{n}") for n in range(8))
    assert index.compare("school").similarity["e1"] > 0
    monkeypatch.setattr(text, "LARGE", 8)
    assert index.compare("school").similarity["e1"] == 0
    assert index.compare("rare1").similarity["e1"] > 0


def test_a_stored_index_answers_the_same_and_can_be_changed():
    rng = random.Random(4)
    evidence = [
        Evidence(str(number), f"e{number % 7}", " ".join(rng.choices(WORDS, k=9)))
        for number in range(40)
    ]
    index = TextIndex(evidence)
    index.remove("11")
    loaded = storage.from_bytes(storage.to_bytes(index))
    assert comparable(loaded) == comparable(index)
    for changed in (index, loaded):
        changed.replace_expert("e3", [Evidence("new", "e3", "county lines")])
    assert comparable(loaded) == comparable(index)


def test_an_index_made_by_other_word_lists_is_refused(monkeypatch):
    stored = storage.to_bytes(TextIndex([Evidence("1", "e", "bus")]))
    monkeypatch.setattr(storage.tokens, "STOP_WORDS", frozenset({"bus"}))
    with pytest.raises(storage.StaleIndexError):
        storage.from_bytes(stored)


@pytest.mark.parametrize("stored", [b"", b"no index", storage.zlib.compress(b"\0" * 20)])
def test_damaged_bytes_are_refused(stored):
    with pytest.raises(storage.StaleIndexError):
        storage.from_bytes(stored)


def test_two_processes_with_different_hash_seeds_agree():
    script = (
        "from askexpert.matching import *\n"
        "from datetime import date\n"
        "texts = ['county lines on the bus', 'a knife in the park', 'girls and apps at night']\n"
        "index = TextIndex(Evidence(str(n), f'e{n % 5}', texts[n % 3] * n) for n in range(15))\n"
        "experts = [Expert(id=f'e{n}', topics={'a': 'lead'}) for n in range(5)]\n"
        "question = Question(id='q', text='bus and knife at night', topics=('a', 'b'))\n"
        "print(rank_experts(question, experts, index, today=date(2026, 1, 1)))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert "suggestions=(Suggestion(" in outputs.pop()


@pytest.mark.parametrize(
    ("pieces", "most"),
    [(199, 199), (200, 50), (5_000, 1_250), (8_000, 1_250), (12_500, 1_250), (50_000, 5_000)],
)
def test_the_more_pieces_there_are_the_smaller_the_share_that_may_have_a_word(pieces, most):
    assert text._most_pieces(pieces) == most
