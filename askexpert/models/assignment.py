"""One ask of one expert. A new ask is a new row with new dates; rows that ended stay as they are.

Only :mod:`askexpert.workflow` writes ``status``.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from askexpert.enums import AssignmentStatus, DeclineReason
from askexpert.models.question import Question
from askexpert.querysets import AssignmentQuerySet


class Assignment(models.Model):
    """An invitation and what became of it.

    ``score``, ``reasons`` and ``weights`` are what the ranking said when the expert was invited,
    so that an old match stays explainable.

    ``wave`` counts, within one search of the question, how often somebody was asked in this
    place: 1 for whoever was asked first, 2 for who was asked when that one declined.
    ``follow_up`` is set when the ask is about a follow-up question.
    ``lapse_by`` is until when an answer that is late is waited for.
    ``next_wave`` is set while the next person is still to be asked in this place: in which wave, of
    the search that began at ``next_of_search``.
    ``decision`` is the pair of coordinators' agreement that set area or nation aside.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="assignments")
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    status = models.CharField(
        max_length=20, choices=AssignmentStatus, default=AssignmentStatus.INVITED
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_made",
    )
    wave = models.PositiveSmallIntegerField(default=1)
    next_wave = models.PositiveSmallIntegerField(null=True, blank=True)
    next_of_search = models.DateTimeField(null=True, blank=True)
    follow_up = models.ForeignKey(
        "FollowUp", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    decision = models.ForeignKey(
        "JointDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    weights = models.JSONField(default=dict, blank=True)

    invited_at = models.DateTimeField()
    respond_by = models.DateTimeField()
    respond_reminded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    lapse_by = models.DateTimeField(null=True, blank=True)
    answer_soon_reminded_at = models.DateTimeField(null=True, blank=True)
    answer_due_reminded_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    note_to_coordinator = models.TextField(max_length=1000, blank=True)
    colleague = models.CharField(
        max_length=200, blank=True, help_text="Whom the expert would ask instead; for coordinators."
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "respond_by"], name="assignment_respond_by"),
            models.Index(
                fields=["next_wave"],
                condition=Q(next_wave__isnull=False),
                name="assignment_next_to_ask",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "expert"],
                condition=Q(status__in=["invited", "accepted", "submitted"]),
                name="assignment_one_live_per_expert",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(status__in=["accepted", "submitted"]),
                name="assignment_one_accepted_per_question",
            ),
            models.CheckConstraint(
                name="assignment_accepted_has_dates",
                condition=~Q(status__in=["accepted", "submitted", "completed"])
                | Q(accepted_at__isnull=False, answer_by__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_declined_has_a_reason",
                condition=~Q(status="declined") | ~Q(decline_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Assignment {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/ask/invitations/{self.public_id}/"

    @property
    def due_at(self) -> datetime | None:
        """By when the expert's next step is due: a reply, or the answer."""
        if self.status == AssignmentStatus.INVITED:
            return self.respond_by
        return self.answer_by if self.status == AssignmentStatus.ACCEPTED else None

    def is_late(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at <= now
