"""Wagtail tells by signal that a page was published; ``post_migrate`` that texts may be new."""

from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone
from wagtail.signals import page_published

from network.consents import publishing
from network.consents.models import AgreementPage
from network.migrated import is_fully_migrated


def on_published(sender, instance, revision=None, **kwargs) -> None:
    publishing.publish(instance, revision, now=timezone.now())


def after_migrate(sender, using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Keep the texts that migrations made. Does nothing when only a part was migrated."""
    if using == DEFAULT_DB_ALIAS and is_fully_migrated(using):
        publishing.record_missing(now=timezone.now())


def connect() -> None:
    page_published.connect(on_published, sender=AgreementPage, dispatch_uid="consents_published")
