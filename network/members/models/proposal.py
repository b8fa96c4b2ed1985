"""What coordinators decided about organisations that members wrote and the list did not have."""

from django.conf import settings
from django.db import models

from network.taxonomy.models import Organisation
from network.taxonomy.models.organisation_names import NameKeyField


class ProposalOutcome(models.TextChoices):
    ADDED = "added", "Added to the list"
    POINTED = "pointed", "In the list under another name"
    REFUSED = "refused", "Not added"


class ProposalDecision(models.Model):
    """One decision about one name, for everybody who wrote it. Appended, never changed.

    The last one about a name counts.
    """

    name = models.CharField(max_length=200)
    key = NameKeyField()
    outcome = models.CharField(max_length=20, choices=ProposalOutcome)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal_decisions",
    )
    reason = models.TextField(max_length=500, blank=True)
    members_count = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposal_decisions"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_at", "pk"]
        verbose_name = "decision about a proposed organisation"
        verbose_name_plural = "decisions about proposed organisations"
        constraints = [
            models.CheckConstraint(
                name="proposal_refused_or_has_an_organisation",
                condition=models.Q(outcome="refused", organisation__isnull=True)
                | models.Q(outcome__in=["added", "pointed"], organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"
