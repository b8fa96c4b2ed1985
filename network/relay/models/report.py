"""A letter that somebody has shown to the network's staff."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from network.members.roles import is_coordinator, is_safeguarding_lead
from network.relay.enums import DECIDED, ReportReason, ReportStatus
from network.relay.models.letters import Letter
from network.working_days import after_working_days

LEAD_READS_WITHIN = timedelta(hours=4)
COORDINATOR_READS_WITHIN_DAYS = 2


class LetterReportQuerySet(models.QuerySet):
    def made_by(self, user) -> "LetterReportQuerySet":
        return self.filter(reporter=user) if user.is_authenticated else self.none()

    def visible_to(self, user) -> "LetterReportQuerySet":
        """What somebody at the desk may read; nothing of a conversation that is their own.

        Safeguarding leads see every report, coordinators those that are not for a lead.
        """
        if is_safeguarding_lead(user):
            found = self
        elif is_coordinator(user):
            found = self.filter(is_for_lead=False)
        else:
            return self.none()
        return found.exclude(letter__conversation__first=user).exclude(
            letter__conversation__second=user
        )

    def open(self) -> "LetterReportQuerySet":
        return self.filter(status=ReportStatus.OPEN).order_by("-is_for_lead", "reported_at", "pk")

    def decided(self) -> "LetterReportQuerySet":
        return self.filter(status__in=DECIDED).order_by("-handled_at", "-pk")


class LetterReport(models.Model):
    """One person's report of one letter, and what was decided.

    ``is_for_lead``: only safeguarding leads see it, and the letter is hidden from both people until
    it is decided. ``words`` is what the person who decided wrote: to the reporter when nothing was
    wrong, else to the author.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letter_reports"
    )
    reason = models.CharField(max_length=30, choices=ReportReason)
    text = models.TextField(max_length=1000, blank=True)
    reported_at = models.DateTimeField()
    is_for_lead = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.OPEN)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letter_reports_handled",
    )
    words = models.TextField(max_length=1000, blank=True)
    note = models.TextField("note for colleagues", max_length=1000, blank=True)

    objects = LetterReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "reported_at"], name="letter_reports_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["letter", "reporter"], name="letter_reported_once"),
            models.CheckConstraint(
                name="letter_report_decided_by_somebody",
                condition=Q(
                    status=ReportStatus.OPEN, handled_at__isnull=True, handled_by__isnull=True
                )
                | Q(
                    status__in=DECIDED,
                    handled_at__gte=F("reported_at"),
                    handled_by__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.reported_at:%Y-%m-%d %H:%M}"

    @property
    def desk_url(self) -> str:
        return reverse("desk_letter_report", args=[self.public_id])

    @property
    def due_at(self) -> datetime:
        """Four hours where a child may be recognised, else the end of the second working day."""
        if self.is_for_lead:
            return self.reported_at + LEAD_READS_WITHIN
        return after_working_days(self.reported_at, COORDINATOR_READS_WITHIN_DAYS, "england")


EVENT_LABELS = {
    "report": "Reported",
    "give_to_lead": "Given to a safeguarding lead",
    "give_to_coordinators": "Given to the coordinators",
    "dismiss": "Nothing against the rules",
    "remove": "Letter removed",
    "suspend": "Letter removed, membership suspended",
}


class LetterReportEvent(models.Model):
    """One step of a report. Appended, never changed; never the words."""

    report = models.ForeignKey(LetterReport, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=30)
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letter_report_acts"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def label(self) -> str:
        """The step in words."""
        return EVENT_LABELS[self.action]
