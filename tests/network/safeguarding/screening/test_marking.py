"""What forms and pages make of marks."""

from network.safeguarding.screening import marked, phrase_key, screen

TEXT = "Call 07700 900123 after school."


def test_a_reason_is_kept_under_the_kind_and_the_words():
    (span,) = screen(TEXT)
    assert phrase_key(TEXT, span) == "phone:07700 900123"


def test_a_text_with_a_mark_is_cut_into_pieces():
    pieces = marked(TEXT, screen(TEXT))
    assert [(piece["text"], piece["type"]) for piece in pieces] == [
        ("Call ", None),
        ("07700 900123", "phone"),
        (" after school.", None),
    ]


def test_a_text_without_marks_has_no_pieces():
    assert marked("Nothing here.", iter([])) == []
