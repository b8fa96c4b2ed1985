"""The protocol over HTTP, as a harvester meets it."""

from datetime import UTC, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from network.pages import gone
from network.pages.models import PageAuthor
from resources.harvesting import answers
from resources.harvesting.records import renew_records
from resources.models import HarvestRecord, ResourcePage
from tests.resources.building import make_resource, restrict
from tests.resources.harvesting.conftest import NOW, NS

pytestmark = pytest.mark.django_db


def error_of(answer) -> str:
    return answer.xpath("string(o:error/@code)", namespaces=NS)


def identifiers(answer) -> list[str]:
    return answer.xpath("//o:header/o:identifier/text()", namespaces=NS)


def test_identify(harvest, renewed):
    part = harvest(verb="Identify").find("o:Identify", NS)
    told = {child.tag.rpartition("}")[2]: child.text for child in part}
    assert told["baseURL"] == "http://testserver/oai"
    assert told["protocolVersion"] == "2.0"
    assert told["deletedRecord"] == "persistent"
    assert told["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert told["earliestDatestamp"] == "2026-03-02T10:00:00Z"
    assert "@" in told["adminEmail"]


def test_record_in_dublin_core(harvest, renewed):
    identifier = f"oai:127.0.0.1:resource-{renewed.pk}"
    answer = harvest(verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    assert identifiers(answer) == [identifier]
    told = {
        child.tag.rpartition("}")[2]: child.text
        for child in answer.xpath("//o:metadata/*/*", namespaces=NS)
    }
    assert told == {
        "title": "Audit",
        "creator": "Kestrelford Partnership",
        "subject": "Peer mapping",
        "description": "What it is, in a sentence.",
        "publisher": "Kestrelford Partnership",
        "date": "2026-01-01",
        "type": "Briefing",
        "identifier": "http://testserver/resources/audit/",
        "language": "en-GB",
    }


def test_a_name_that_is_a_harm_and_a_topic_is_one_subject(harvest):
    page = make_resource("audit", harms=["bullying"], topics=["bullying", "peer-mapping"])
    renew_records(now=NOW)
    identifier = f"oai:127.0.0.1:resource-{page.pk}"
    answer = harvest(verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    subjects = answer.xpath("//dc:subject/text()", namespaces=NS)
    assert subjects == ["Bullying", "Peer mapping"]


def test_sets_are_the_types(harvest, renewed):
    sets = harvest(verb="ListSets").xpath("//o:setSpec/text()", namespaces=NS)
    assert "briefing" in sets
    assert "training-slides" in sets


def test_list_of_one_set(harvest, renewed):
    make_resource("form", kind="template-or-form")
    renew_records(now=NOW)
    answer = harvest(verb="ListIdentifiers", metadataPrefix="oai_dc", set="briefing")
    assert identifiers(answer) == [f"oai:127.0.0.1:resource-{renewed.pk}"]


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [
        ("2026-03-02", "2026-03-02", 1),
        ("2026-03-02T10:00:00Z", "2026-03-02T10:00:00Z", 1),
        ("2026-03-02T10:00:01Z", "2026-03-03T00:00:00Z", 0),
        ("2026-02-01", "2026-03-01", 0),
    ],
)
def test_dates_include_both_ends(harvest, renewed, since, until, number):
    answer = harvest(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=since, until=until)
    assert len(identifiers(answer)) == number
    assert error_of(answer) == ("" if number else "noRecordsMatch")


@pytest.mark.parametrize("verb", ["ListRecords", "ListIdentifiers"])
def test_long_list_goes_on_and_ends(harvest, renewed, monkeypatch, verb):
    monkeypatch.setattr(answers, "LENGTH", 2)
    for number in range(4):
        make_resource(f"more-{number}")
    renew_records(now=NOW)
    found, cursors, arguments = [], [], {"metadataPrefix": "oai_dc"}
    while True:
        answer = harvest(verb=verb, **arguments)
        found += identifiers(answer)
        token = answer.find(".//o:resumptionToken", NS)
        cursors.append((token.get("cursor"), token.get("completeListSize")))
        if not token.text:
            break
        arguments = {"resumptionToken": token.text}
    assert len(found) == len(set(found)) == 5
    assert cursors == [("0", "5"), ("2", "5"), ("4", "5")]


def test_what_changes_while_a_list_is_read_is_not_missed(harvest, renewed, monkeypatch):
    monkeypatch.setattr(answers, "LENGTH", 1)
    other = make_resource("other")
    renew_records(now=NOW)
    first = harvest(verb="ListIdentifiers", metadataPrefix="oai_dc")
    HarvestRecord.objects.filter(page_id=renewed.pk).update(changed_at=NOW + timedelta(hours=1))
    found = identifiers(first)
    while token := first.findtext(".//o:resumptionToken", namespaces=NS):
        first = harvest(verb="ListIdentifiers", resumptionToken=token)
        found += identifiers(first)
    assert f"oai:127.0.0.1:resource-{other.pk}" in found
    assert found[-1] == f"oai:127.0.0.1:resource-{renewed.pk}"


def test_short_list_has_no_token(harvest, renewed):
    answer = harvest(verb="ListRecords", metadataPrefix="oai_dc")
    assert answer.find(".//o:resumptionToken", NS) is None


def test_withdrawn_resource_is_told_as_deleted_before_its_record_is_renewed(harvest, renewed):
    renewed.unpublish()
    answer = harvest(verb="ListRecords", metadataPrefix="oai_dc")
    assert answer.xpath("//o:header/@status", namespaces=NS) == ["deleted"]
    assert answer.find(".//o:metadata", NS) is None


@pytest.mark.parametrize("how", ["take down", "unpublish", "restrict", "delete"])
def test_who_asks_from_the_moment_on_hears_of_what_went(harvest, renewed, how):
    before = timezone.now().replace(microsecond=0)
    match how:
        case "take down":
            gone.take_down(renewed, now=timezone.now())
        case "restrict":
            restrict(renewed)
        case _:
            getattr(renewed, how)()
    since = f"{before.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    answer = harvest(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=since)
    assert answer.xpath("//o:header/@status", namespaces=NS) == ["deleted"]


def test_restricted_resource_is_told_of_nobody(harvest, renewed):
    restrict(renewed)
    answer = harvest(
        verb="GetRecord",
        identifier=f"oai:127.0.0.1:resource-{renewed.pk}",
        metadataPrefix="oai_dc",
    )
    assert answer.xpath("//o:header/@status", namespaces=NS) == ["deleted"]
    assert answer.find(".//o:metadata", NS) is None


def test_sign_that_xml_cannot_carry_is_left_out(harvest):
    page = make_resource("audit", title="Bell\x07 and whistle")
    renew_records(now=NOW)
    answer = harvest(verb="ListRecords", metadataPrefix="oai_dc")
    assert answer.xpath("//dc:title/text()", namespaces=NS) == ["Bell and whistle"]
    assert page.live


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Nothing"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "Identify", "set": "briefing"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026"}, "badArgument"),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from_": "2026-03-03",
                "until": "2026-03-02",
            },
            "badArgument",
        ),
        (
            {
                "verb": "ListRecords",
                "metadataPrefix": "oai_dc",
                "from_": "2026-03-01",
                "until": "2026-03-02T10:00:00Z",
            },
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "nothing"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "made-up"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "made-up"}, "badResumptionToken"),
        (
            {"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"},
            "badArgument",
        ),
        (
            {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:resource-1"},
            "idDoesNotExist",
        ),
        (
            {
                "verb": "GetRecord",
                "metadataPrefix": "oai_dc",
                "identifier": "oai:127.0.0.1:resource-٣",
            },
            "idDoesNotExist",
        ),
        (
            {"verb": "ListMetadataFormats", "identifier": "oai:127.0.0.1:resource-0"},
            "idDoesNotExist",
        ),
    ],
)
def test_wrong_requests_get_the_protocols_errors(harvest, renewed, arguments, code):
    assert error_of(harvest(**arguments)) == code


def test_request_is_repeated_only_where_it_was_right(harvest, renewed):
    right = harvest(verb="ListSets").find("o:request", NS)
    wrong = harvest(verb="Nothing").find("o:request", NS)
    assert dict(right.attrib) == {"verb": "ListSets"}
    assert dict(wrong.attrib) == {}
    assert right.text == wrong.text == "http://testserver/oai"


def test_post_asks_the_same(harvest, renewed):
    answer = harvest("post", verb="ListIdentifiers", metadataPrefix="oai_dc")
    assert identifiers(answer) == [f"oai:127.0.0.1:resource-{renewed.pk}"]


def test_list_costs_the_same_at_any_number(harvest, renewed, django_assert_num_queries):
    # Records, which are public, versions, authors, words, terms, pages.
    with django_assert_num_queries(7):
        harvest(verb="ListRecords", metadataPrefix="oai_dc")
    for number in range(2):
        make_resource(f"more-{number}")
    renew_records(now=NOW)
    with django_assert_num_queries(7):
        harvest(verb="ListRecords", metadataPrefix="oai_dc")


def test_a_control_character_glues_no_words(harvest, renewed):
    ResourcePage.objects.update(title="Slides\x0bwith")
    answer = harvest(verb="ListRecords", metadataPrefix="oai_dc")
    assert answer.xpath("//dc:title/text()", namespaces=NS) == ["Slides with"]


def test_a_body_stays_whole_and_the_network_is_the_publisher_where_nobody_else_is(harvest):
    make_resource("one", authors=(PageAuthor(name="Safe Streets", is_body=True),))
    make_resource("two")
    renew_records(now=NOW)
    answer = harvest(verb="ListRecords", metadataPrefix="oai_dc")
    told = answer.xpath("//dc:creator/text() | //dc:publisher/text()", namespaces=NS)
    assert told == ["Safe Streets", *3 * [settings.SITE_NAME]]
