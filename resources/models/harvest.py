from django.db import models


class HarvestRecord(models.Model):
    """What harvesters (OAI-PMH) are told of one resource that is or was public.

    Kept beside the pages: a deleted page still answers ``deleted``. What is told is read from the
    page when it is asked for; ``digest`` of it says whether anything has changed, ``seen_in`` is
    the catalogue's number at the last look. ``changed_at`` is in whole seconds, as the protocol's
    datestamps are.
    """

    page_id = models.BigIntegerField(unique=True)
    set_spec = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    seen_in = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["changed_at", "id"], name="harvest_by_change")]

    def __str__(self) -> str:
        return f"harvest record of {self.page_id}"
