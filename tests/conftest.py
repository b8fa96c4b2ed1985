"""Fixtures of the whole suite. People come from ``tests.personas``."""

from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from wagtail.models import Site

# A busy machine is not a fault of the code: how long one example takes is not judged.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

# What is run on SQLite too: where locks, constraints, dates, search, JSON or counting could differ.
# PostgreSQL runs everything.
ON_SQLITE_TOO = (
    "askexpert/due/",
    "askexpert/test_candidates",
    "askexpert/test_expert_index",
    "askexpert/test_querysets",
    "network/management/",
    "network/members/directory/",
    "network/members/signing_in/test_second_factor.py",
    "network/members/test_workflow",
    "network/notifications/",
    "network/search/",
    "network/taxonomy/",
    "resources/test_library",
)

pytest_plugins = [
    "tests.known_files",
    "tests.migrated",
    "tests.personas",
    "tests.shared_database",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database as pytest-django makes it; then the usual people are made once."""
    from tests.personas import freeze_people

    with django_db_blocker.unblock():
        freeze_people()


@pytest.fixture(autouse=True)
def _clean_caches():
    """Each test starts with an empty cache and no remembered site roots."""
    cache.clear()
    Site.clear_site_root_paths_cache()


def pytest_ignore_collect(collection_path, config):
    """Read nothing but what is run on SQLite too where that is all that is asked for."""
    if config.option.markexpr == "sqlite_too" and collection_path.suffix == ".py":
        place = collection_path.relative_to(Path(__file__).parent).as_posix()
        return True if not place.startswith(ON_SQLITE_TOO) else None
    return None


def pytest_collection_modifyitems(items):
    """Mark what is run a second time on SQLite (``make test``), and put the tests in order.

    Those without a database come first: it is migrated meanwhile (:mod:`tests.migrated`). Browser
    tests come last: they run against a live server and empty the tables after themselves.
    """
    here = Path(__file__).parent
    places = {}
    for item in items:
        fixtures = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
        uses_database = bool(fixtures) or item.get_closest_marker("django_db") is not None
        places[item] = (item.get_closest_marker("browser") is not None, uses_database)
        if uses_database and item.path.is_relative_to(here):
            place = item.path.relative_to(here).as_posix()
            if place.startswith(ON_SQLITE_TOO):
                item.add_marker(pytest.mark.sqlite_too)
    items.sort(key=places.get)
