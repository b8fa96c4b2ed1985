from django.conf import settings
from django.db import models

from askexpert.models.assignment import Assignment
from askexpert.models.question import Question


class QuestionEvent(models.Model):
    """One step of a question or of an assignment. Appended, never changed, never with its text."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="events")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    action = models.CharField(max_length=30)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="question_acts",
        help_text="Empty: the system, when something was due.",
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="question_acts_on_behalf",
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="question_acts_about",
        help_text="Whom a step concerns that has no ask: an expert who may not be asked.",
    )
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["question", "at"], name="question_history")]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"
