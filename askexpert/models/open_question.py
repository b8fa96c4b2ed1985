"""A question without an expert, put to many: re-written so that nobody is recognised, and shown
to members only."""

import uuid

from django.conf import settings
from django.db import models

from askexpert.models.question import Question
from network.taxonomy.models import Sector


class OpenQuestion(models.Model):
    """What members read. ``sector`` set: a peer group, the members of that sector; empty: every
    member. Made by a coordinator after the asker has chosen it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, related_name="open_question"
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wanted_at = models.DateTimeField(help_text="When the asker chose this.")
    title = models.CharField(max_length=150, blank=True)
    text = models.TextField(max_length=1500, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions_opened",
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"Open question {self.public_id}"


class Offer(models.Model):
    """A member who would answer an open question. The coordinators invite; every guard runs."""

    open_question = models.ForeignKey(OpenQuestion, on_delete=models.PROTECT, related_name="offers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_to_answer"
    )
    note = models.TextField(max_length=500, blank=True)
    offered_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["open_question", "member"], name="offer_once"),
        ]

    def __str__(self) -> str:
        return f"Offer {self.pk}"
