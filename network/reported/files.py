"""The files of reported pages: closed wherever the same content stands, by its SHA-256."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

from network.media.models import SiteDocument
from network.reported.enums import ReportState
from network.reported.models import PageReport, ReportedFile


def documents_in(page: Page) -> QuerySet[SiteDocument]:
    """The documents that the page refers to anywhere, as it is in memory: a draft's are those of
    the draft. One query, besides those for rows that are not in memory."""
    wanted = ContentType.objects.get_for_model(SiteDocument).pk
    # Wagtail has no public name for this; its index knows only what is stored.
    references = ReferenceIndex._extract_references_from_object(page)
    keys = {int(key) for content_type, key, *_ in references if content_type == wanted}
    return SiteDocument.objects.filter(pk__in=keys).order_by("title", "pk")


def hashes_in(page: Page) -> set[str]:
    return set(documents_in(page).exclude(sha256="").values_list("sha256", flat=True))


def closed_in(page: Page, *, unsaved: Iterable[SiteDocument] = ()) -> list[SiteDocument]:
    """Documents of the page, as it is in memory, that a report of another page closes: until a
    lead has decided, and for as long as that page is kept down. ``unsaved`` are documents that it
    will have, in an import. Two queries."""
    return closed_among([*documents_in(page), *unsaved], besides=page)


def closed_among(documents: Iterable[SiteDocument], *, besides: Page) -> list[SiteDocument]:
    """Of these documents, those that a report of a page ``besides`` this one closes: one query."""
    by_hash = {document.sha256: document for document in documents if document.sha256}
    closing = ReportedFile.objects.filter(sha256__in=by_hash)
    if besides.pk:
        closing = closing.exclude(report__page_id=besides.pk)
    closed = set(closing.values_list("sha256", flat=True)) if by_hash else set()
    return [document for sha256, document in by_hash.items() if sha256 in closed]


def closing_report(documents: Iterable[SiteDocument]) -> PageReport | None:
    """The report that closes one of these documents, the oldest first."""
    hashes = [document.sha256 for document in documents]
    rows = PageReport.objects.filter(files__sha256__in=hashes)
    return rows.order_by("reported_at", "pk").first()


def close(report: PageReport, hashes: Iterable[str]) -> None:
    """Note the content that the report closes, each once."""
    rows = [ReportedFile(report=report, sha256=sha256) for sha256 in sorted(hashes)]
    ReportedFile.objects.bulk_create(rows, ignore_conflicts=True)


def open_again(hashes: Iterable[str], *, kept_down_with: Page | None = None) -> None:
    """A lead has found that this content identifies nobody; or, with a page, it was kept down with
    that page and editors have published it there again."""
    rows = ReportedFile.objects.filter(sha256__in=set(hashes))
    if kept_down_with is not None:
        rows = rows.filter(report__page_id=kept_down_with.pk, report__state=ReportState.KEPT_DOWN)
    rows.delete()


def hidden_with(hashes: Iterable[str], *, besides: Page | None) -> list[Page]:
    """Other public pages with this content that can be reported. Pages of the site itself, such as
    the front page, stay; the document's own address is closed (:func:`is_closed`)."""
    pages = pages_with(hashes, besides=besides).filter(live=True).specific()
    return [page for page in pages if may_be_hidden(page)]


def may_be_hidden(page: Page) -> bool:
    return getattr(page, "may_be_reported", False)


def is_closed(document: SiteDocument) -> bool:
    """Whether a report closes the content of this document: one query."""
    return is_content_closed({document.sha256})


def is_content_closed(hashes: Iterable[str]) -> bool:
    """Whether a report closes any of this content: one query."""
    return ReportedFile.objects.filter(sha256__in=set(hashes)).exists()


def pages_with(hashes: Iterable[str], *, besides: Page | None) -> QuerySet[Page]:
    """Other pages, public or not, that are stored with this content. Aliases follow their page."""
    documents = SiteDocument.objects.filter(sha256__in=set(hashes) - {""})
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(SiteDocument),
        to_object_id__in=[str(pk) for pk in documents.values_list("pk", flat=True)],
    )
    keys = {int(key) for key in references.values_list("object_id", flat=True)}
    if besides is not None:
        keys.discard(besides.pk)
    return Page.objects.filter(pk__in=keys, alias_of=None).order_by("pk")
