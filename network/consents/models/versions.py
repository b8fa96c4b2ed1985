from django.db import models
from django.db.models import Q


class AgreementVersionQuerySet(models.QuerySet):
    def for_list(self) -> "AgreementVersionQuerySet":
        """With the page, without the words themselves."""
        return self.select_related("page").defer("html")


class AgreementVersion(models.Model):
    """The words of an agreement page as they were published: appended, never changed.

    ``asks_again`` says that agreeing to an earlier version is not enough; the first version always
    asks. ``html`` is what visitors were shown, rendered by the site's own templates.
    ``fingerprint`` tells whether the page's words are still these.
    """

    page = models.ForeignKey(
        "consents.AgreementPage", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    html = models.TextField()
    fingerprint = models.CharField(max_length=64)
    asks_again = models.BooleanField()
    change_note = models.TextField(max_length=1000, blank=True)
    published_at = models.DateTimeField()

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        ordering = ["page", "number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="agreement_version_once"),
            models.CheckConstraint(name="agreement_version_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.page.get_url()}versions/{self.number}/"
