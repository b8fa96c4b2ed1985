"""The public side: what Ask an Expert is, and published answers.

An answer's page is a separate, re-written text. It holds no link and no id of a private question.
"""

from django.db import models
from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from askexpert.structured_data import qa_page
from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import BodyMixin, TaxonomyMixin
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from network.search.models import CatalogueEntry


class AskIndexPage(BodyMixin, SectionPage):
    """What Ask an Expert is, the way to ask, and the published answers."""

    template = "askexpert/ask_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["askexpert.AnswerPage"]
    max_count = 1
    page_description = "The section that explains Ask an Expert and lists published answers."

    content_panels = [*SectionPage.content_panels, *BodyMixin.panels]
    search_fields = [*SectionPage.search_fields, *BodyMixin.search_fields]

    def get_context(self, request, *args, **kwargs):
        entries = CatalogueEntry.objects.of_kind(Kind.ANSWER).visible_to(request.user).newest()
        return {
            **super().get_context(request, *args, **kwargs),
            "answers": self.paginate(entries, request),
        }


class AnswerPage(TaxonomyMixin, ListedPageMixin, BasePage):
    """A question and its answer, re-written so that nobody can be recognised.

    Made by :mod:`askexpert.workflow.publishing` only, after both people have agreed and a second
    person has checked; editors change it, and cannot make one of their own.
    """

    is_creatable = False

    question = models.TextField(max_length=1500)
    short_answer = models.TextField(
        max_length=500, help_text="The answer in two or three sentences."
    )
    answer = RichTextField(features=["h3", "bold", "italic", "ul", "ol", "link", "document-link"])
    reviewed_date = models.DateField("last reviewed")
    review_due_date = models.DateField("review due")

    catalogue_kind = Kind.ANSWER
    template = "askexpert/answer_page.html"
    parent_page_types = ["askexpert.AskIndexPage"]
    subpage_types = []
    page_description = "A published answer. The text must let nobody be recognised."

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("question"),
        FieldPanel("short_answer"),
        FieldPanel("answer"),
        MultiFieldPanel(
            [FieldPanel("reviewed_date"), FieldPanel("review_due_date")], heading="Review"
        ),
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *TaxonomyMixin.search_fields,
        index.SearchField("question"),
        index.SearchField("short_answer"),
        index.SearchField("answer"),
    ]

    @property
    def is_stale(self) -> bool:
        return self.review_due_date < localdate()

    @property
    def structured_data(self) -> str:
        """The page as a schema.org QAPage, for a script element."""
        return qa_page(self)

    def catalogue_details(self) -> dict:
        return {"reviewed": self.reviewed_date.isoformat()}
