"""An expert's answer: the draft, what was sent, and what was released."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from askexpert.models.assignment import Assignment
from askexpert.models.question import Question


class Answer(models.Model):
    """``text`` is the expert's own words and is kept; ``released_text`` is what the asker reads,
    which a coordinator may have edited. ``purged_at``: the retention rule has taken the words."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="answer")
    draft = models.TextField(max_length=8000, blank=True)
    text = models.TextField(max_length=8000, blank=True)
    released_text = models.TextField(max_length=8000, blank=True)
    justifications = models.JSONField(default=list, blank=True)
    note_to_expert = models.TextField(max_length=1500, blank=True)
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="released_answers",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_submitted_has_words",
                condition=Q(submitted_at__isnull=True) | Q(purged_at__isnull=False) | ~Q(text=""),
            ),
            models.CheckConstraint(
                name="answer_released_is_complete",
                condition=Q(released_at__isnull=True)
                | Q(purged_at__isnull=False)
                | (~Q(released_text="") & Q(released_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"

    @property
    def was_edited(self) -> bool:
        return self.released_at is not None and self.released_text != self.text
