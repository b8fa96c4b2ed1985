"""Descriptions of many resources at once, as harvesters are given them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from network.pages.models import PageAuthor
from network.search.kinds import Kind
from network.search.models import CatalogueEntry, CatalogueTerm
from resources.citing.description import Described, describe
from resources.finding.vocabulary import read_names
from resources.models import ResourcePage, ResourceVersion

NAMED = ("type", "context", "harm", "topic")


def public_ids(page_ids: Iterable[int] | None = None) -> set[int]:
    """Which resources anybody may open, among these or of all: one query."""
    entries = CatalogueEntry.objects.of_kind(Kind.RESOURCE).filter(restriction__isnull=True)
    if page_ids is not None:
        entries = entries.filter(page_id__in=page_ids)
    return set(entries.values_list("page_id", flat=True))


def described_pages(page_ids: Iterable[int], *, on: date) -> dict[int, Described]:
    """By page: five queries for any number. Addresses are without host; resources without a
    version are left out."""
    ids = list(page_ids)
    versions = _latest_versions(ids)
    authors = _authors(ids)
    terms = _terms(ids)
    pages = ResourcePage.objects.filter(pk__in=versions)
    return {
        page.pk: describe(
            page,
            authors=authors.get(page.pk, []),
            terms=terms.get(page.pk, {}),
            version=versions[page.pk],
            url=f"/resources/{page.slug}/",
            accessed=on,
        )
        for page in pages
    }


def _latest_versions(ids: list[int]) -> dict[int, ResourceVersion]:
    versions = ResourceVersion.objects.filter(resource_id__in=ids).order_by("number")
    return {version.resource_id: version for version in versions}


def _authors(ids: list[int]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = defaultdict(list)
    rows = PageAuthor.objects.filter(page_id__in=ids).select_related("member")
    for author in rows.order_by("page_id", "sort_order", "pk"):
        found[author.page_id].append(
            {
                "name": author.credit,
                "role": author.role,
                "is_member": author.member_id is not None,
                "is_body": author.is_body,
            }
        )
    return found


def _terms(ids: list[int]) -> dict[int, dict[str, list]]:
    words = read_names()
    found: dict[int, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    rows = CatalogueTerm.objects.filter(entry__page_id__in=ids, facet__in=NAMED)
    for page, facet, slug in rows.order_by("pk").values_list("entry__page_id", "facet", "slug"):
        found[page][facet].append((slug, words.get(facet, {}).get(slug, slug)))
    return found
