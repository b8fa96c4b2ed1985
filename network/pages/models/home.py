from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from network.pages.models.base import BasePage


class HomePage(BasePage):
    """The front page: the rings of contexts, the sectors, what is new, and the way to ask."""

    heading = models.CharField(max_length=150)
    lead = models.TextField(max_length=400)
    rings_heading = models.CharField(max_length=120, default="Start from where harm happens")
    rings_intro = models.TextField(max_length=400, blank=True)
    sectors_heading = models.CharField(max_length=120, default="Find what fits your sector")
    sectors_intro = models.TextField(max_length=400, blank=True)
    ask_heading = models.CharField(max_length=120, default="Ask an expert")
    ask_body = models.TextField(max_length=600, blank=True)

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    page_description = "The front page of the site."
    max_count = 1

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lead")], heading="Opening"),
        MultiFieldPanel(
            [
                FieldPanel("rings_heading"),
                FieldPanel("rings_intro"),
                FieldPanel("sectors_heading"),
                FieldPanel("sectors_intro"),
            ],
            heading="Ways in",
        ),
        MultiFieldPanel([FieldPanel("ask_heading"), FieldPanel("ask_body")], heading="Asking"),
    ]

    def get_context(self, request, *args, **kwargs):
        from network.search.front import front_page

        return {**super().get_context(request, *args, **kwargs), **front_page(request.user)}
