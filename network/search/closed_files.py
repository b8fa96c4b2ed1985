"""Whose search may not read the words inside which files.

The platform does not know who may have a feature's files. A feature registers a function in its
``closed_files.py`` that gives the ids of the pages whose files are closed to somebody now.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from network.discovery import discover
from network.search import bits

Provider = Callable[..., QuerySet]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make a feature's function known: ``provider(user, now)`` returns a query of page ids."""
    if provider not in _providers:
        _providers.append(provider)


def closed_files(user, now: datetime) -> int:
    """The pages whose files stay closed to the user, as a set of :mod:`network.search.bits`: one
    query for each feature that closes some to anybody like them."""
    discover("closed_files")
    return bits.of_numbers(pk for provider in _providers for pk in provider(user, now))
