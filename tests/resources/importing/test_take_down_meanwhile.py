"""A page is taken down while an import publishes: two writers, so PostgreSQL alone."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from network.reported import workflow
from resources.importing.running import run
from resources.models import ResourcePage
from tests.factories.pages import make_tip
from tests.resources.importing.sheets import ROW, pair

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers"),
    pytest.mark.usefixtures("shared"),
]


def test_a_take_down_does_not_wait_for_an_import(tmp_path, monkeypatch):
    reported = make_tip()
    here = connections["default"]
    publish, waited = ResourcePage.publish, []

    def take_down() -> None:
        connections["default"] = here.copy()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            workflow.report(page=reported, now=timezone.now())
            waited.append(False)
        finally:
            connection.close()

    def publish_while_somebody_reports(page, *args, **kwargs):
        publish(page, *args, **kwargs)
        if not waited:
            elsewhere = Thread(target=take_down)
            elsewhere.start()
            elsewhere.join()

    monkeypatch.setattr(ResourcePage, "publish", publish_while_somebody_reports)
    run(*pair(tmp_path, [ROW, {**ROW, "slug": "second"}]), today=date(2026, 3, 2), publish=True)
    assert waited == [False]
    reported.refresh_from_db()
    assert not reported.live
    assert ResourcePage.objects.filter(live=True).count() == 2
