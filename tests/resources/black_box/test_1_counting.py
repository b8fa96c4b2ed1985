"""Counting, as somebody from outside checks it: a clock, a browser, and the figures."""

from datetime import datetime, timedelta

import pytest
import time_machine

from resources.usage.recording import waiting
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"
START = datetime(2026, 3, 2, 10, 5)
DOWNLOAD = "/resources/audit/download/"


@pytest.fixture(autouse=True)
def counted(settings):
    settings.USAGE_WRITE_SECONDS = 0
    waiting.cache_clear()
    yield
    waiting.cache_clear()


def test_downloads_are_counted_by_the_code_of_practice(client, member, researcher):
    make_resource("audit")
    with time_machine.travel(START, tick=False) as clock:

        def fetch(after: int, method="get", status=200, **headers) -> dict:
            clock.shift(timedelta(seconds=after))
            client.force_login(member)
            headers = {"user-agent": BROWSER, **headers}
            answer = getattr(client, method)(DOWNLOAD, headers=headers)
            assert answer.status_code == status
            return answer

        first = fetch(0)
        fetch(9)
        fetch(40)
        fetch(60, **{"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
        fetch(60, "head")
        fetch(60, status=206, range="bytes=1-")
        client.force_login(researcher)
        told = client.get("/resources/audit/usage/json/").json()
        assert (told["requests"], told["unique_requests"]) == (2, 1)

        fetch(40, status=304, **{"if-none-match": first["ETag"]})
        client.force_login(researcher)
        told = client.get("/resources/audit/usage/json/").json()
        assert (told["requests"], told["unique_requests"]) == (3, 1)
