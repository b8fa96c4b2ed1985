"""Wagtail tells by signal when a page is published, unpublished, moved or restricted; the
catalogue is an index and follows, as Wagtail's own search index does."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from network.search import catalogue


def on_published(sender, instance, **kwargs) -> None:
    catalogue.index_page(instance)


def on_unpublished(sender, instance, **kwargs) -> None:
    catalogue.remove_page(instance)


def on_moved(sender, instance, **kwargs) -> None:
    catalogue.index_tree(Page.objects.get(pk=instance.pk))


def on_restricted(sender, instance, **kwargs) -> None:
    """Index the pages below a restriction that was set, changed or lifted.

    A restriction that goes because its page is deleted changes nothing: to index the page then
    would write rows for one that is gone a moment later.
    """
    origin = kwargs.get("origin")
    goes_with_its_page = issubclass(getattr(origin, "model", type(origin)), Page)
    if not kwargs.get("raw") and not goes_with_its_page:
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            catalogue.index_tree(page)


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="catalogue_published")
    page_unpublished.connect(on_unpublished, dispatch_uid="catalogue_unpublished")
    post_page_move.connect(on_moved, dispatch_uid="catalogue_moved")
    page_slug_changed.connect(on_moved, dispatch_uid="catalogue_slug_changed")
    post_save.connect(on_restricted, PageViewRestriction, dispatch_uid="catalogue_restricted")
    post_delete.connect(on_restricted, PageViewRestriction, dispatch_uid="catalogue_opened")
