"""Measure matching on a folder of files; needs no database."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from askexpert.matching import TextIndex, TopicRarity, rank_experts
from askexpert.matching.evaluation import ranking_quality, text_loss
from askexpert.matching.files import (
    FileFormatError,
    evidence_of_sample,
    question_from,
    read_experts,
    read_ratings,
    read_records,
)


class Command(BaseCommand):
    help = (
        "Print the loss of the text evidence (experts-*/evidence.jsonl, questions.jsonl, "
        "ratings.tsv) or the quality of the ranking (experts.json, questions.jsonl with labels)."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", metavar="DIR", type=Path)
        parser.add_argument("--today", type=date.fromisoformat, help="the day of the ranking")

    def handle(self, *, directory: Path, today: date | None, **_) -> None:
        samples = sorted(directory.glob("experts-*/evidence.jsonl"))
        has_ranking = (directory / "experts.json").is_file()
        if not samples and not has_ranking:
            raise CommandError(
                f"{directory.name}: neither experts-*/evidence.jsonl nor experts.json is there."
            )
        try:
            if samples:
                self.print_text_loss(directory, samples)
            if has_ranking:
                self.print_ranking_quality(directory, today or timezone.localdate())
        except (FileFormatError, OSError, KeyError, ValueError) as error:
            raise CommandError(f"{directory.name}: {error}") from error

    def print_text_loss(self, directory: Path, samples: list[Path]) -> None:
        """The loss per sample of evidence and the mean (0 best, 0.5 chance), and the time."""
        questions = {
            record["id"]: (record.get("title") or "", record.get("text") or "")
            for record in read_records(directory / "questions.jsonl")
        }
        ratings = read_ratings(directory / "ratings.tsv")
        losses = []
        began = perf_counter()
        for sample in samples:
            evidence = evidence_of_sample(read_records(sample))
            losses.append(text_loss(evidence, questions, ratings))
            self.stdout.write(f"{sample.parent.name} loss {losses[-1]:.4f}")
        self.stdout.write(f"mean loss {sum(losses) / len(losses):.4f}")
        spent = (perf_counter() - began) / len(samples)
        self.stdout.write(f"seconds for each sample {spent:.2f}")

    def print_ranking_quality(self, directory: Path, today: date) -> None:
        """nDCG at 5, share of questions with a good expert first, experts in conflict, times."""
        experts, evidence = read_experts(directory / "experts.json")
        began = perf_counter()
        index = TextIndex(evidence)
        built = perf_counter() - began
        rarity = TopicRarity.of(experts)
        rankings, times = [], []
        for record in read_records(directory / "questions.jsonl"):
            began = perf_counter()
            ranking = rank_experts(
                question_from(record), experts, index, today=today, rarity=rarity
            )
            times.append(perf_counter() - began)
            labels = record.get("relevance") or {}
            rankings.append((ranking, labels, set(record.get("conflicts") or ())))
        quality = ranking_quality(rankings)
        self.stdout.write(f"questions {quality['questions']}")
        self.stdout.write(f"nDCG@5 {quality['ndcg_at_5']:.4f}")
        self.stdout.write(f"first is good {quality['first_is_good']:.4f}")
        self.stdout.write(f"conflicts {quality['conflicts']}")
        self.stdout.write(f"seconds for the index {built:.3f}")
        self.stdout.write(f"milliseconds for a question {median(times) * 1000:.1f}")
