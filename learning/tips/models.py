from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel

from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.cards import minutes
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from network.search.sections import section_list

FEED_SLUG = "feed"


class TipIndexPage(SectionPage):
    """The section of tips, newest first."""

    template = "learning/tip_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["tips.TipPage"]
    page_description = "The section that lists tips from practitioners."
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **section_list(self, request, Kind.TIP),
        }


class TipPage(ListedPageMixin, AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """One thing that a practitioner does and another can try: how, how long, what to watch."""

    catalogue_kind = Kind.TIP

    minutes = models.PositiveSmallIntegerField(
        "minutes it takes",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
        help_text="How long somebody needs to do it once.",
    )

    template = "learning/tip_page.html"
    parent_page_types = ["tips.TipIndexPage"]
    subpage_types = []
    page_description = "A short practical guide by a practitioner."

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("minutes"),
        *BodyMixin.panels,
        *AuthoredMixin.panels,
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
    ]

    class Meta:
        verbose_name = "tip"

    def clean(self) -> None:
        super().clean()
        if self.slug == FEED_SLUG:
            raise ValidationError(
                {"slug": "The feed of the tips has this address. Choose another."}
            )

    def catalogue_details(self) -> dict:
        return {"minutes": self.minutes}

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "takes": minutes(self.minutes)}
