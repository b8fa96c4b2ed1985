"""Whose search may not read the words inside which files.

The platform does not know who may have a feature's files. A feature registers a function in its
``closed_files.py`` that gives the ids of the pages whose files are closed to somebody now.
"""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from network.discovery import discover

Provider = Callable[..., QuerySet]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Make a feature's function known: ``provider(user, now)`` returns a query of page ids."""
    if provider not in _providers:
        _providers.append(provider)


def closed_files(user, now: datetime) -> tuple[str, tuple]:
    """A query, with its parameters, for the ids of all pages whose files stay closed to the user;
    empty when none do."""
    discover("closed_files")
    queries, parameters = [], ()
    for provider in _providers:
        try:
            sql, values = provider(user, now).order_by().query.sql_with_params()
        except EmptyResultSet:
            continue
        queries.append(sql)
        parameters += tuple(values)
    return " UNION ".join(queries), parameters
