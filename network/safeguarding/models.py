"""Urgent-help notices: per nation, editable, with a date by which they must be reviewed."""

from datetime import date

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.snippets.models import register_snippet

from network.taxonomy.models import Nation


class UrgentHelpNoticeQuerySet(models.QuerySet):
    def for_nation(self, nation: Nation | None) -> "UrgentHelpNotice | None":
        """The nation's notice, or England's where the nation has none or is not known."""
        notices = {notice.nation.slug: notice for notice in self.select_related("nation")}
        return notices.get(nation.slug if nation else "england") or notices.get("england")

    def overdue(self, today: date) -> "UrgentHelpNoticeQuerySet":
        return self.filter(review_due_date__lt=today).select_related("nation")


@register_snippet
class UrgentHelpNotice(models.Model):
    """What to do now when a child is at immediate risk, shown before every question form."""

    nation = models.OneToOneField(
        Nation, on_delete=models.PROTECT, related_name="urgent_help_notice"
    )
    heading = models.CharField(max_length=150)
    body = RichTextField(features=["h3", "bold", "ul", "ol", "link"])
    reviewed_date = models.DateField("last reviewed")
    review_due_date = models.DateField("review due")

    objects = UrgentHelpNoticeQuerySet.as_manager()

    panels = [
        FieldPanel("nation"),
        FieldPanel("heading"),
        FieldPanel("body"),
        FieldPanel("reviewed_date"),
        FieldPanel("review_due_date"),
    ]

    class Meta:
        ordering = ["nation__sort_order"]
        constraints = [
            models.CheckConstraint(
                name="urgent_help_review_after_reviewed",
                condition=models.Q(review_due_date__gt=models.F("reviewed_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nation}: {self.heading}"

    def is_overdue(self, today: date) -> bool:
        return self.review_due_date < today
