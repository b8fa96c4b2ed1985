"""``manage.py export_resources SHEET ZIP``: the library in the shape that the import reads."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from resources.importing.exporting import export
from resources.packs.contents import counted


class Command(BaseCommand):
    help = "Write all live resources as a sheet (XLSX or CSV) and a ZIP with their files."

    def add_arguments(self, parser) -> None:
        parser.add_argument("sheet", type=Path)
        parser.add_argument("zip", type=Path)
        parser.add_argument("--drafts", action="store_true", help="also what is not published")
        parser.add_argument("--overwrite", action="store_true", help="replace files of these names")

    def handle(self, *args, **options) -> None:
        """Write both files. Nothing is changed in the library.

        :raises CommandError: for a sheet of another kind, for files that are there already, and
            where none can be written.
        """
        sheet, archive = options["sheet"], options["zip"]
        if sheet.suffix.lower() not in {".xlsx", ".csv"}:
            raise CommandError("The sheet's name ends in .xlsx or .csv.")
        for path in (sheet, archive):
            if path.exists() and not options["overwrite"]:
                raise CommandError(f"{path} is there already. Use --overwrite to replace it.")
            if not path.parent.is_dir():
                raise CommandError(f"There is no folder {path.parent}.")
        try:
            count, files = export(sheet, archive, drafts=options["drafts"], say=self.stdout.write)
        except OSError as error:
            name = error.filename or sheet.parent
            raise CommandError(f"{name} cannot be written: {error.strerror or error}.") from error
        what = f"{counted(count, 'resource')} with {counted(files, 'file')}"
        self.stdout.write(f"{what} written.")
