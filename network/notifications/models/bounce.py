"""Addresses that mail does not reach."""

from django.conf import settings
from django.db import models

from network.notifications.refusals import words_for_reason


class Bounce(models.Model):
    """A mail server said that an e-mail did not arrive.

    ``key`` names the e-mail it is about, so that one refusal reported twice counts once. ``reason``
    is a short code (``5.1.1``, ``smtp-550``, ``bounced``), never the server's words, which may
    quote the e-mail. ``address`` is in lower case. A bounce from before the address was confirmed
    anew is ``settled_at`` that moment and counts no more.
    """

    key = models.CharField(max_length=320, unique=True)
    address = models.EmailField(max_length=254, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bounces",
    )
    hard = models.BooleanField()
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{'Hard' if self.hard else 'Soft'} bounce ({self.reason})"


class PausedAddress(models.Model):
    """An address that gets no e-mail until somebody has confirmed that it works."""

    address = models.EmailField(max_length=254, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="paused_addresses",
    )
    since = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name_plural = "paused addresses"

    def __str__(self) -> str:
        return f"Paused since {self.since:%Y-%m-%d} ({self.reason})"

    @property
    def reason_in_words(self) -> str:
        return words_for_reason(self.reason)
