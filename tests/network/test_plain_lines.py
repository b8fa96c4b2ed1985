"""One line as people can see it: nothing hidden, nothing turned round, nothing piled up."""

import unicodedata

import pytest

from network.plain_lines import MOST_MARKS, has_letter, has_letter_or_digit, plain_line


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("  Zoë \t Wright \n", "Zoë Wright"),
        ("Zoe\u0308", "Zoë"),
        ("Zoë\u202eevil\u202c", "Zoëevil"),
        ("\u200bZoë\ufeff", "Zoë"),
        ("Zo\u00adë", "Zoë"),
        ("Zo\u200cë", "Zoë"),
        ("Zoë\u2028Wright", "Zoë Wright"),
        ("Zo\x00ë", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200cمی\u200c", "می"),
        ("क्\u200dष", "क्\u200dष"),
        ("O’Brien-Ndlovu", "O’Brien-Ndlovu"),
        ("李小龍", "李小龍"),
        ("\u3164\u115f\u2800", ""),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\U0001f4bb"),
        ("A\U000e0100\ufe0f", "A"),
        ("\U000e0001", ""),
        ("\ue000", ""),
    ],
)
def test_what_cannot_be_seen_goes(written, seen):
    assert plain_line(written) == seen


def test_marks_do_not_pile_up():
    line = plain_line("q" + "\u0323" * 140)
    assert sum(unicodedata.combining(char) > 0 for char in line) == MOST_MARKS


def test_three_marks_of_a_vietnamese_or_hebrew_name_stay():
    assert plain_line("ש\u05c1\u05b8\u05bc") == unicodedata.normalize("NFC", "ש\u05c1\u05b8\u05bc")


@pytest.mark.parametrize("written", ["Zoë \u202eevil", "q\u0323\u0323\u0323\u0323", "می\u200cخ"])
def test_cleaning_twice_is_cleaning_once(written):
    assert plain_line(plain_line(written)) == plain_line(written)


@pytest.mark.parametrize(
    ("line", "letter", "letter_or_digit"),
    [("Zoë", True, True), ("2026", False, True), ("…!", False, False), ("", False, False)],
)
def test_what_a_line_is_made_of(line, letter, letter_or_digit):
    assert (has_letter(line), has_letter_or_digit(line)) == (letter, letter_or_digit)
