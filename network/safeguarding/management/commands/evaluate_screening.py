"""Measure the screening against labelled texts."""

import re
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from network.safeguarding.screening import screen
from network.safeguarding.screening.evaluation import Evaluation, evaluate
from network.safeguarding.screening.labelled import LabelsError, read_labelled

_PLAIN_SCAN = re.compile(r"\b\d[\d ]{8,12}\b|\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b|\b\S+@\S+\b")
_TIMED_LENGTH = 5000


class Command(BaseCommand):
    help = (
        'Read JSON lines {"id", "text", "spans"} from FILE and print recall and precision for '
        "each type, the share of texts without labels that carry any mark, and the speed."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--list", action="store_true", help="also list what was missed and wrongly marked"
        )

    def handle(self, *args, file: Path, **options):
        try:
            records = read_labelled(file)
        except LabelsError as error:
            raise CommandError(str(error)) from error
        result = evaluate(records, screen)
        self._print_types(result)
        self._print_clean(result)
        self._print_speed("\n".join(record["text"] for record in records))
        if options["list"]:
            for label, entries in (("missed", result.missed), ("wrong", result.wrong)):
                for identifier, kind, passage in entries:
                    self.stdout.write(f"{label}: {identifier} {kind} {passage}")

    def _print_types(self, result: Evaluation) -> None:
        self.stdout.write(f"{'type':10}{'labelled':>9}{'recall':>9}{'precision':>11}")
        for kind, score in result.by_type.items():
            recall, precision = _figure(score.recall), _figure(score.precision)
            self.stdout.write(f"{kind:10}{score.labelled:>9}{recall:>9}{precision:>11}")

    def _print_clean(self, result: Evaluation) -> None:
        share = _figure(result.clean_share)
        self.stdout.write(
            f"clean texts with any mark: {result.clean_marked} of {result.clean} ({share})"
        )

    def _print_speed(self, text: str) -> None:
        """Time 5,000 characters, best of five, against one plain regular expression."""
        sample = (text * (_TIMED_LENGTH // max(len(text), 1) + 1))[:_TIMED_LENGTH]
        screened = _best_of_five(lambda: screen(sample))
        scanned = _best_of_five(lambda: _PLAIN_SCAN.findall(sample))
        self.stdout.write(
            f"{len(sample)} characters: {screened * 1000:.1f} ms, "
            f"{screened / scanned:.0f} times a plain scan"
        )


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _best_of_five(action) -> float:
    """Seconds of processor time of the quickest of five runs."""
    times = []
    for _ in range(5):
        before = time.process_time()
        action()
        times.append(time.process_time() - before)
    return max(min(times), 1e-6)
