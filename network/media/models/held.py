"""Files that the gate did not let in: why, and what became of them."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from network.media.models.documents import SiteDocument, private_storage
from network.members.roles import is_safeguarding_lead


class HeldState(models.TextChoices):
    REFUSED = "refused", "Refused and not kept"
    HELD = "held", "Held back"
    RELEASED = "released", "Released"


def held_name(instance: "HeldFile", filename: str) -> str:
    """A generated path without an ending: nothing serves it and nothing opens it."""
    return f"held/{uuid.uuid4().hex}"


class HeldFileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "HeldFileQuerySet":
        """For safeguarding leads: files that identify somebody, and what became of them."""
        kept = self.exclude(state=HeldState.REFUSED, decided_at=None)
        return kept if is_safeguarding_lead(user) else self.none()


class HeldFile(models.Model):
    """One file that somebody chose and that was not let in.

    Only what was held back because it identifies somebody is kept, for 14 days, so that a lead may
    release a false alarm; of everything else there is the row alone. ``reason`` names kinds of
    findings and never what was found; ``name`` is withheld when it identifies somebody itself.
    What a lead has found to stay refused is refused, with ``decided_at``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=HeldState)
    file = models.FileField(upload_to=held_name, storage=private_storage, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="held_files"
    )
    held_at = models.DateTimeField(db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)
    document = models.ForeignKey(SiteDocument, on_delete=models.SET_NULL, null=True)

    objects = HeldFileQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def desk_url(self) -> str:
        return reverse("desk_held_file", args=[self.public_id])
