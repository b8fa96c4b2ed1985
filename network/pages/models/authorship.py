"""Who wrote a page: members by account, or people and teams by name, in order."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class PageAuthor(Orderable):
    """One author of a page.

    A member's account stays attached, so that somebody who leaves becomes "former member"
    everywhere; the name as printed is kept beside it.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="authors")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="authorships",
    )
    name = models.CharField(
        max_length=150, blank=True, help_text="As it should be printed, if there is no account."
    )
    role = models.CharField(
        max_length=100,
        blank=True,
        help_text="What they did, such as “Author” or “Tested the form”.",
    )

    panels = [FieldPanel("member"), FieldPanel("name"), FieldPanel("role")]

    def __str__(self) -> str:
        return self.credit

    def clean(self) -> None:
        if not self.member_id and not self.name:
            raise ValidationError({"name": "Give a name, or choose a member."})

    @property
    def credit(self) -> str:
        """The name to print. Costs one query if ``member`` is not loaded already."""
        if self.name:
            return self.name
        return str(self.member) if self.member and self.member.is_active else "Former member"
