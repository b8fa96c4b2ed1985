"""An embargo: what it is can be read; its files open at their moment, by themselves."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.resources.black_box.closed import text_of
from tests.resources.building import make_resource

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 10, 5)


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_closed_before_and_open_after(client, request, who):
    member = request.getfixturevalue("member")
    with time_machine.travel(START, tick=False) as clock:
        page = make_resource(files_from=timezone.now() + timedelta(minutes=1))
        if who == "member":
            client.force_login(member)
        shown = client.get("/resources/audit/")
        words = shown.content.decode()
        assert shown.status_code == 200
        assert "no-store" in shown["Cache-Control"]
        assert "The files are not here yet" in words
        assert "2 March 2026, 10:06" in words
        assert "/download/" not in words
        refused = client.get("/resources/audit/download/")
        assert refused.status_code == 403
        assert "from 2 March 2026, 10:06" in refused.content.decode()
        before = page.latest_revision_id
        clock.shift(timedelta(minutes=1))
        if who == "member":
            client.force_login(member)
        assert text_of(client.get("/resources/audit/download/")) == "A form to fill in."
        assert "/download/" in client.get("/resources/audit/").content.decode()
        page.refresh_from_db()
        assert page.latest_revision_id == before
