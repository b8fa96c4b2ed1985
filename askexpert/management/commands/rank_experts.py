"""Rank the experts of a file for the questions of a file; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from askexpert.matching import TextIndex, TopicRarity, rank_experts
from askexpert.matching.files import FileFormatError, read_experts, read_questions
from askexpert.matching.values import Ranking


class Command(BaseCommand):
    help = "Rank experts for questions, both from files; prints one JSON object per question."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--experts", type=Path, required=True, help="JSON list or JSON lines")
        parser.add_argument("--questions", type=Path, required=True, help="JSON list or JSON lines")
        parser.add_argument("--top", type=int, default=5, help="experts per question (default 5)")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="the day that rest and pauses count from"
        )

    def handle(self, *, experts: Path, questions: Path, top: int, today: date | None, **_) -> None:
        if top < 1:
            raise CommandError("--top must be 1 or more.")
        try:
            people, evidence = read_experts(experts)
            asked = read_questions(questions)
        except (FileFormatError, OSError) as error:
            raise CommandError(str(error)) from error
        today = today or timezone.localdate()
        index = TextIndex(evidence)
        rarity = TopicRarity.of(people)
        for question in asked:
            ranking = rank_experts(question, people, index, today=today, limit=top, rarity=rarity)
            self.stdout.write(json.dumps(as_record(ranking), ensure_ascii=False))


def as_record(ranking: Ranking) -> dict[str, object]:
    """A ranking in the output format of the command."""
    return {
        "question": ranking.question,
        "ranking": [
            {"expert": s.expert, "score": round(s.score, 2), "reasons": list(s.reasons)}
            for s in ranking.suggestions
        ],
        "excluded": [{"expert": e.expert, "reason": e.reason} for e in ranking.excluded],
    }
