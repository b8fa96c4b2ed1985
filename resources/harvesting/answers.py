"""What each verb answers, as elements of the protocol's XML."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from lxml import etree

from network.taxonomy.models import ResourceType
from resources.citing.meta import dublin_core
from resources.harvesting.described import described_pages, public_ids
from resources.harvesting.records import between, oldest
from resources.harvesting.requests import OaiError, Range, moment, read_range, stamp
from resources.models import HarvestRecord

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
PREFIX = "oai_dc"
LENGTH = 100
# What XML 1.0 has no place for.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Absolute = Callable[[str], str]


def envelope(base_url: str, arguments: dict[str, str], now: datetime) -> etree._Element:
    """The root with the moment and the request; its attributes only where they were right."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI_SCHEMA}")
    _add(root, "responseDate", stamp(now))
    request = _add(root, "request", base_url)
    for name, value in arguments.items():
        request.set(name, clean(value))
    return root


def error(root: etree._Element, problem: OaiError) -> None:
    _add(root, "error", problem.words).set("code", problem.code)


def identify(root: etree._Element, base_url: str, now: datetime) -> None:
    part = _add(root, "Identify")
    _add(part, "repositoryName", settings.SITE_NAME)
    _add(part, "baseURL", base_url)
    _add(part, "protocolVersion", "2.0")
    _add(part, "adminEmail", settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"))
    _add(part, "earliestDatestamp", stamp(oldest() or now))
    _add(part, "deletedRecord", "persistent")
    _add(part, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def list_formats(root: etree._Element, arguments: dict[str, str]) -> None:
    if "identifier" in arguments:
        find(arguments["identifier"])
    form = _add(_add(root, "ListMetadataFormats"), "metadataFormat")
    _add(form, "metadataPrefix", PREFIX)
    _add(form, "schema", OAI_DC_SCHEMA)
    _add(form, "metadataNamespace", OAI_DC)


def list_sets(root: etree._Element, arguments: dict[str, str]) -> None:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets is given whole.")
    part = _add(root, "ListSets")
    for kind in ResourceType.objects.all():
        row = _add(part, "set")
        _add(row, "setSpec", kind.slug)
        _add(row, "setName", kind.name)


def get_record(root: etree._Element, arguments: dict[str, str], absolute: Absolute) -> None:
    _must_be_known(arguments["metadataPrefix"])
    record = find(arguments["identifier"])
    _write_records(_add(root, "GetRecord"), [record], absolute)


def list_records(
    root: etree._Element, verb: str, arguments: dict[str, str], absolute: Absolute
) -> None:
    """A hundred headers or records, and a token when there are more.

    The list goes on after the last record that was given, by datestamp and key: what changes
    meanwhile moves to its end, and nothing is missed.
    """
    if "metadataPrefix" in arguments:
        _must_be_known(arguments["metadataPrefix"])
    wanted = read_range(arguments)
    everything = between(
        since=moment(wanted.since) if wanted.since else None,
        until=moment(wanted.until, end=True) if wanted.until else None,
        set_spec=wanted.set_spec,
    )
    rest = everything
    if wanted.after:
        at, pk = moment(wanted.after[0]), wanted.after[1]
        rest = everything.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=pk))
    records = list(rest[: LENGTH + 1])
    if not records:
        raise OaiError("noRecordsMatch", "No record fits this.")
    given = records[:LENGTH]
    part = _add(root, verb)
    _write_records(part, given, absolute, headers_only=verb == "ListIdentifiers")
    has_more = len(records) > LENGTH
    if has_more or wanted.after:
        _write_token(part, wanted, given[-1] if has_more else None, everything.count(), len(given))


def _write_token(part, wanted: Range, last: HarvestRecord | None, size: int, given: int) -> None:
    """The token of the next part; an empty one ends a list that was given in parts."""
    element = _add(part, "resumptionToken")
    element.set("completeListSize", str(size))
    element.set("cursor", str(wanted.cursor))
    if last is not None:
        following = replace(
            wanted, after=(stamp(last.changed_at), last.pk), cursor=wanted.cursor + given
        )
        element.text = following.token()


def find(identifier: str) -> HarvestRecord:
    """:raises OaiError: idDoesNotExist."""
    before = identifier_of("")
    number = identifier.removeprefix(before)
    if identifier.startswith(before) and number.isascii() and number.isdigit():
        record = HarvestRecord.objects.filter(page_id=int(number[:18])).first()
        if record is not None:
            return record
    raise OaiError("idDoesNotExist", "There is no such record.")


def identifier_of(page_id: int | str) -> str:
    return f"oai:{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}:resource-{page_id}"


def _write_records(
    part: etree._Element,
    records: Iterable[HarvestRecord],
    absolute: Absolute,
    *,
    headers_only: bool = False,
) -> None:
    """Headers, or records with Dublin Core. What is not public now is told as deleted."""
    records = list(records)
    public = public_ids([record.page_id for record in records])
    told = {record.page_id for record in records if not record.is_deleted} & public
    described = {} if headers_only else described_pages(told, on=timezone.localdate())
    for record in records:
        is_told = record.page_id in told
        place = part if headers_only else _add(part, "record")
        header = _add(place, "header")
        if not is_told:
            header.set("status", "deleted")
        _add(header, "identifier", identifier_of(record.page_id))
        _add(header, "datestamp", stamp(record.changed_at))
        _add(header, "setSpec", record.set_spec)
        if record.page_id in described:
            _write_dublin_core(_add(place, "metadata"), described[record.page_id], absolute)


def _write_dublin_core(part: etree._Element, described, absolute: Absolute) -> None:
    core = etree.SubElement(part, f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    core.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC_SCHEMA}")
    for name, values in dublin_core(replace(described, url=absolute(described.url))):
        for value in values:
            etree.SubElement(core, f"{{{DC}}}{name}").text = clean(value)


def _must_be_known(prefix: str) -> None:
    if prefix != PREFIX:
        raise OaiError("cannotDisseminateFormat", f"Only {PREFIX} is given.")


def clean(words: str) -> str:
    """The words with a space for each sign that XML cannot carry."""
    return FORBIDDEN.sub(" ", words)


def _add(parent: etree._Element, name: str, words: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if words is not None:
        element.text = clean(words)
    return element
