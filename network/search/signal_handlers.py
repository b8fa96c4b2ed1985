"""Wagtail tells by signal when a page is published, unpublished, moved or restricted; the
catalogue is an index and follows, as Wagtail's own search index does."""

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from network.search import catalogue
from network.search.models import CatalogueEntry, CatalogueVersion, SameWords
from network.taxonomy.models import (
    Context,
    Harm,
    Nation,
    PracticeStage,
    ResourceType,
    Sector,
    Topic,
)

VOCABULARIES = (Context, Harm, Nation, PracticeStage, ResourceType, Sector, Topic)


def on_published(sender, instance, **kwargs) -> None:
    catalogue.index_page(instance)


def on_unpublished(sender, instance, **kwargs) -> None:
    catalogue.remove_page(instance)


def on_moved(sender, instance, **kwargs) -> None:
    CatalogueVersion.change("rules")
    catalogue.index_tree(Page.objects.get(pk=instance.pk))


def on_restricted(sender, instance, **kwargs) -> None:
    """Index the pages below a restriction that was set, changed or lifted.

    A restriction that goes because its page is deleted changes nothing: to index the page then
    would write rows for one that is gone a moment later.
    """
    if kwargs.get("raw"):
        return
    CatalogueVersion.change("rules")
    origin = kwargs.get("origin")
    goes_with_its_page = issubclass(getattr(origin, "model", type(origin)), Page)
    if not goes_with_its_page:
        page = Page.objects.filter(pk=instance.page_id).first()
        if page is not None:
            if instance.pk is not None and PageViewRestriction.objects.filter(pk=instance.pk):
                catalogue.close_tree(page, instance)
            catalogue.index_tree(page)


def on_new_rules(sender, **kwargs) -> None:
    """The groups of a restriction, or the name of a group."""
    if not kwargs.get("raw"):
        CatalogueVersion.change("rules")


def on_new_words(sender, **kwargs) -> None:
    """A term of a vocabulary, or words that mean the same."""
    if not kwargs.get("raw"):
        CatalogueVersion.change("words")


def on_removed(sender, **kwargs) -> None:
    CatalogueVersion.change("entries")


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="catalogue_published")
    page_unpublished.connect(on_unpublished, dispatch_uid="catalogue_unpublished")
    post_page_move.connect(on_moved, dispatch_uid="catalogue_moved")
    page_slug_changed.connect(on_moved, dispatch_uid="catalogue_slug_changed")
    post_save.connect(on_restricted, PageViewRestriction, dispatch_uid="catalogue_restricted")
    post_delete.connect(on_restricted, PageViewRestriction, dispatch_uid="catalogue_opened")
    post_delete.connect(on_removed, CatalogueEntry, dispatch_uid="catalogue_removed")
    m2m_changed.connect(
        on_new_rules, PageViewRestriction.groups.through, dispatch_uid="catalogue_groups"
    )
    post_save.connect(on_new_rules, Group, dispatch_uid="catalogue_group_saved")
    post_delete.connect(on_new_rules, Group, dispatch_uid="catalogue_group_removed")
    for model in (*VOCABULARIES, SameWords):
        name = model.__name__.lower()
        post_save.connect(on_new_words, model, dispatch_uid=f"catalogue_{name}_saved")
        post_delete.connect(on_new_words, model, dispatch_uid=f"catalogue_{name}_removed")
