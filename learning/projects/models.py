from django.core.exceptions import ValidationError
from django.db import models
from django.template.defaultfilters import date as format_date
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from network.search.sections import section_list


class ProjectStatus(models.TextChoices):
    OPEN = "open", "Open to join"
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"


class PhaseState(models.TextChoices):
    """Named as the timeline names them."""

    DONE = "done", "Finished"
    CURRENT = "current", "Now"
    NEXT = "next", "Still to come"


class ProjectIndexPage(SectionPage):
    """The section of learning projects, newest first."""

    template = "learning/project_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    page_description = "The section that lists learning projects."
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **section_list(self, request, Kind.PROJECT),
        }


class ProjectPage(ListedPageMixin, AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """A learning project: its question, its phases, who leads it, what it asks of members."""

    catalogue_kind = Kind.PROJECT

    question = models.TextField(
        max_length=500, help_text="What the project wants to find out, in one sentence."
    )
    status = models.CharField(max_length=20, choices=ProjectStatus, default=ProjectStatus.OPEN)
    start_date = models.DateField("starts")
    end_date = models.DateField("ends", null=True, blank=True)
    time_asked = models.CharField(
        "time asked for",
        max_length=100,
        blank=True,
        help_text="What taking part costs a member, such as “about 2 hours a month”.",
    )
    partners = models.TextField(
        blank=True, help_text="Organisations or kinds of organisation that take part, one a line."
    )

    template = "learning/project_page.html"
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = []
    page_description = "A learning project with its question, phases and leads."

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("question"),
        MultiFieldPanel(
            [
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
                FieldPanel("time_asked"),
            ],
            heading="Where it stands",
        ),
        InlinePanel("phases", heading="Phases", label="phase"),
        *BodyMixin.panels,
        InlinePanel(
            "authors",
            heading="Leads",
            label="lead",
            help_text="The people whom members can turn to about the project.",
        ),
        FieldPanel("partners"),
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
        index.SearchField("question"),
        index.SearchField("partners"),
    ]

    class Meta:
        verbose_name = "learning project"
        constraints = [
            models.CheckConstraint(
                name="project_ends_after_it_starts",
                condition=models.Q(end_date__isnull=True)
                | models.Q(end_date__gte=models.F("start_date")),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.start_date and self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": "A project ends after it starts."})

    def catalogue_details(self) -> dict:
        return {
            "status": self.status,
            "status_label": self.get_status_display(),
            "time_asked": self.time_asked,
        }

    @property
    def partner_list(self) -> list[str]:
        return [line.strip() for line in self.partners.splitlines() if line.strip()]

    def facts(self) -> list[dict]:
        """Rows of the key facts."""
        return [
            {"term": "Status", "value": self.get_status_display()},
            {"term": "Starts", "value": format_date(self.start_date, "F Y")},
            {"term": "Ends", "value": format_date(self.end_date, "F Y")},
            {"term": "Time asked for", "value": self.time_asked},
            {"term": "Taking part", "values": self.partner_list},
        ]

    def timeline(self) -> list[dict]:
        """The phases as entries of the timeline: one query."""
        return [
            {
                "when": phase.get_state_display(),
                "title": phase.title,
                "body": phase.summary,
                "state": phase.state,
            }
            for phase in self.phases.all()
        ]

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            "facts": self.facts(),
            "phases": self.timeline(),
        }


class ProjectPhase(Orderable):
    """One phase of a project, in order."""

    project = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(max_length=120)
    summary = models.TextField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=PhaseState, default=PhaseState.NEXT)

    panels = [FieldPanel("title"), FieldPanel("summary"), FieldPanel("state")]

    def __str__(self) -> str:
        return self.title
