"""Citing and harvesting, as a reference manager and a harvester meet them."""

import json
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from lxml import etree, html

from network.pages.models import PageAuthor
from resources.harvesting.records import renew_records
from tests.resources.building import document, make_resource, make_version

pytestmark = pytest.mark.django_db
NS = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
AUTHORS = ["Amara Lindqvist-Osei", "Jo van der Berg", "Seren Pryce"]
FAMILIES = ["Lindqvist-Osei", "van der Berg", "Pryce"]


@pytest.fixture
def resource():
    return make_resource(
        "audit",
        licence="CC BY-NC 4.0",
        organisation="Kestrelford Partnership",
        sectors=["police", "health"],
        authors=tuple(
            PageAuthor(name=name, sort_order=place) for place, name in enumerate(AUTHORS)
        ),
        versions=[
            make_version(1, document("one.txt")),
            make_version(2, document("two.txt"), note="A new page."),
        ],
    )


@pytest.mark.parametrize("code", ["bib", "ris", "csl.json", "harvard"])
def test_every_format_holds_authors_in_order_version_and_day(client, resource, code):
    words = client.get(f"/resources/audit/cite/{code}/").content.decode()
    places = [words.find(family.rpartition(" ")[2]) for family in FAMILIES]
    assert -1 not in places
    assert places == sorted(places)
    today = timezone.localdate()
    days = {
        "bib": today.isoformat(),
        "ris": f"{today:%Y/%m/%d}",
        "csl.json": str(today.day),
        "harvard": f"Accessed: {today.day} {today:%B %Y}",
    }
    assert days[code] in words
    versions = {"bib": "Version 2", "ris": "Version 2", "csl.json": '"2"', "harvard": "version 2"}
    assert versions[code] in words


def test_page_says_what_it_is_in_json_ld(client, resource):
    tree = html.fromstring(client.get("/resources/audit/").content)
    told = json.loads(tree.xpath('string(//script[@type="application/ld+json"])'))
    assert told["@type"] == "LearningResource"
    assert told["license"] == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert {row["educationalRole"] for row in told["audience"]} == {"Police", "Health"}


def test_withdrawn_resource_appears_as_deleted(client, resource):
    renew_records(now=datetime(2026, 3, 2, tzinfo=UTC))
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    before = etree.fromstring(client.get("/oai", asked).content)
    assert before.xpath("//dc:title/text()", namespaces=NS) == ["Audit"]
    resource.unpublish()
    after = etree.fromstring(client.get("/oai", asked).content)
    assert after.xpath("//o:header/@status", namespaces=NS) == ["deleted"]
    assert after.xpath("//dc:title/text()", namespaces=NS) == []
