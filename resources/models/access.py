"""Requests for the files of a resource that is given on request, and what was granted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from resources.enums import AccessState


class AccessRequestQuerySet(models.QuerySet):
    def for_desk(self) -> "AccessRequestQuerySet":
        """With what the desk shows: the account, its organisation and sectors, the resource."""
        return self.select_related(
            "resource", "decided_by", "member__profile__organisation"
        ).prefetch_related("member__profile__sectors")

    def waiting(self) -> "AccessRequestQuerySet":
        return self.filter(state=AccessState.ASKED).order_by("asked_at", "pk")

    def decided(self) -> "AccessRequestQuerySet":
        return self.exclude(state=AccessState.ASKED).order_by("-decided_at", "-pk")

    def of(self, user) -> "AccessRequestQuerySet":
        """The member's own, newest first; nobody else sees them but those who decide."""
        mine = self.filter(member=user) if user.is_authenticated else self.none()
        return mine.select_related("resource").order_by("-asked_at", "-pk")


class AccessRequest(models.Model):
    """One member's request for one resource. Written by :mod:`resources.requests.access` only.

    Who asks is the account, never what somebody typed. A grant ends at ``expires_at``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(
        "resources.ResourcePage", on_delete=models.CASCADE, related_name="access_requests"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests"
    )
    reason = models.TextField(max_length=1000)
    state = models.CharField(max_length=12, choices=AccessState, default=AccessState.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "member"],
                condition=Q(state__in=[AccessState.ASKED, AccessState.GRANTED]),
                name="access_asked_or_granted_once",
            ),
            models.CheckConstraint(
                name="access_granted_ends",
                condition=~Q(state=AccessState.GRANTED) | Q(expires_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="access_by_state")]

    def __str__(self) -> str:
        return f"access request {self.public_id}"

    @property
    def desk_url(self) -> str:
        return reverse("library_desk:access_request", args=[self.public_id])


class TakenVersion(models.Model):
    """A member who took a version and wants to hear once when a newer one replaces it.

    ``told_number`` is the newest version that they were told of.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="taken_versions"
    )
    resource = models.ForeignKey(
        "resources.ResourcePage", on_delete=models.CASCADE, related_name="taken_versions"
    )
    number = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    told_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "resource"], name="taken_version_once"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.resource_id}"
