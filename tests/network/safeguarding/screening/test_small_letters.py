"""A name typed without capitals, as people do on a telephone, is as sure as one with them."""

import pytest

from network.safeguarding.screening import screen


def marks(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.severity) for span in screen(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my worry is about kayleigh", "kayleigh"),
        ("kayleigh has been missing again", "kayleigh"),
        ("we spoke with jayden after school", "jayden"),
        ("jayden is 14 and lives with nan", "jayden"),
        ("a lad called connor", "connor"),
    ],
)
def test_a_given_name_of_which_the_text_speaks_must_go(text, name):
    assert marks(text) == [(name, "block")]


@pytest.mark.parametrize(
    "text", ["kayleigh", "some poppy seeds", "a talk about poppy day at assembly"]
)
def test_alone_or_where_it_may_be_a_thing_it_is_for_the_writer_to_judge(text):
    assert {severity for _, severity in marks(text)} == {"warn"}


def test_the_warning_says_that_a_first_name_is_enough():
    (span,) = screen("kayleigh")
    assert span.reason == (
        "This could be somebody's name, and a first name alone can be enough to recognise a child. "
        "If it is a name, leave it out; if you cite an author, add the year."
    )
