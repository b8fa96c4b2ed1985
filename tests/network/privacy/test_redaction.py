"""Words go whatever their case, spaces and dress; everything else stays."""

import pytest

from network.privacy.redaction import REMOVED, Words


@pytest.mark.parametrize(
    "text",
    [
        "Kit Harrow's boat",
        "kit  HARROW’s\n boat",
        "<b>Kit</b> Harrow&#x27;s&nbsp;boat",
        "Kit\u00a0Harrow&rsquo;s boat",
    ],
)
def test_the_same_words_in_another_dress_go(text):
    words = Words(["Kit Harrow's boat"])
    assert words.are_in(text)
    cleaned = words.out_of(f"We saw {text} there")
    assert "arrow" not in cleaned.lower()
    assert cleaned.startswith(f"We saw {'<b>' if '<b>' in text else ''}{REMOVED}")


def test_tags_between_the_words_stay():
    assert Words(["old mill"]).out_of("<p>the old</p><p>mill</p>") == "<p>the [removed]</p><p></p>"


def test_what_is_not_meant_stays():
    words = Words(["the rapist"])
    assert words.out_of("A therapist said") == "A therapist said"


def test_several_phrases_the_longest_first():
    words = Words(["Harrow", "Kit Harrow"])
    assert words.out_of("Kit Harrow and Harrow") == "[removed] and [removed]"


def test_lists_and_dictionaries_are_walked():
    words = Words(["old mill"])
    value = {"a": ["Old Mill", 3, None], "old mill": {"b": "at the OLD  mill"}}
    assert words.out_of_all(value) == {
        "a": [REMOVED, 3, None],
        REMOVED: {"b": f"at the {REMOVED}"},
    }


def test_a_text_never_grows_beyond_its_column():
    assert Words(["abc"]).out_of("abc" * 10, longest=12) == "[removed][re"


def test_an_address_made_from_the_words_is_seen():
    words = Words(["Kit Harrow’s boat"])
    assert words.are_in_slug("what-of-kit-harrows-boat-now")
    assert not words.are_in_slug("what-of-boats")


@pytest.mark.parametrize("phrases", [[], ["  "], ["ab"], ["fine words", "x"]])
def test_short_phrases_are_refused(phrases):
    with pytest.raises(ValueError, match="three characters"):
        Words(phrases)


def test_long_texts_take_no_long_time():
    words = Words(["a " * 30 + "b"])
    assert words.out_of("a " * 20_000) == "a " * 20_000
