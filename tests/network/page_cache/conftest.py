from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client

from network.page_cache import changes
from network.page_cache.store import store


@pytest.fixture
def visitor(settings, db):
    """A visitor of a site that keeps ready answers."""
    settings.KEEP_UNCHANGED = settings.PAGE_CACHE = True
    changes.watch_connection(None, connection)
    store.clear()
    changes.known.forget()
    yield Client()
    connection.execute_wrappers.remove(changes._watch)
    store.clear()
    changes.known.forget()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What is written inside happens in a transaction of its own, as in a request; the test's own
    one waits for nothing that was written before."""

    @contextmanager
    def transaction():
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            yield callbacks

    return transaction


@pytest.fixture
def look_at_once(monkeypatch):
    """Every request asks for the token, as one does that comes half a second later."""
    monkeypatch.setattr(changes, "LOOK_EVERY", -1)
