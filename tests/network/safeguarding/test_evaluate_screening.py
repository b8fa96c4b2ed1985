"""The measuring command prints what was asked for, and says what is wrong with a file."""

import json

import pytest
from django.core.management import CommandError, call_command

from network.safeguarding.screening import TYPES

GOOD = {
    "id": "a1",
    "text": "Kayden is at Lowmarl Primary. Then Zz.",
    "spans": [
        {"start": 0, "end": 6, "type": "name"},
        {"start": 13, "end": 28, "type": "school"},
        {"start": 35, "end": 37, "type": "handle"},
    ],
}
CLEAN = {"id": "a2", "text": "How do you chair a first meeting?", "spans": []}


def lines(*records) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def measured(tmp_path, capsys, content: bytes, *options: str) -> list[str]:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(content)
    call_command("evaluate_screening", str(file), *options)
    return capsys.readouterr().out.splitlines()


def test_each_type_has_a_line_then_clean_texts_then_speed(tmp_path, capsys):
    printed = measured(tmp_path, capsys, lines(GOOD, CLEAN))

    assert printed[0].split() == ["type", "labelled", "recall", "precision"]
    assert [line.split()[0] for line in printed[1 : 1 + len(TYPES)]] == list(TYPES)
    assert printed[1].split() == ["name", "1", "1.000", "1.000"]
    assert "handle            1    0.000          -" in printed
    assert printed[-2] == "clean texts with any mark: 0 of 1 (0.000)"
    assert printed[-1].startswith("5000 characters: ")
    assert printed[-1].endswith(" times a plain scan")


def test_what_was_missed_is_listed_when_asked(tmp_path, capsys):
    assert measured(tmp_path, capsys, lines(GOOD), "--list")[-1] == "missed: a1 handle Zz"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + lines(GOOD, CLEAN),
        lines(GOOD, CLEAN).decode().encode("utf-16"),
        lines(GOOD, CLEAN).replace(b"\n", b"\r\n\r\n") + b"\n\n",
        json.dumps([GOOD, CLEAN]).encode(),
        lines({"text": GOOD["text"], "spans": GOOD["spans"]}, CLEAN),
        lines({**GOOD, "title": "T\u2028", "note": None}, CLEAN),
    ],
)
def test_other_ways_of_writing_the_same_are_read(tmp_path, capsys, content):
    assert "clean texts with any mark: 0 of 1 (0.000)" in measured(tmp_path, capsys, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no texts"),
        (lines(CLEAN) + b'\n{"text": "caf\xe9"}', "line 2 has the byte 0xE9"),
        (lines(CLEAN) + b'\n{"text": ', "Line 2 is not JSON"),
        (b"[1, ", "is not JSON"),
        (lines(CLEAN, 7), 'Line 2 is no object with "text" and "spans"'),
        (lines(CLEAN, {"id": "x", "text": "words"}), 'Line 2 needs "spans"'),
        (lines({"id": "x", "spans": []}), 'Line 1 needs "text"'),
        (lines({"text": "words", "spans": [{"start": 0}]}), '"start", "end" and "type"'),
        (lines({"text": "ab", "spans": [{"start": 0, "end": 9, "type": "name"}]}), "from 0 to 9"),
        (lines({"text": "ab", "spans": [{"start": "0", "end": 1, "type": "name"}]}), "whole"),
        (lines({"text": "ab", "spans": [{"start": 0, "end": 1, "type": "colour"}]}), "'colour'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, capsys, content, words):
    with pytest.raises(CommandError) as error:
        measured(tmp_path, capsys, content)
    assert words in str(error.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("evaluate_screening", str(tmp_path / "none.jsonl"))
