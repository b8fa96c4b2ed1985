from django.db import models
from django.db.models import Q

from askexpert.models.question import Question


class FollowUp(models.Model):
    """What an asker asked next about their answer: at most two rounds, within 20 days.

    ``round`` is 1 or 2. The answer is the one of the completed ask that names this follow-up.
    """

    MAX_ROUNDS = 2

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="follow_ups")
    round = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=3000, blank=True)
    justifications = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["question", "round"]
        constraints = [
            models.UniqueConstraint(fields=["question", "round"], name="follow_up_once_per_round"),
            models.CheckConstraint(
                name="follow_up_at_most_two", condition=Q(round__gte=1, round__lte=2)
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up {self.round} of question {self.question_id}"
