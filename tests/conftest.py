"""Fixtures of the whole suite. People come from ``tests.personas``."""

import hypothesis
import pytest
from django.core.cache import cache
from wagtail.models import Site

# A busy machine is not a fault of the code: how long one example takes is not judged.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")

pytest_plugins = ["tests.personas", "tests.shared_database"]


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


def pytest_collection_modifyitems(items):
    """Mark what touches the database, for the second run on SQLite (``make test``).

    Browser tests come last: they run against a live server and empty the tables after themselves.
    """
    for item in items:
        fixtures = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
        if fixtures or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
