"""``manage.py run_due``: everything that time makes due. Run it every few minutes."""

import logging
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network.management.commands.load_demo import parse_now

logger = logging.getLogger("network.due")

DEFAULT_ORDER = 50


def due_modules() -> tuple[list[tuple[str, ModuleType]], list[str]]:
    """(app label, ``due`` module) of every installed app that has one, by its ``ORDER``; equals
    stay in the order of the apps. Who sends what others write comes last. Then the labels of those
    that cannot be imported, which stop no other."""
    found, broken = [], []
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.due") is None:
            continue
        try:
            found.append((config.label, import_module(f"{config.name}.due")))
        except Exception:
            logger.exception("run_due failed", extra={"action": config.label})
            broken.append(config.label)
    return sorted(found, key=lambda pair: getattr(pair[1], "ORDER", DEFAULT_ORDER)), broken


class Command(BaseCommand):
    help = (
        "Do what time makes due: reminders, expiries, e-mail that waits. Safe to run at any "
        "moment, any number of times, on several machines."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--now", help="act as if it were this moment (ISO; refused in production)"
        )

    def handle(self, *args, now: str | None = None, **options) -> None:
        """Call ``run_due(now=…)`` of every app's ``due`` module and print what each has done.

        The clock is read anew for each, since the last may have its turn minutes after the first,
        and a claim on an e-mail runs from the moment at which it is made. A module that fails does
        not stop the others; its traceback goes to the log, and the command ends with code 1 after
        all have run.
        """
        if now and not (settings.DEBUG or settings.DEMO_MODE):
            raise CommandError("--now is for development and the demonstration only.")
        parse_now(now)
        modules, failed = due_modules()
        for label, module in modules:
            try:
                done = module.run_due(now=parse_now(now))
            except Exception:
                logger.exception("run_due failed", extra={"action": label})
                failed.append(label)
                continue
            for what, count in (done or {}).items():
                self.stdout.write(f"{label}: {what}: {count}")
        if failed:
            raise CommandError(f"These apps failed: {', '.join(failed)}. The log says why.")
