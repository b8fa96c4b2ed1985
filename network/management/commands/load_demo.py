"""``manage.py load_demo``: the demonstration's world of invented people, questions and pages."""

from datetime import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from network.demo.loading import load_all
from network.demo.world import World


def parse_now(text: str | None) -> datetime:
    """Read an ISO date and time, in local time where it names no zone; nothing means now.

    :raises CommandError: when the text is not a date and time.
    """
    if not text:
        return timezone.now()
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--now wants a date and time such as 2026-11-20T09:00, not {text!r}.")
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


class Command(BaseCommand):
    help = "Load the demonstration world. Safe to run twice: what is there already stays."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--now", help="count dates from this moment (ISO; default: now)")

    def handle(self, *args, now: str | None = None, **options) -> None:
        if not settings.DEMO_MODE:
            raise CommandError(
                "load_demo fills the site with invented people whose password is public. It runs "
                "under network.settings.demo only."
            )
        world = World(now=parse_now(now), say=self.say)
        self.say("Loading the demonstration world")
        for label, seconds in load_all(world):
            self.say(f"  {label:<16} {seconds:6.1f} s")
        self.say("The demonstration world is ready.")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
