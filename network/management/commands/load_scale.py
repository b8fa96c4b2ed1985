"""``manage.py load_scale``: a large synthetic network, to measure with."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from network.demo.scale import ScaleOrder, load_all


class Command(BaseCommand):
    help = "Make many invented members. Fills up to the numbers given; safe to run twice."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--members", type=int, default=0)
        parser.add_argument("--resources", type=int, default=0)
        parser.add_argument("--questions", type=int, default=0)
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same people")
        parser.add_argument(
            "--on-a-database-that-may-be-thrown-away",
            action="store_true",
            dest="sure",
            help="needed outside the demonstration's settings",
        )

    def handle(self, *args, sure: bool, **options) -> None:
        if not (settings.DEMO_MODE or sure):
            raise CommandError(
                "load_scale fills the site with invented people. Under these settings say that "
                "the database may be thrown away."
            )
        numbers = {name: options[name] for name in ("members", "resources", "questions")}
        if min(numbers.values()) < 0:
            raise CommandError("Numbers begin at 0.")
        order = ScaleOrder(
            now=timezone.now(), seed=options["seed"], say=self.stdout.write, **numbers
        )
        started = time.monotonic()
        for label, made in load_all(order):
            self.stdout.write(f"  {label:<16} {made:>7} in {time.monotonic() - started:6.1f} s")
            started = time.monotonic()
