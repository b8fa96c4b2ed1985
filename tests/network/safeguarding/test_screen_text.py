"""The commands that screen from the shell and measure the screening."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def run_screen_text(monkeypatch, lines: str) -> list[dict]:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    call_command("screen_text", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gets_its_spans(monkeypatch):
    lines = '{"id": "a", "text": "UPN T835219424093"}\n\n{"id": 2, "text": "A quiet day."}\n'

    first, second = run_screen_text(monkeypatch, lines)

    assert first == {
        "id": "a",
        "spans": [
            {
                "start": 4,
                "end": 17,
                "type": "upn",
                "severity": "block",
                "reason": "This looks like a pupil's UPN. Leave it out; "
                "it leads to one child and one school.",
            }
        ],
    }
    assert second == {"id": 2, "spans": []}


@pytest.mark.parametrize("line", ["not json", '{"id": 1}', '{"text": "x"}', "[]", '"text"'])
def test_a_line_that_is_no_record_is_named_by_its_number_only(monkeypatch, line):
    with pytest.raises(CommandError, match=r"^Line 1 is not a JSON object"):
        run_screen_text(monkeypatch, line)


def test_a_text_that_is_no_string_is_refused(monkeypatch):
    with pytest.raises(CommandError, match=r'^Line 1: "text" must be a string\.$'):
        run_screen_text(monkeypatch, '{"id": 1, "text": 5}')


def test_evaluation_prints_recall_precision_and_clean_share(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text(
        '{"id": "1", "text": "UPN T835219424093",'
        ' "spans": [{"start": 4, "end": 17, "type": "upn"}]}\n'
        '{"id": "2", "text": "A quiet day.", "spans": []}\n'
    )
    out = io.StringIO()

    call_command("evaluate_screening", str(file), stdout=out)

    lines = out.getvalue().splitlines()
    assert [line.split() for line in lines if line.startswith("upn")] == [
        ["upn", "1", "1.000", "1.000"]
    ]
    assert lines[-2] == "clean texts with any mark: 0 of 1 (0.000)"
    assert lines[-1].startswith("5000 characters: ")


def test_evaluation_lists_what_it_missed(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text(
        '{"id": "7", "text": "A quiet day.", "spans": [{"start": 2, "end": 7, "type": "name"}]}\n'
    )
    out = io.StringIO()

    call_command("evaluate_screening", str(file), "--list", stdout=out)

    assert out.getvalue().splitlines()[-1] == "missed: 7 name quiet"


def test_evaluation_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("evaluate_screening", str(tmp_path / "none.jsonl"))
