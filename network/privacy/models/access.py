"""Who of the staff looked at whose private data, and when. Never what it said."""

from django.conf import settings
from django.db import models


class AccessRecord(models.Model):
    """One look of a coordinator, safeguarding lead or other staff at private data.

    Appended, never changed, never deleted before its time (see the retention rules).
    ``acting_as`` is the account whose eyes were used when somebody viewed the site as another
    person; ``subject`` is whose data it was, if it was one person's; ``what`` names the kind of
    data (see :mod:`network.privacy.access_log`); ``about`` is the public id of the object.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accesses_made"
    )
    acting_as = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accesses_through",
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accesses_to_own_data",
    )
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="access_newest"),
            models.Index(fields=["subject", "-at"], name="access_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M}"
