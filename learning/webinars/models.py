from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from learning.webinars.sections import webinar_lists
from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.cards import minutes
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin


class WebinarIndexPage(SectionPage):
    """The section of webinars: what is coming, soonest first, and what has been."""

    template = "learning/webinar_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["webinars.WebinarPage"]
    page_description = "The section that lists webinars, upcoming and past."
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **webinar_lists(self, request),
        }


class WebinarPage(ListedPageMixin, AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """A webinar: when, how to join, what people take away, and afterwards its recording."""

    catalogue_kind = Kind.WEBINAR

    starts_at = models.DateTimeField("starts")
    minutes = models.PositiveSmallIntegerField(
        default=60, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    joining_text = models.TextField(
        "how to join",
        blank=True,
        help_text="Shown until the webinar begins. Everybody can read it: give no secret link.",
    )
    has_recording = models.BooleanField("was recorded", default=False)
    recording_note = models.TextField(
        blank=True, help_text="What was recorded, and how to get it; or why it was not."
    )

    template = "learning/webinar_page.html"
    parent_page_types = ["webinars.WebinarIndexPage"]
    subpage_types = []
    page_description = "A webinar, to come or past, with its speakers and aims."

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("minutes")]),
                FieldPanel("joining_text"),
            ],
            heading="When and how",
        ),
        InlinePanel("aims", heading="Learning aims", label="aim"),
        *BodyMixin.panels,
        InlinePanel("authors", heading="Speakers", label="speaker"),
        MultiFieldPanel(
            [FieldPanel("has_recording"), FieldPanel("recording_note")], heading="Recording"
        ),
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
        index.RelatedFields("aims", [index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = "webinar"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    def is_upcoming(self, now: datetime) -> bool:
        """It has not begun yet."""
        return self.starts_at >= now

    def facts(self) -> list[dict]:
        """Rows of the key facts. Clock times are London's."""
        starts_at = timezone.localtime(self.starts_at)
        ends_at = timezone.localtime(self.ends_at)
        return [
            {"term": "Date", "value": format_date(starts_at, "l j F Y")},
            {"term": "Time", "value": f"{starts_at:%H:%M} to {ends_at:%H:%M}, UK time"},
            {"term": "Length", "value": minutes(self.minutes)},
        ]

    def catalogue_starts_at(self) -> datetime:
        return self.starts_at

    def catalogue_details(self) -> dict:
        return {"minutes": self.minutes, "has_recording": self.has_recording}

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "is_upcoming": self.is_upcoming(timezone.now()),
            "facts": self.facts(),
            "aims": self.aims.all(),
            # A preview of a new page may have no slug yet.
            "calendar_url": self.slug and reverse("webinars:calendar", args=[self.slug]),
        }


class WebinarAim(Orderable):
    """One thing that people can do afterwards."""

    webinar = ParentalKey(WebinarPage, on_delete=models.CASCADE, related_name="aims")
    text = models.CharField(max_length=250)

    panels = [FieldPanel("text")]

    def __str__(self) -> str:
        return self.text
