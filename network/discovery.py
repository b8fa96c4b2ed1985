"""Find what apps offer each other by a module's name, once for each process."""

from functools import cache

from django.utils.module_loading import autodiscover_modules


@cache
def discover(module: str) -> None:
    """Import ``<app>.<module>`` of every installed app that has one.

    Looking costs milliseconds, because Python searches the disk for the modules that are not
    there: too much for every request, so a process looks once.
    """
    autodiscover_modules(module)
