from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


class CannedPurpose(models.TextChoices):
    CHANGES_REQUESTED = "changes_requested", "Asking for a change"
    DECLINED = "declined", "Declining a question"
    DUPLICATE = "duplicate", "Pointing to an answer"
    LEAD_RETURNED = "lead_returned", "A safeguarding lead asking for a change"
    REMOVED = "removed", "Removing a question"
    RETURNED = "returned", "Returning an answer to the expert"
    FOLLOW_UP = "follow_up", "Returning the answer to a follow-up"
    UNMATCHED = "unmatched", "No expert found"


@register_snippet
class CannedText(models.Model):
    """A text that coordinators start from. Editors manage the list."""

    purpose = models.CharField(max_length=20, choices=CannedPurpose)
    title = models.CharField(max_length=100)
    body = models.TextField(max_length=1500)
    sort_order = models.PositiveSmallIntegerField(default=0)

    panels = [
        FieldPanel("purpose"),
        FieldPanel("title"),
        FieldPanel("body"),
        FieldPanel("sort_order"),
    ]

    class Meta:
        ordering = ["purpose", "sort_order", "title"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "title"], name="canned_text_once"),
        ]

    def __str__(self) -> str:
        return self.title
