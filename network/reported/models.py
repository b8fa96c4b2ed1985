import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from network.members.roles import is_safeguarding_lead
from network.reported.enums import DECIDED, ReportState


class PageReportQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PageReportQuerySet":
        """Safeguarding leads see every report; nobody else sees any, not even their own."""
        return self.all() if is_safeguarding_lead(user) else self.none()

    def open(self) -> "PageReportQuerySet":
        return self.filter(state=ReportState.OPEN).order_by("reported_at", "pk")

    def keeping_down(self) -> "PageReportQuerySet":
        """Those that keep their page down: a lead has yet to look, or has kept it down and it was
        not published since."""
        waits = Q(state=ReportState.OPEN, has_hidden=True)
        decided = Q(state=ReportState.KEPT_DOWN, handled_at__gt=F("page__last_published_at"))
        return self.filter(waits | decided, page__live=False)

    def decided(self) -> "PageReportQuerySet":
        return self.filter(state__in=DECIDED).order_by("-handled_at", "-pk")


class PageReport(models.Model):
    """One report of one page, and what was decided. Written by :mod:`network.reported.workflow`.

    ``reporter`` is empty for a visitor. ``has_hidden`` says whether this report took the page down,
    ``live_revision`` which revision of it was public then: that one comes back. ``where`` is the
    address at which the reporter was, within the page. ``because_of`` is the report of another page
    with which this one was hidden, since it offers the same file: nobody has reported this page.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    live_revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="page_reports",
    )
    because_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="companions"
    )
    words = models.TextField(max_length=1000, blank=True)
    where = models.CharField(max_length=300, blank=True)
    has_hidden = models.BooleanField(default=False)
    reported_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.OPEN)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField("note for colleagues", max_length=1000, blank=True)

    objects = PageReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "reported_at"], name="page_reports_waiting")]
        constraints = [
            models.CheckConstraint(
                name="page_report_decided_by_somebody",
                condition=Q(
                    state=ReportState.OPEN, handled_at__isnull=True, handled_by__isnull=True
                )
                | Q(state__in=DECIDED, handled_at__isnull=False, handled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"page report {self.public_id}"

    @property
    def desk_url(self) -> str:
        return reverse("desk_page_report", args=[self.public_id])


class ReportedFile(models.Model):
    """Content that a report closes, whatever page or document offers it.

    Written by :mod:`network.reported.workflow`; it goes when a lead brings a page with it back, and
    outlives the page that was reported.
    """

    report = models.ForeignKey(PageReport, on_delete=models.CASCADE, related_name="files")
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="reported_file_once")
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


EVENT_LABELS = {
    "report": "Reported",
    "report_and_hide": "Reported, and the page hidden",
    "hide_same_file": "Hidden with another page: it offers the same file",
    "restore": "Brought back",
    "keep_down": "Kept down",
}


class PageReportEvent(models.Model):
    """One step of a report. Appended, never changed; never the words. Without actor: a visitor."""

    report = models.ForeignKey(PageReport, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="page_report_acts",
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.action} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def label(self) -> str:
        return EVENT_LABELS[self.action]
