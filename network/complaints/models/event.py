from django.conf import settings
from django.db import models

from network.complaints.models.complaint import Complaint

LABELS = {
    "make": "Complaint received",
    "acknowledge": "Acknowledged",
    "look_into": "We began to look into it",
    "answer": "Answered",
    "close": "Closed",
    "reopen": "Opened again",
    "assign": "Somebody else looks after it",
    "write": "News from us",
    "extend": "It takes longer",
}
# What the complainant does not need to know: who looks after it is ours to arrange.
NOT_SHOWN = ("assign",)


class ComplaintEventQuerySet(models.QuerySet):
    def shown(self) -> "ComplaintEventQuerySet":
        """What the complainant sees."""
        return self.exclude(action__in=NOT_SHOWN)


class ComplaintEvent(models.Model):
    """One step of a complaint. Appended, never changed.

    Without an actor: the complainant (``by_complainant``) or the clock. ``words`` are what was
    written with the step; the complainant reads them.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=20)
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaint_acts",
    )
    by_complainant = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = ComplaintEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def label(self) -> str:
        return LABELS[self.action]
