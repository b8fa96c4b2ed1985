"""Find and run the apps' demo loaders.

A loader is ``<app>.demo`` (a module or a package) with ``load(world)``; ``ORDER`` there places it
(default 50, people first). Loading twice changes nothing: each loader looks before it writes.
"""

import time
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps
from django.db import transaction

from network.demo.world import World

DEFAULT_ORDER = 50


def loaders() -> list[tuple[str, ModuleType]]:
    """(app label, demo module) of every installed app that has one, in order."""
    found = [
        (config.label, import_module(f"{config.name}.demo"))
        for config in apps.get_app_configs()
        if find_spec(f"{config.name}.demo") is not None
    ]
    return sorted(
        ((label, module) for label, module in found if hasattr(module, "load")),
        key=lambda pair: (getattr(pair[1], "ORDER", DEFAULT_ORDER), pair[0]),
    )


def load_all(world: World) -> Iterator[tuple[str, float]]:
    """Run every loader, each in a transaction of its own, and yield (app label, seconds)."""
    for label, module in loaders():
        started = time.monotonic()
        with transaction.atomic():
            module.load(world)
        yield label, time.monotonic() - started
