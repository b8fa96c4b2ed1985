"""Screen texts from standard input, one JSON object a line."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from network.safeguarding.screening import screen


class Command(BaseCommand):
    help = (
        'Read JSON lines {"id", "text"} from standard input and write '
        '{"id", "spans": [{"start", "end", "type", "severity", "reason"}]} for each, in order.'
    )
    requires_system_checks = ()

    def handle(self, *args, **options):
        """Write one line for each line read; empty lines are skipped.

        Raises CommandError with the number of the line that cannot be read, never its text.
        """
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                identifier, text = record["id"], record["text"]
            except (ValueError, KeyError, TypeError):
                raise CommandError(
                    f'Line {number} is not a JSON object with "id" and "text".'
                ) from None
            if not isinstance(text, str):
                raise CommandError(f'Line {number}: "text" must be a string.')
            spans = [asdict(span) for span in screen(text)]
            self.stdout.write(json.dumps({"id": identifier, "spans": spans}, ensure_ascii=False))
