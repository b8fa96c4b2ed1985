import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.core.signing import Signer
from django.db import models
from django.db.models import Q

from network.complaints import clock
from network.complaints.enums import ENDED, OPEN, Outcome, Status, Whose
from network.members.roles import has_desk_access, is_safeguarding_lead

# Without letters and digits that are mistaken for each other on the telephone.
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXYZ"
_signer = Signer(salt="complaints.tracking")


def new_reference() -> str:
    """A name to quote: DP and six characters, hard to guess and easy to say."""
    return "DP-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


class ComplaintQuerySet(models.QuerySet):
    def for_desk(self, user) -> "ComplaintQuerySet":
        """What this person may handle: never their own, and what is about a member of the team
        only as a safeguarding lead. Counts are made from this query set, so they tell no more."""
        if not has_desk_access(user):
            return self.none()
        seen = self.exclude(user=user).exclude(email__iexact=user.email)
        return seen if is_safeguarding_lead(user) else seen.filter(is_about_team=False)

    def mine(self, user) -> "ComplaintQuerySet":
        """What this person sent while signed in, newest first. Others' never, for anyone."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user).order_by("-received_at", "-pk")

    def open(self) -> "ComplaintQuerySet":
        return self.filter(status__in=OPEN)

    def with_due(self) -> "ComplaintQuerySet":
        """In the order in which they are due: ``due`` is :attr:`Complaint.due_at`."""
        due = models.Case(
            models.When(status=Status.RECEIVED, then="acknowledge_by"), default="answer_by"
        )
        return self.annotate(due=due)

    def for_list(self) -> "ComplaintQuerySet":
        return self.select_related("handler")


class Complaint(models.Model):
    """A complaint about data protection, of a member or of anybody else.

    ``token`` is minted with the form, so that a form sent twice is one complaint.
    ``acknowledged_automatically_at`` is when the e-mail with the reference went into the outbox,
    ``acknowledged_at`` when a person first wrote.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254)
    whose = models.CharField(max_length=10, choices=Whose)
    text = models.TextField()
    is_about_team = models.BooleanField(default=False)
    is_marked = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints_handled",
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    received_at = models.DateTimeField()
    acknowledged_automatically_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="complaint_answered_has_an_outcome",
                condition=~Q(status__in=ENDED) | (Q(answered_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="complaint_past_received_is_acknowledged",
                condition=Q(status=Status.RECEIVED) | Q(acknowledged_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def desk_url(self) -> str:
        return f"/desk/complaints/{self.public_id}/"

    @property
    def own_url(self) -> str:
        """Where the member who sent it finds it."""
        return f"/complaints/mine/{self.public_id}/"

    @property
    def tracking_url(self) -> str:
        """The address that is e-mailed: it opens this complaint only, without an account."""
        return f"/complaints/track/{_signer.sign(str(self.public_id))}/"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def due_at(self) -> datetime | None:
        """What the clock runs towards: a person's acknowledgement, then the answer."""
        if self.status == Status.RECEIVED:
            return self.acknowledge_by
        return self.answer_by if self.is_open else None

    def is_late(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now

    @property
    def stays_open_until(self) -> datetime | None:
        """When an answered complaint closes by itself."""
        if self.status != Status.ANSWERED or self.answered_at is None:
            return None
        return clock.end_of_day(self.answered_at, clock.CLOSES_AFTER.days)


def public_id_of(token: str) -> uuid.UUID:
    """The complaint that a tracking address opens.

    :raises BadSignature: when this site has not made it.
    """
    return uuid.UUID(_signer.unsign(token))
