"""Find and run the apps' makers of large synthetic data.

A maker is ``<app>.scale`` with ``load(order)``; ``ORDER`` there places it (default 50, people
first). What an app makes must be possible in reality: it comes from the app's own rules.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

DEFAULT_ORDER = 50


def _quiet(words: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class ScaleOrder:
    """How many of everything there should be in the end, and the only source of chance.

    A maker fills up to its number: what an earlier run made counts, so running twice adds nothing.
    """

    now: datetime
    members: int = 0
    resources: int = 0
    questions: int = 0
    seed: int = 1
    say: Callable[[str], None] = field(default=_quiet)

    def rng(self, maker: str) -> random.Random:
        """Chance for one maker: the same for the same seed, whatever the others draw."""
        return random.Random(f"{self.seed}:{maker}")


def load_all(order: ScaleOrder) -> Iterator[tuple[str, int]]:
    """Run every maker, each in a transaction of its own, and yield (app label, rows made)."""
    found = [
        (config.label, import_module(f"{config.name}.scale"))
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.scale") is not None
    ]
    makers = [(label, module) for label, module in found if hasattr(module, "load")]
    for label, module in sorted(
        makers, key=lambda pair: (getattr(pair[1], "ORDER", DEFAULT_ORDER), pair[0])
    ):
        with transaction.atomic():
            yield label, module.load(order)
