"""That a member was told that a published page names them."""

from django.conf import settings
from django.db import models


class CreditNotice(models.Model):
    """When somebody was told that a page names them as an author, and how to object.

    One row for each page and person, however often the page is published again: the message that
    told them goes after a year, the page stays. Only :mod:`network.pages.credited` writes it.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="credit_notices"
    )
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "member"], name="credit_notice_once")
        ]

    def __str__(self) -> str:
        return f"Told on {self.told_at:%Y-%m-%d}"
