"""The application to join, and what became of it.

Only :mod:`network.members.workflow` writes ``status``.
"""

from django.conf import settings
from django.db import models

from network.members import enums
from network.members.roles import is_coordinator
from network.taxonomy.models import Organisation


class MembershipQuerySet(models.QuerySet):
    def awaiting_decision(self) -> "MembershipQuerySet":
        """Applications and appeals that a coordinator must look at, oldest first."""
        return self.filter(status__in=enums.WAITING_FOR_COORDINATOR).order_by("waiting_since", "pk")

    def open(self) -> "MembershipQuerySet":
        """Applications without a decision, whoever has the next move, oldest first."""
        return self.filter(status__in=enums.OPEN).order_by("applied_at", "pk")

    def visible_to(self, user) -> "MembershipQuerySet":
        """One's own application; all of them for coordinators."""
        if is_coordinator(user):
            return self.all()
        return self.filter(user=user) if user.is_authenticated else self.none()

    def for_list(self) -> "MembershipQuerySet":
        return self.select_related(
            "user",
            "user__profile",
            "user__profile__organisation",
            "user__profile__nation",
            "user__profile__area",
        ).prefetch_related("user__profile__sectors")


class Membership(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="membership"
    )
    status = models.CharField(
        max_length=20, choices=enums.MembershipStatus, default=enums.MembershipStatus.APPLIED
    )
    why = models.TextField("why you would like to join", max_length=1000)
    reply = models.TextField(max_length=1000, blank=True)
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="membership_decisions",
    )
    reason = models.TextField(max_length=1000, blank=True)
    kept_phrases = models.JSONField(default=list, blank=True)
    waiting_since = models.DateTimeField(
        null=True, blank=True, help_text="Since when a coordinator has the next move."
    )
    appeal = models.TextField("why you think the decision is wrong", max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appealed_against = models.CharField(max_length=20, blank=True)
    status_before_leaving = models.CharField(max_length=20, blank=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="When the membership was last approved or confirmed."
    )
    confirmation_asked_at = models.DateTimeField(null=True, blank=True)
    confirmation_reminded_at = models.DateTimeField(null=True, blank=True)
    confirmed_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="confirmed_for"
    )
    confirmed_organisation_name = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_decision_has_a_date",
                condition=~models.Q(
                    status__in=[
                        enums.MembershipStatus.APPROVED,
                        enums.MembershipStatus.DECLINED,
                    ],
                    decided_at__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_status_display()}"

    @property
    def desk_url(self) -> str:
        return f"/desk/members/{self.user.public_id}/"


EVENT_LABELS = {
    "apply": "Asked to join",
    "ask": "Asked for more",
    "reply": "Replied",
    "approve": "Approved",
    "decline": "Declined",
    "suspend": "Paused",
    "reinstate": "Active again",
    "approve_by_domain": "Approved by the list of e-mail domains",
    "appeal": "Appealed against the decision",
    "uphold": "The decision stands",
    "ask_to_confirm": "Asked whether everything is still right",
    "remind": "Reminded to confirm",
    "confirm": "Confirmed for another year",
    "lapse": "Lapsed: not confirmed in time",
    "resume": "Confirmed; active again",
    "ask_to_resume": "Confirmed with another organisation; a coordinator looks",
    "leave": "Left the network",
    "come_back": "Came back",
}


class MembershipEvent(models.Model):
    """One step of a membership. Appended, never changed. Without an actor: done by the clock."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="events")
    action = models.CharField(max_length=20)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="membership_acts",
    )
    reason = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    @property
    def label(self) -> str:
        """The step in words."""
        return EVENT_LABELS[self.action]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"
