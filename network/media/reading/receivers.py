"""A document waits to be read from the moment at which it is stored."""

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from network.media.models import DocumentReading, SiteDocument
from network.media.reading.tasks import read_new_document
from network.media.reading.waiting import forget_reading


@receiver(pre_save, sender=SiteDocument)
def notice_new_file(instance: SiteDocument, raw: bool = False, **kwargs) -> None:
    """Whether this save puts another file in the place of the old one."""
    instance.has_new_file = False
    if instance.pk and not raw:
        before = SiteDocument.objects.filter(pk=instance.pk).values_list("sha256", flat=True)
        instance.has_new_file = before.first() not in (None, instance.sha256)


@receiver(post_save, sender=SiteDocument)
def wait_to_be_read(instance: SiteDocument, created: bool, raw: bool = False, **kwargs) -> None:
    if raw or not (created or instance.has_new_file):
        return
    if created:
        DocumentReading.objects.get_or_create(document=instance)
    else:
        forget_reading(instance.pk)
    transaction.on_commit(lambda: read_new_document.enqueue(instance.pk))
