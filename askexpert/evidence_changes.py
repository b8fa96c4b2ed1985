"""Notices when an expert's texts change, so that every process reads them again.

Whoever publishes, restricts or deletes need not know of the matching: the signals of Wagtail and
of the models tell it, and the expert's ``evidence_version`` changes in the same transaction.
"""

from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from askexpert.models import ExpertAvailability, ExpertIndexSnapshot, Publication
from askexpert.models.expert_index import new_version
from network.members.models import Profile
from network.pages.models import PageAuthor


def touch(users: Iterable[int]) -> None:
    """Say that these people's texts may have changed; one query. Call it after changing texts in
    a way that sends no signal, such as ``QuerySet.update``."""
    ExpertAvailability.objects.filter(user_id__in=users).update(evidence_version=new_version())


def forget(users: Iterable[int]) -> None:
    """As :func:`touch`, where words must not rest in the stored index until the next one is made
    either."""
    touch(users)
    ExpertIndexSnapshot.objects.all().delete()


def _touch_authors(page: Page) -> None:
    """Touch the authors of a page and of everything below it."""
    _touch_authors_of(Page.objects.descendant_of(page, inclusive=True).order_by().values("pk"))


def _touch_authors_of(pages) -> None:
    """Touch whoever has signed one of these pages, or answered what it was made from."""
    signed = PageAuthor.objects.filter(page__in=pages, member__isnull=False)
    answered = Publication.objects.filter(page__in=pages)
    touch(signed.order_by().values("member_id"))
    touch(answered.order_by().values("expert_id"))


def on_profile(sender, instance, update_fields=None, **kwargs) -> None:
    if update_fields is None or "statement" in update_fields:
        touch([instance.user_id])


def on_authorship(sender, instance, **kwargs) -> None:
    if instance.member_id is not None:
        touch([instance.member_id])


def on_authorship_gone(sender, instance, **kwargs) -> None:
    on_authorship(sender, instance)
    ExpertIndexSnapshot.objects.all().delete()


def on_withdrawn(sender, instance, **kwargs) -> None:
    """What is withdrawn must not rest in the stored index until the next one is made."""
    on_page(sender, instance)
    ExpertIndexSnapshot.objects.all().delete()


def on_page(sender, instance, **kwargs) -> None:
    _touch_authors_of([instance.pk])


def on_move(sender, instance, **kwargs) -> None:
    _touch_authors(Page.objects.get(pk=instance.pk))


def on_restriction(sender, instance, **kwargs) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _touch_authors(page)


def connect() -> None:
    post_save.connect(on_profile, Profile, dispatch_uid="evidence_profile")
    post_save.connect(on_authorship, PageAuthor, dispatch_uid="evidence_author")
    post_delete.connect(on_authorship_gone, PageAuthor, dispatch_uid="evidence_author_gone")
    page_published.connect(on_page, dispatch_uid="evidence_published")
    page_unpublished.connect(on_withdrawn, dispatch_uid="evidence_unpublished")
    post_page_move.connect(on_move, dispatch_uid="evidence_moved")
    post_save.connect(on_restriction, PageViewRestriction, dispatch_uid="evidence_restricted")
    post_delete.connect(on_restriction, PageViewRestriction, dispatch_uid="evidence_opened")
