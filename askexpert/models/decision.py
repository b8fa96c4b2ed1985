"""What takes two people: removing a question, redacting words, setting area or nation aside."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from askexpert.enums import QuestionStatus
from askexpert.matching.exclusions import NO_OVERRIDE
from askexpert.matching.values import Override
from askexpert.models.question import Question
from network.members.roles import is_coordinator, is_safeguarding_lead


class DecisionKind(models.TextChoices):
    REMOVE = "remove", "Remove the question"
    REDACT = "redact", "Take words out everywhere"
    OVERRIDE_AREA = "override_area", "Ask somebody of the same area"
    OVERRIDE_NATION = "override_nation", "Ask somebody of another nation"


class DecisionStatus(models.TextChoices):
    PROPOSED = "proposed", "Waiting for a second person"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    TAKEN_BACK = "taken_back", "Taken back"


class JointDecisionQuerySet(models.QuerySet):
    def waiting_at_desk_of(self, user) -> "JointDecisionQuerySet":
        """Proposals that wait for a second person, on questions of this person's desk and of a
        kind that their role decides on; oldest first."""
        kinds = [DecisionKind.REDACT]
        if is_safeguarding_lead(user):
            kinds.append(DecisionKind.REMOVE)
        if is_coordinator(user):
            kinds += [DecisionKind.OVERRIDE_AREA, DecisionKind.OVERRIDE_NATION]
        possible = Q(kind=DecisionKind.REDACT)
        possible |= Q(kind=DecisionKind.REMOVE, question__status=QuestionStatus.QUARANTINED)
        possible |= Q(kind__startswith="override", question__status=QuestionStatus.MATCHING)
        return (
            self.filter(possible, kind__in=kinds, status=DecisionStatus.PROPOSED)
            .filter(question__in=Question.objects.for_desk(user).values("pk"))
            .select_related("question", "proposed_by", "expert")
            .order_by("proposed_at", "pk")
        )


class JointDecision(models.Model):
    """Proposed by one person with a written reason, agreed or refused by another.

    ``reason`` says why, never what: it stays after the words are gone. ``sealed`` holds, encrypted
    and only until the second person has decided, what must be known to carry the decision out (the
    words to redact). ``expert`` is whom an override is about; ``page`` the published page that a
    redaction is about when there is no question.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=DecisionKind)
    status = models.CharField(
        max_length=20, choices=DecisionStatus, default=DecisionStatus.PROPOSED
    )
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="joint_decisions"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.TextField(max_length=1000)
    sealed = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions_proposed"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_taken",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = JointDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="joint_decision_takes_two",
                condition=~Q(status__in=["agreed", "refused"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="joint_decision_keeps_nothing_sealed",
                condition=Q(status="proposed") | Q(sealed=""),
            ),
            models.CheckConstraint(name="joint_decision_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def override(self) -> Override:
        """What an agreed decision sets aside for its expert, and for nobody else."""
        if self.status != DecisionStatus.AGREED:
            return NO_OVERRIDE
        return Override(
            area=self.kind == DecisionKind.OVERRIDE_AREA,
            nation=self.kind == DecisionKind.OVERRIDE_NATION,
        )
