"""``manage.py import_resources SHEET ZIP``: many resources at once, all or nothing."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from resources.importing.columns import Problem
from resources.importing.running import Outcome, run
from resources.packs.contents import counted


class Command(BaseCommand):
    help = "Make resources from a sheet (XLSX or CSV, one row a file) and a ZIP. All or nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("sheet", type=Path, help="columns: docs/resources.md")
        parser.add_argument("zip", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and change nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish instead of leaving drafts"
        )
        parser.add_argument(
            "--leave-out-refused",
            action="store_true",
            help="import the rest when the gate refuses some files",
        )
        parser.add_argument(
            "--marks-looked-at",
            action="store_true",
            help="you have looked at what the screening marks: it identifies no child",
        )
        parser.add_argument("--by", help="e-mail address of the editor whose files these are")

    def handle(self, *args, **options) -> None:
        """Check, say every fault with its row and column, then make all resources or none.

        :raises CommandError: when anything is wrong; nothing was changed then.
        """
        for path in (options["sheet"], options["zip"]):
            if not path.is_file():
                raise CommandError(f"There is no file {path}.")
        outcome = run(
            options["sheet"],
            options["zip"],
            today=timezone.localdate(),
            dry_run=options["dry_run"],
            publish=options["publish"],
            leave_out_refused=options["leave_out_refused"],
            marks_looked_at=options["marks_looked_at"],
            user=self._editor(options["by"]),
            say=self._say if options["verbosity"] > 1 else lambda line: None,
        )
        self._list("To know", outcome.warnings)
        self._list("Left out", outcome.left_out)
        self._list("To mend", outcome.errors)
        if outcome.errors:
            count = len(outcome.errors)
            what = "One thing has" if count == 1 else f"{count} things have"
            raise CommandError(f"{what} to be mended. Nothing was imported.")
        self._say(self._summary(outcome, options))

    def _say(self, line: str) -> None:
        self.stdout.write(line)

    def _list(self, heading: str, problems: list[Problem]) -> None:
        if problems:
            self._say(f"{heading}:")
        for problem in problems:
            self._say(f"  {problem}")

    def _editor(self, email: str | None):
        if not email:
            return None
        user = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}.")
        return user

    def _summary(self, outcome: Outcome, options: dict) -> str:
        files = sum(len(v.files) for plan in outcome.plans for v in plan.versions.values())
        done = "would be imported" if options["dry_run"] else "imported"
        state = "published" if options["publish"] else "as drafts"
        what = f"{counted(len(outcome.plans), 'resource')} with {counted(files, 'file')}"
        return f"{what} {done}, {state}."
