"""``manage.py screen_documents``: today's gate for files that were stored earlier."""

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from network.media.screening_again import not_taken_today


class Command(BaseCommand):
    help = (
        "List the stored documents that would be refused or held back if they were uploaded today, "
        "with the address where an editor looks at the marks. Changes nothing; to be run once "
        "after an upgrade whose changelog says so."
    )

    def handle(self, *args, **options) -> None:
        """One line a document; the words that identify somebody are never printed.

        :raises CommandError: when there is one, so that a script notices.
        """
        number = 0
        for pk, why in not_taken_today():
            number += 1
            self.stdout.write(f"{reverse('document_marks', args=[pk])}  {why}")
        if number:
            raise CommandError(f"{number} would not be taken today. Please look at each.")
        self.stdout.write("Every stored document would be taken today.")
