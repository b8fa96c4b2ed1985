import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from resources.enums import FormatState, WantedFormat
from resources.models.versions import ResourceVersion, VersionFile

OPEN_STATES = (FormatState.ASKED, FormatState.IN_HAND)


class FormatRequestQuerySet(models.QuerySet):
    def for_desk(self) -> "FormatRequestQuerySet":
        rows = self.select_related("resource", "document", "member", "handled_by")
        return rows._with_latest_version()

    def open(self) -> "FormatRequestQuerySet":
        """What somebody waits for, soonest first."""
        return self.filter(state__in=OPEN_STATES).order_by("due_on", "pk")

    def done(self) -> "FormatRequestQuerySet":
        return self.exclude(state__in=OPEN_STATES).order_by("-done_at", "-pk")

    def of(self, user) -> "FormatRequestQuerySet":
        mine = self.filter(member=user) if user.is_authenticated else self.none()
        rows = mine.select_related("resource").order_by("-asked_at", "-pk")
        file = VersionFile.objects.filter(
            version__resource=OuterRef("resource"),
            version__number=OuterRef("version_number"),
            document=OuterRef("document"),
        )
        return rows._with_latest_version().annotate(file_label=Subquery(file.values("label")[:1]))

    def _with_latest_version(self) -> "FormatRequestQuerySet":
        versions = ResourceVersion.objects.filter(resource=OuterRef("resource"))
        latest = versions.order_by("-number").values("number")[:1]
        return self.annotate(latest_version=Subquery(latest))


class FormatRequest(models.Model):
    """Somebody needs a file in another format, by a day that they are told at once.

    A visitor gives an address to be answered at; nothing is sent to it by the site, so that the
    form cannot be used to write to others. Written by :mod:`resources.requests.formats` only.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    resource = models.ForeignKey(
        "resources.ResourcePage", on_delete=models.CASCADE, related_name="format_requests"
    )
    version_number = models.PositiveIntegerField()
    document = models.ForeignKey(
        "media.SiteDocument", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="format_requests",
    )
    contact = models.EmailField(blank=True)
    wanted = models.CharField(max_length=20, choices=WantedFormat)
    note = models.TextField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=FormatState, default=FormatState.ASKED)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=500, blank=True)

    objects = FormatRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="format_request_can_be_answered",
                condition=Q(member__isnull=False) | ~Q(contact=""),
            ),
        ]

    def __str__(self) -> str:
        return f"format request {self.reference}"

    @property
    def desk_url(self) -> str:
        return reverse("library_desk:format_request", args=[self.public_id])

    @property
    def replaced_by(self) -> int | None:
        """The number of the latest version, where that is a newer one than was asked about. For
        rows of ``for_desk()`` and ``of()``, of a resource that may be shown."""
        latest = self.latest_version or 0
        return latest if latest > self.version_number else None

    def is_late(self, today: date) -> bool:
        return self.state in OPEN_STATES and self.due_on < today
