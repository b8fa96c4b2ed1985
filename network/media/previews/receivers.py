"""Pictures go with what they show: with the document, and when its file is replaced."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from network.media.models import DocumentPreview, PagePicture, PreviewState, SiteDocument
from network.media.previews.making import forget_pictures


@receiver(post_delete, sender=PagePicture)
def delete_file(instance: PagePicture, **kwargs) -> None:
    stored = instance.file
    transaction.on_commit(lambda: stored.storage.delete(stored.name))


@receiver(post_save, sender=SiteDocument)
def forget_replaced_file(instance: SiteDocument, created: bool, **kwargs) -> None:
    """What a file showed that was replaced is gone at once; the new one waits for its turn."""
    if created:
        return
    old = DocumentPreview.objects.filter(document=instance).exclude(of_sha256=instance.sha256)
    if old.exclude(state=PreviewState.WAITING).update(
        state=PreviewState.WAITING, reason="", attempts=0, pages=0, tables=[], claimed_at=None
    ):
        forget_pictures(instance)
