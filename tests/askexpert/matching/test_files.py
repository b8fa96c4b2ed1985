import json
from datetime import date

import pytest

from askexpert.matching import Employer, Expert, Question
from askexpert.matching.files import (
    FileFormatError,
    evidence_from,
    expert_from,
    question_from,
    read_experts,
    read_questions,
    read_ratings,
    read_records,
)


def test_a_list_and_lines_are_read_alike(tmp_path):
    records = [{"id": "a", "text": "one\u2028two"}, {"id": "b"}]
    (tmp_path / "list.json").write_text(json.dumps(records), encoding="utf-8")
    lines = "\n\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (tmp_path / "lines.jsonl").write_text(lines + "\n", encoding="utf-8")
    assert read_records(tmp_path / "list.json") == records
    assert read_records(tmp_path / "lines.jsonl") == records


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": 1}\n{"id": ', "x.json, line 2: not JSON."),
        ('[{"id": 1},\n', "x.json, line 2: not JSON."),
        ("[1, 2]", "x.json: every entry must be a JSON object."),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(tmp_path, content, message):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(FileFormatError) as error:
        read_records(tmp_path / "x.json")
    assert str(error.value) == message


def test_missing_facts_take_harmless_defaults():
    assert expert_from({"id": "e"}) == Expert(id="e")
    assert question_from({"id": "q"}) == Question(id="q")


@pytest.mark.parametrize("missing", [{}, {"capacity": None}])
def test_without_a_capacity_nobody_is_full(missing):
    assert expert_from({"id": "e", "open_assignments": 2, "invited": 1, **missing}).capacity == 4


def test_a_capacity_of_nought_is_kept():
    assert expert_from({"id": "e", "capacity": 0}).capacity == 0


def test_a_list_of_topics_puts_the_main_one_first():
    expert = expert_from({"id": "e", "topics": ["cce", "parents", "cce"]})
    assert expert.topics == {"cce": "lead", "parents": "working"}


def test_topics_with_levels_are_kept():
    topics = {"cce": "interested", "parents": "lead"}
    assert expert_from({"id": "e", "topics": topics}).topics == topics


def test_every_fact_of_an_expert_is_read():
    expert = expert_from(
        {
            "id": "e",
            "organisation_path": ["Council", "Trust", "School"],
            "previous_employers": [{"organisation": "Police", "ended": "2025-06-30"}],
            "away": [["2026-01-01", "2026-01-09"]],
            "paused_until": "2026-02-01",
            "do_not_match": ["m1"],
            "verified": False,
            "suspended": True,
            "capacity": 1,
            "invited": 1,
            "last_invited": "2025-12-24T09:00:00+00:00",
        }
    )
    assert expert == Expert(
        id="e",
        organisation_root="Council",
        previous_employers=(Employer("Police", date(2025, 6, 30)),),
        away=((date(2026, 1, 1), date(2026, 1, 9)),),
        paused_until=date(2026, 2, 1),
        do_not_match=frozenset({"m1"}),
        verified=False,
        suspended=True,
        invited=1,
        last_invited=date(2025, 12, 24),
    )


def test_labels_are_never_read_into_a_question():
    record = {"id": "q", "asker": {"id": "m", "nation": "Wales"}, "topics": ["cce"]}
    labels = {"relevance": {"e": 3}, "conflicts": ["f"], "needs_text": True}
    assert question_from({**record, **labels}) == question_from(record)


def test_evidence_is_the_profile_and_every_text():
    record = {"id": "e", "role": "Nurse", "profile": "I nurse.", "evidence": ["a", {"text": "b"}]}
    found = [(piece.id, piece.kind, piece.text) for piece in evidence_from(record)]
    assert found == [
        ("e/profile", "profile", "Nurse. I nurse."),
        ("e/0000", "post", "a"),
        ("e/0001", "post", "b"),
    ]


def test_an_expert_without_id_is_named_in_the_refusal(tmp_path):
    (tmp_path / "e.json").write_text('[{"sector": "police"}]')
    with pytest.raises(FileFormatError, match=r"^e\.json, expert \?: 'id'$"):
        read_experts(tmp_path / "e.json")


def test_a_wrong_date_is_refused(tmp_path):
    (tmp_path / "q.json").write_text('[{"id": "q", "answer_by": "soon"}]')
    with pytest.raises(FileFormatError, match=r"^q\.json, question q: Invalid isoformat"):
        read_questions(tmp_path / "q.json")


def test_ratings_are_read_by_expert_and_question(tmp_path):
    (tmp_path / "r.tsv").write_text("expert\tquestion\trating\ne\ta\t4.5\ne\tb\t1\n")
    assert read_ratings(tmp_path / "r.tsv") == {"e": {"a": 4.5, "b": 1.0}}


def test_a_rating_that_is_no_number_is_refused(tmp_path):
    (tmp_path / "r.tsv").write_text("expert\tquestion\trating\ne\ta\tgood\n")
    with pytest.raises(FileFormatError, match=r"^r\.tsv, line 2: not a rating\.$"):
        read_ratings(tmp_path / "r.tsv")
