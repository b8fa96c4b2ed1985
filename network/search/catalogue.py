"""Keep the catalogue in step with the pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from network.search.listed import ListedPageMixin
from network.search.models import CatalogueEntry, CatalogueTerm, CatalogueVersion, PageText
from network.search.models.versions import UNNUMBERED
from network.search.texts import forget_text, write_text


@contextmanager
def changed_together() -> Iterator[None]:
    """Everything that changes in this block is seen at once, and counts as one change.

    For much at a time: the row of the version, which every change of the catalogue waits for, is
    locked at the end of the block alone and not from its first page on. To be used as the outermost
    transaction.
    """
    with transaction.atomic():
        with CatalogueVersion.put_off() as parts:
            yield
        others = parts - {"entries"}
        if others:
            CatalogueVersion.change(*others)
        if "entries" in parts:
            CatalogueEntry.objects.filter(changed_in=UNNUMBERED).update()


@transaction.atomic
def index_page(page: Page) -> CatalogueEntry | None:
    """Write what is searched of the page, and of a listed page its entry and terms; or remove all
    of it when the page is not live.

    ``page`` is of its specific class. Returns the entry of a listed page.
    """
    if not page.live or page.url_path == "":
        remove_page(page)
        return None
    restriction = nearest_restriction(page)
    write_text(page, restriction=restriction)
    if not isinstance(page, ListedPageMixin):
        return None
    entry, _ = CatalogueEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "kind": page.catalogue_kind,
            "title": page.title,
            "summary": page.summary,
            "url": page.get_url() or "",
            "published_at": page.catalogue_published_at(),
            "starts_at": page.catalogue_starts_at(),
            "restriction": restriction,
            "details": page.catalogue_details(),
        },
    )
    wanted = {(facet, slug) for facet, slugs in page.catalogue_terms().items() for slug in slugs}
    present = {(term.facet, term.slug): term.pk for term in entry.terms.all()}
    CatalogueTerm.objects.filter(
        pk__in=[pk for key, pk in present.items() if key not in wanted]
    ).delete()
    CatalogueTerm.objects.bulk_create(
        CatalogueTerm(entry=entry, facet=facet, slug=slug)
        for facet, slug in sorted(wanted - present.keys())
    )
    return entry


def index_text(page: Page) -> None:
    """Write what is searched of a page alone, after the words of its files have changed."""
    write_text(page, restriction=nearest_restriction(page))


def remove_page(page: Page) -> None:
    """Take the page out of every list and of search, in the caller's transaction."""
    forget_text(page.pk)
    CatalogueEntry.objects.filter(page_id=page.pk).delete()


@transaction.atomic
def close_tree(page: Page, restriction: PageViewRestriction) -> None:
    """Put everything under the page behind a restriction of its own, at once and for every reader;
    :func:`index_tree` goes through the pages one by one and may take minutes. Restrictions further
    down stay the nearest."""
    below = Q(page__path__startswith=page.path)
    deeper = Q(restriction__page__path__startswith=page.path)
    CatalogueEntry.objects.filter(below).exclude(deeper).update(restriction=restriction)
    PageText.objects.filter(below).exclude(deeper).update(restriction=restriction)
    CatalogueVersion.change("texts")


def index_tree(page: Page) -> None:
    """Index a page and everything under it again, after a move or a change of privacy."""
    for descendant in Page.objects.descendant_of(page, inclusive=True).specific().iterator():
        with transaction.atomic():
            # What was taken down since it was read stays out.
            row = Page.objects.select_for_update().filter(pk=descendant.pk).first()
            if row is not None and row.live == descendant.live:
                index_page(descendant)


def nearest_restriction(page: Page) -> PageViewRestriction | None:
    """The view restriction on the page or on its closest ancestor that has one."""
    return (
        PageViewRestriction.objects.filter(page_id__in=page.get_ancestors(inclusive=True))
        .order_by("-page__depth", "pk")
        .first()
    )
