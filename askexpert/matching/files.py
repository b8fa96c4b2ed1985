"""Reading experts, questions and ratings from files; the formats are told in docs/matching.md.

A fact that a file does not tell takes the harmless default of ``values``. Dates are ISO 8601.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from .values import LEAD, WORKING, Employer, Evidence, Expert, Question

Record = Mapping[str, Any]


class FileFormatError(ValueError):
    """A file that cannot be read as what it should be; the message names file and line."""


def read_records(path: Path) -> list[Record]:
    """The objects of a JSON list or of JSON lines (told apart by the first character).

    Raises FileFormatError when it is neither, or an entry has no ``id``-like object form.
    """
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        try:
            records = json.loads(text)
        except json.JSONDecodeError as error:
            raise FileFormatError(f"{path.name}, line {error.lineno}: not JSON.") from error
    else:
        records = list(_lines(path, text))
    if not all(isinstance(record, dict) for record in records):
        raise FileFormatError(f"{path.name}: every entry must be a JSON object.")
    return records


def _lines(path: Path, text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise FileFormatError(f"{path.name}, line {number}: not JSON.") from error


def read_experts(path: Path) -> tuple[list[Expert], list[Evidence]]:
    """The experts of a file and all their evidence. Raises FileFormatError."""
    experts: list[Expert] = []
    evidence: list[Evidence] = []
    for record in read_records(path):
        try:
            experts.append(expert_from(record))
            evidence.extend(evidence_from(record))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise FileFormatError(
                f"{path.name}, expert {record.get('id', '?')}: {error}"
            ) from error
    return experts, evidence


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises FileFormatError."""
    questions: list[Question] = []
    for record in read_records(path):
        try:
            questions.append(question_from(record))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise FileFormatError(
                f"{path.name}, question {record.get('id', '?')}: {error}"
            ) from error
    return questions


def expert_from(record: Record) -> Expert:
    """One expert. Topics are a list, the main one first, or an object of topic and level."""
    topics = record.get("topics") or {}
    if not isinstance(topics, dict):
        topics = {
            topic: LEAD if place == 0 else WORKING
            for place, topic in reversed(list(enumerate(topics)))
        }
    open_assignments = int(record.get("open_assignments") or 0)
    invited = int(record.get("invited") or 0)
    capacity = record.get("capacity")
    return Expert(
        id=str(record["id"]),
        topics=topics,
        contexts=tuple(record.get("contexts") or ()),
        sector=record.get("sector") or "",
        nation=record.get("nation") or "",
        area=record.get("area") or "",
        organisation=record.get("organisation") or "",
        organisation_root=_root(record),
        previous_employers=_employers(record),
        declared_ties=_names(record, "declared_ties"),
        tied_organisations=_names(record, "tied_organisations"),
        tied_areas=_names(record, "tied_areas"),
        do_not_match=_names(record, "do_not_match"),
        opted_out_topics=_names(record, "opted_out_topics"),
        verified=record.get("verified", True) is not False,
        consenting=record.get("consenting", True) is not False,
        suspended=record.get("suspended", False) is True,
        paused_until=_day(record.get("paused_until")),
        away=tuple((_day(first), _day(last)) for first, last in record.get("away") or ()),
        capacity=open_assignments + invited + 1 if capacity is None else int(capacity),
        open_assignments=open_assignments,
        invited=invited,
        last_invited=_day(record.get("last_invited")),
        invitations_30_days=int(record.get("invitations_30_days") or 0),
        silent_expiries=int(record.get("silent_expiries") or 0),
        completed=int(record.get("completed") or 0),
    )


def evidence_from(record: Record) -> Iterator[Evidence]:
    """An expert's profile (role, then profile) and texts, each a string or title and text."""
    expert = str(record["id"])
    profile = ". ".join(part for part in (record.get("role"), record.get("profile")) if part)
    if profile:
        yield Evidence(f"{expert}/profile", expert, profile, kind="profile")
    for number, entry in enumerate(record.get("evidence") or ()):
        item = {"text": entry} if isinstance(entry, str) else entry
        yield Evidence(
            f"{expert}/{number:04}", expert, item.get("text") or "", title=item.get("title") or ""
        )


def question_from(record: Record) -> Question:
    """One question. Who asks stands under ``asker``; labels for measuring are never read."""
    asker = record.get("asker") or {}
    return Question(
        id=str(record["id"]),
        title=record.get("title") or "",
        text=record.get("text") or "",
        topics=tuple(record.get("topics") or ()),
        contexts=tuple(record.get("contexts") or ()),
        asker=str(asker.get("id") or ""),
        sector=asker.get("sector") or "",
        sectors_wanted=tuple(record.get("sectors_wanted") or ()),
        nation=asker.get("nation") or "",
        area=asker.get("area") or "",
        further_organisations=tuple(asker.get("further_organisations") or ()),
        further_areas=tuple(asker.get("further_areas") or ()),
        organisation=asker.get("organisation") or "",
        organisation_root=_root(asker),
        previous_employers=_employers(asker),
        declared_ties=_names(asker, "declared_ties"),
        tied_organisations=_names(asker, "tied_organisations"),
        tied_areas=_names(asker, "tied_areas"),
        do_not_match=_names(asker, "do_not_match"),
        already_asked=_names(record, "already_asked"),
        nation_only_topics=_names(record, "nation_only_topics"),
        answer_by=_day(record.get("answer_by")),
    )


def read_ratings(path: Path) -> dict[str, dict[str, float]]:
    """Ratings by expert and question, from a tab-separated file. Raises FileFormatError."""
    ratings: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t"), start=2):
            try:
                ratings.setdefault(row["expert"], {})[row["question"]] = float(row["rating"])
            except (KeyError, TypeError, ValueError) as error:
                raise FileFormatError(f"{path.name}, line {number}: not a rating.") from error
    return ratings


def evidence_of_sample(records: Iterable[Record]) -> Iterator[Evidence]:
    """Evidence in the format of the benchmark: one record per text, with its expert."""
    for number, record in enumerate(records):
        yield Evidence(
            f"{number:06}",
            str(record["expert"]),
            record.get("text") or "",
            title=record.get("title") or "",
        )


def _root(record: Record) -> str:
    path = record.get("organisation_path") or ()
    return record.get("organisation_root") or (path[0] if path else "")


def _employers(record: Record) -> tuple[Employer, ...]:
    return tuple(
        Employer(_root(item) or item["organisation"], _day(item.get("ended")))
        for item in record.get("previous_employers") or ()
    )


def _names(record: Record, key: str) -> frozenset[str]:
    return frozenset(str(name) for name in record.get(key) or ())


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None
