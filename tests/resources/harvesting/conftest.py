from datetime import UTC, datetime

import pytest
from lxml import etree

from resources.harvesting.answers import DC, OAI
from resources.harvesting.records import renew_records
from tests.resources.building import make_resource

NS = {"o": OAI, "dc": DC}
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def resource():
    return make_resource("audit", organisation="Kestrelford Partnership", topics=["peer-mapping"])


@pytest.fixture
def harvest(client):
    """Ask as a harvester does; the answer as XML."""

    def ask(method="get", **arguments):
        asked = {name.rstrip("_"): value for name, value in arguments.items()}
        response = getattr(client, method)("/oai", asked)
        assert response.status_code == 200
        assert response["Content-Type"] == "text/xml; charset=utf-8"
        return etree.fromstring(response.content)

    return ask


@pytest.fixture
def renewed(resource):
    renew_records(now=NOW)
    return resource
