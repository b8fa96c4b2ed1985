"""Fixtures of the whole suite. People come from ``tests.personas``."""

import pytest
from django.core.cache import cache
from wagtail.models import Site

pytest_plugins = ["tests.personas"]


@pytest.fixture(autouse=True)
def _clean_caches():
    """Each test starts with an empty cache and no remembered site roots."""
    cache.clear()
    Site.clear_site_root_paths_cache()
