"""Somebody's leaving: from the moment they go until it cannot be undone any more."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class DepartureState(models.TextChoices):
    OPEN = "open", "Can be undone"
    RETURNED = "returned", "Came back"
    FINAL = "final", "Final"


class Cause(models.TextChoices):
    OWN_CHOICE = "own_choice", "Their own choice"
    UNUSED = "unused", "An account that nobody used"
    LAPSED = "lapsed", "A membership that was not confirmed for two years"


class DepartureQuerySet(models.QuerySet):
    def open(self) -> "DepartureQuerySet":
        return self.filter(state=DepartureState.OPEN)

    def over(self, now: datetime) -> "DepartureQuerySet":
        """Departures whose time to come back has passed."""
        return self.open().filter(undo_until__lte=now)


class Departure(models.Model):
    """One departure. Only :mod:`network.members.workflow.leaving` writes it.

    ``sealed`` is what coming back needs, encrypted (:mod:`network.privacy.sealing`); it is empty
    as soon as the departure has ended, one way or the other. What stays is when it happened, the
    cause and the choice about credits: no name and no address.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="departures"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=DepartureState, default=DepartureState.OPEN)
    cause = models.CharField(max_length=20, choices=Cause, default=Cause.OWN_CHOICE)
    keeps_credit = models.BooleanField()
    left_at = models.DateTimeField()
    undo_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    sealed = models.TextField(blank=True, editable=False)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        ordering = ["-left_at", "-pk"]
        indexes = [models.Index(fields=["state", "undo_until"], name="departure_over")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="open"), name="departure_one_open"
            ),
            models.CheckConstraint(
                name="departure_ended_holds_nothing",
                condition=Q(state="open") | (Q(sealed="") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Departure {self.public_id}"
