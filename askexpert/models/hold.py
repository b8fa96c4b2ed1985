from django.conf import settings
from django.db import models
from django.db.models import Q

from askexpert.models.question import Question


class LegalHold(models.Model):
    """The words of a question are needed by law: the retention rule waits until it is lifted.

    Placed and lifted by safeguarding leads. ``reason`` names the duty, never the case.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="legal_holds_placed"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="legal_holds_lifted",
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(lifted_at__isnull=True),
                name="legal_hold_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Legal hold on question {self.question_id}"
