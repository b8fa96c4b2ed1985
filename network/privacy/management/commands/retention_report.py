"""``manage.py retention_report``: what the retention rules would remove now. Changes nothing."""

from django.core.management.base import BaseCommand
from django.db import transaction

from network.management.commands.load_demo import parse_now
from network.privacy.retention import all_rules

HEADERS = ("Rule", "What", "Kept for", "Due now")


class Command(BaseCommand):
    help = "List what is kept for how long, and how many rows are due to go. Changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--now", help="count as if it were this moment (ISO)")
        parser.add_argument(
            "--docs", action="store_true", help="print the rows of the table in docs/security.md"
        )

    def handle(self, *args, now: str | None = None, docs: bool = False, **options) -> None:
        """Print one line per rule, in the order of their codes, counted in one snapshot."""
        if docs:
            for rule in all_rules():
                self.stdout.write(f"| `{rule.code}` | {rule.what} | {rule.kept_for} | {rule.why} |")
            return
        moment = parse_now(now)
        with transaction.atomic():
            rows = [
                (rule.code, rule.what, rule.kept_for, str(rule.due(moment).count()))
                for rule in all_rules()
            ]
        widths = [max(map(len, column)) for column in zip(HEADERS, *rows, strict=True)]
        for line in (HEADERS, tuple("-" * width for width in widths), *rows):
            cells = [cell.ljust(width) for cell, width in zip(line[:-1], widths, strict=False)]
            self.stdout.write("  ".join([*cells, line[-1].rjust(widths[-1])]))
