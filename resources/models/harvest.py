from django.db import models


class HarvestRecord(models.Model):
    """What harvesters (OAI-PMH) are told of one public resource, also after it has gone.

    Kept beside the pages: a deleted page still answers ``deleted``. ``metadata`` holds the Dublin
    Core elements as lists of strings; it is emptied when the record is deleted.
    """

    page_id = models.BigIntegerField(unique=True)
    set_spec = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    metadata = models.JSONField(default=dict)

    class Meta:
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["changed_at", "id"], name="harvest_by_change")]

    def __str__(self) -> str:
        return f"harvest record of {self.page_id}"
