"""Nicknames, made-up names, pairs of names: by what the sentence says of them."""

from datetime import date

import pytest

from network.safeguarding.screening import screen

TODAY = date(2026, 3, 2)


def names(text: str) -> list[str]:
    return [text[s.start : s.end] for s in screen(text, today=TODAY) if s.type == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('He\'s picked up by a man he calls "Big Tone" at three.', "Big Tone"),
        ('The lad is known as "Smurf" on the estate.', "Smurf"),
        ('A letter signed "Bubs" came.', "Bubs"),
        ("They call him 'Two Phones' round here.", "Two Phones"),
        ('everyone calls him "lil kez" here', "lil kez"),
        ('"Pepsi", real name unknown, was there.', "Pepsi"),
        ("His street name is Casper now.", "Casper"),
        ('She writes her name as "J.B." on it.', "J.B."),
    ],
)
def test_what_somebody_is_called_is_marked_whatever_the_word(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("D'Andre was placed out of borough.", ["D'Andre"]),
        ("We spoke to Ja'Quan today.", ["Ja'Quan"]),
        ("Tiggy (short for Antigone) came.", ["Tiggy", "Antigone"]),
        ("We met Kayden and Wren, who share a room.", ["Kayden", "Wren"]),
        ("I saw Little Kayden there.", ["Little Kayden"]),
        ("A boy (Zephaniah) said his boss waits.", ["Zephaniah"]),
    ],
)
def test_names_that_no_list_has_whole(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        'He was called "resilient" in the report.',
        'It is known as "Safer Streets" here.',
        'They call it "the bit by the shops".',
        'The plan is called "No More".',
        "Mums and Dads meet here.",
        "I have made a sheet of all the words: it misses NRM, SPOC, ISHA and CIN.",
        "I've read Zephaniah in class.",
        "Brandon's serious case review work helps.",
        "IT heard Hallowe'en and rock 'n' roll.",
    ],
)
def test_words_that_nobody_is_called_are_left_alone(text):
    assert names(text) == []
