import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

EXPERTS = [
    {
        "id": "rail",
        "topics": ["transport", "missing"],
        "contexts": ["neighbourhood"],
        "sector": "police",
        "nation": "England",
        "area": "Eastmarch",
        "evidence": ["Gate staff ring the control room about a girl alone at the station."],
        "capacity": 2,
    },
    {
        "id": "near",
        "topics": ["transport"],
        "nation": "England",
        "area": "Northmere",
        "evidence": ["Trains."],
        "capacity": 2,
    },
]
QUESTION = {
    "id": "q1",
    "title": "Alone at the station",
    "text": "Who should gate staff ring?",
    "topics": ["transport"],
    "contexts": ["neighbourhood"],
    "asker": {"nation": "England", "area": "Northmere"},
    "relevance": {"rail": 3},
    "conflicts": ["near"],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "experts.json").write_text(json.dumps(EXPERTS))
    (tmp_path / "questions.jsonl").write_text(json.dumps(QUESTION) + "\n")
    return tmp_path


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def rank(folder, *more):
    return run(
        "rank_experts",
        f"--experts={folder / 'experts.json'}",
        f"--questions={folder / 'questions.jsonl'}",
        "--today=2026-03-01",
        *more,
    )


def test_rank_experts_prints_one_object_per_question(folder):
    (line,) = rank(folder).splitlines()
    printed = json.loads(line)
    assert list(printed) == ["question", "ranking", "excluded"]
    assert printed["question"] == "q1"
    assert [list(item) for item in printed["ranking"]] == [["expert", "score", "reasons"]]
    assert printed["ranking"][0]["expert"] == "rail"
    assert printed["ranking"][0]["reasons"][0] == "1 of 1 topic (transport: lead)"
    assert printed["excluded"] == [{"expert": "near", "reason": "same_area"}]


def test_rank_experts_prints_the_same_twice(folder):
    assert rank(folder) == rank(folder)


def test_rank_experts_refuses_a_top_of_nought(folder):
    with pytest.raises(CommandError, match="--top must be 1 or more"):
        rank(folder, "--top=0")


def test_rank_experts_names_a_file_that_it_cannot_read(folder):
    (folder / "questions.jsonl").write_text("{")
    with pytest.raises(CommandError, match=r"questions\.jsonl, line 1: not JSON"):
        rank(folder)


def test_evaluate_matching_measures_a_ranking(folder):
    *quality, index, question = run(
        "evaluate_matching", str(folder), "--today=2026-03-01"
    ).splitlines()
    assert quality == ["questions 1", "nDCG@5 1.0000", "first is good 1.0000", "conflicts 0"]
    assert re.fullmatch(r"seconds for the index \d+\.\d{3}", index)
    assert re.fullmatch(r"milliseconds for a question \d+\.\d", question)


def test_evaluate_matching_measures_text_evidence(tmp_path):
    questions = [{"id": "a", "title": "Trains", "text": ""}, {"id": "b", "title": "Knives"}]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)))
    (tmp_path / "ratings.tsv").write_text("expert\tquestion\trating\ne\ta\t5\ne\tb\t1\n")
    for name, text in (("experts-1", "Trains"), ("experts-2", "Knives")):
        (tmp_path / name).mkdir()
        other = json.dumps({"expert": "f", "title": "Parks", "text": "Trains. Knives."})
        own = json.dumps({"expert": "e", "title": text, "text": ""})
        (tmp_path / name / "evidence.jsonl").write_text(f"{own}\n{other}\n")
    *losses, time = run("evaluate_matching", str(tmp_path)).splitlines()
    assert losses == ["experts-1 loss 0.0000", "experts-2 loss 1.0000", "mean loss 0.5000"]
    assert re.fullmatch(r"seconds for each sample \d+\.\d\d", time)


def test_evaluate_matching_refuses_a_folder_with_neither(tmp_path):
    with pytest.raises(CommandError, match="neither"):
        run("evaluate_matching", str(tmp_path))
