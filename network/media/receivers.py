"""What follows pages and images."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from network.media.marks import kinds_of, note
from network.media.models import HiddenPicture, SiteDocument


@receiver(page_published, dispatch_uid="references_of_what_is_public")
def renew_references(sender, instance, **kwargs) -> None:
    """Who uses a document decides who may have it, so that is known with the publishing itself and
    not when a task has run: what was removed from a page is closed at once."""
    ReferenceIndex.create_or_update_for_object(instance)


@receiver(post_delete, sender=HiddenPicture)
def delete_hidden_file(instance: HiddenPicture, **kwargs) -> None:
    stored = instance.file
    if stored:
        transaction.on_commit(lambda: stored.storage.delete(stored.name))


@receiver(post_save, sender=SiteDocument)
def count_marks(instance: SiteDocument, raw: bool = False, **kwargs) -> None:
    """Of a file that came by the editors' form, which has screened it."""
    if not raw and "findings" in vars(instance):
        note(instance, kinds_of(instance.findings))
