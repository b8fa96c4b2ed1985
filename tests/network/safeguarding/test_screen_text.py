"""The command that screens from the shell."""

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
