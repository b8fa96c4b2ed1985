"""What somebody was writing when their session ended."""

from django.conf import settings
from django.db import models


class InterruptedForm(models.Model):
    """The fields of a form that arrived without its owner's session; one per person and page.

    Seen by its owner only, on the page it came from, and deleted when the form has been sent or
    after two days.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interrupted_forms"
    )
    page = models.CharField(max_length=300)
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="interrupted_form_once_per_page"),
        ]

    def __str__(self) -> str:
        return f"a form of {self.page}"
