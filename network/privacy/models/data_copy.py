"""A member's copy of everything that is held about them: asked for, made, fetched, gone."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from network.media.models import private_storage


class CopyState(models.TextChoices):
    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class DataCopyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DataCopyQuerySet":
        """One's own copies; nobody else's for anyone, whatever their role."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(user=user)

    def fetchable(self, now: datetime) -> "DataCopyQuerySet":
        """Copies whose file is there and whose time is not over."""
        return self.filter(state=CopyState.READY, expires_at__gt=now)

    def expired(self, now: datetime) -> "DataCopyQuerySet":
        return self.filter(expires_at__lte=now)

    def to_make(self, now: datetime) -> "DataCopyQuerySet":
        """Copies to be made now: waiting, past their time, claimed by nobody alive."""
        return self.filter(state=CopyState.WAITING, try_at__lte=now).filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
        )


class DataCopy(models.Model):
    """One request for a copy. Only :mod:`network.privacy.copies` writes it.

    ``file`` is named before the first byte is written, so that whatever a killed worker left
    behind is known and removed. ``size`` is in bytes; ``sha256`` lets the owner check the file.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_copies"
    )
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=CopyState, default=CopyState.WAITING)
    requested_at = models.DateTimeField()
    try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = DataCopyQuerySet.as_manager()

    content_type = "application/zip"

    class Meta:
        ordering = ["-requested_at", "-pk"]
        verbose_name_plural = "data copies"
        indexes = [
            models.Index(fields=["state", "try_at"], name="data_copy_to_make"),
            models.Index(fields=["expires_at"], name="data_copy_expiring"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="waiting"), name="data_copy_one_being_made"
            ),
            models.CheckConstraint(
                name="data_copy_ready_is_complete",
                condition=~Q(state="ready")
                | (
                    ~Q(file="")
                    & ~Q(sha256="")
                    & Q(made_at__isnull=False)
                    & Q(expires_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Data copy {self.public_id}"
