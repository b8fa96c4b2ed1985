import pytest

from resources.usage.recording import waiting


@pytest.fixture(autouse=True)
def counted_at_once(settings):
    """Uses are counted, and written in the request."""
    settings.USAGE_WRITE_SECONDS = 0
    waiting.cache_clear()
    yield
    waiting.cache_clear()
