"""The menus that editors manage: the main navigation and the groups of the footer."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="list-ul")
class Navigation(ClusterableModel, BaseSiteSetting):
    """Main navigation and footer of the site."""

    footer_note = models.CharField(
        max_length=300, blank=True, help_text="A sentence at the foot of every page."
    )

    panels = [
        InlinePanel("links", heading="Links", label="link"),
        FieldPanel("footer_note"),
    ]

    class Meta:
        verbose_name = "navigation and footer"


class NavigationLink(Orderable):
    """A link in a menu. A link without a footer heading stands in the main navigation."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="links")
    footer_heading = models.CharField(
        max_length=60,
        blank=True,
        help_text="The group in the footer. Empty: the link stands in the main navigation.",
    )
    label = models.CharField(max_length=60, blank=True, help_text="Empty: the page's title.")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    path = models.CharField(
        max_length=200, blank=True, help_text="An address of this site, such as /members/."
    )

    panels = [
        FieldPanel("footer_heading"),
        FieldPanel("label"),
        PageChooserPanel("page"),
        FieldPanel("path"),
    ]

    def __str__(self) -> str:
        return self.label or str(self.page)

    def clean(self) -> None:
        if bool(self.page_id) == bool(self.path):
            raise ValidationError("Choose a page or write an address, one of the two.")
        if self.path and not self.path.startswith("/"):
            raise ValidationError({"path": "Start with “/”: the menus link within this site."})
        if self.path and not self.label:
            raise ValidationError({"label": "A link to an address needs a label."})
