"""Whether a member is willing to answer, how much, and what they would rather not take."""

from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from askexpert.models.expert_index import new_version
from network.taxonomy.models import Topic


class ExpertAvailabilityQuerySet(models.QuerySet):
    def willing(self) -> "ExpertAvailabilityQuerySet":
        """People who have agreed to be asked. Pauses and capacity are judged by the matching."""
        return self.filter(consented_at__isnull=False)


class ExpertAvailability(models.Model):
    """``consented_at`` empty means: never asked to answer, or no longer willing.

    ``away_from_date`` and ``away_until_date`` are the first and last day of an absence that is
    planned: nothing is asked whose answer would fall into it.

    ``silent_since``: three invitations in a row had no reply, so nobody asks until the member
    says that they are still willing (``still_willing_at``; silence before it counts no more).
    """

    MAX_CAPACITY = 5

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="expert_availability"
    )
    consented_at = models.DateTimeField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(
        "questions at a time", default=1, validators=[MaxValueValidator(MAX_CAPACITY)]
    )
    paused_until_date = models.DateField("paused until", null=True, blank=True)
    away_from_date = models.DateField("away from", null=True, blank=True)
    away_until_date = models.DateField("last day away", null=True, blank=True)
    avoid_topics = models.ManyToManyField(Topic, blank=True, related_name="avoided_by")
    silent_since = models.DateTimeField(null=True, blank=True)
    still_willing_at = models.DateTimeField(null=True, blank=True)
    # Another number whenever what the matching reads of this person's texts has changed.
    evidence_version = models.BigIntegerField(default=new_version, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ExpertAvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "expert availabilities"
        constraints = [
            models.CheckConstraint(
                name="expert_capacity_at_most_five", condition=models.Q(capacity__lte=5)
            ),
            models.CheckConstraint(
                name="expert_away_has_two_days",
                condition=models.Q(away_from_date=None, away_until_date=None)
                | models.Q(
                    away_from_date__isnull=False,
                    away_until_date__gte=models.F("away_from_date"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.capacity} at a time"

    def is_paused(self, today: date) -> bool:
        return self.paused_until_date is not None and self.paused_until_date > today

    def set_willing(self, willing: bool, *, now: datetime) -> None:
        """Record consent with its date, or take it back. Saving is the caller's."""
        if willing and self.consented_at is None:
            self.consented_at = now
            if self.silent_since is not None:
                self.silent_since, self.still_willing_at = None, now
        elif not willing:
            self.consented_at = None

    def pause_until(self, day: date | None) -> None:
        """No new invitations before ``day``; ``None`` ends a pause. Invitations that are open stay
        open."""
        self.paused_until_date = day
        self.save(update_fields=["paused_until_date", "updated_at"])
