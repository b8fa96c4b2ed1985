"""``manage.py record_bounce``: what a local mail server hands back."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.notifications import dsn
from network.notifications.bounces import record_bounce

LARGEST = 1_000_000  # bytes; a notification is a few thousand


class Command(BaseCommand):
    help = (
        "Record e-mail that did not arrive. Without an address, reads a delivery status "
        "notification (RFC 3464) from standard input, as a mail server's alias pipes it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", nargs="?", help="the address that was not reached")
        parser.add_argument("--soft", action="store_true", help="it may work another time")
        parser.add_argument("--reason", default="", help="a short code, such as 5.1.1")
        parser.add_argument("--message-id", default="", help="of the e-mail that came back")

    def handle(self, *args, address: str | None, **options) -> None:
        """Record one bounce, or all that a notification reports, and say how many were news.

        A notification of a delay, and any other e-mail, records nothing and is no error: a mail
        server would send an error back to somebody.

        :raises CommandError: when the address is none, or standard input is too large.
        """
        if address:
            refusals = [
                dsn.Refusal(address, not options["soft"], options["reason"], options["message_id"])
            ]
        else:
            raw = sys.stdin.buffer.read(LARGEST + 1)
            if len(raw) > LARGEST:
                raise CommandError("That is too large for a delivery status notification.")
            refusals = dsn.read(raw)
        if any("@" not in refusal.address for refusal in refusals):
            raise CommandError("That is not an e-mail address.")
        now = timezone.now()
        news = sum(
            record_bounce(
                refusal.address,
                hard=refusal.hard,
                reason=refusal.reason,
                occasion=refusal.occasion,
                now=now,
            )
            for refusal in refusals
        )
        self.stdout.write(f"bounces recorded: {news}")
