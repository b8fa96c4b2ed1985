from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from network.pages.models import BasePage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from resources.editing.panels import ChecklistPanel
from resources.enums import FilesFor
from resources.models.adaptations import Adaptation
from resources.models.versions import ResourceVersion

RESERVED_SLUGS = frozenset({"feed", "packs", "usage"})
VERSIONS_HELP = (
    "<p>Each version keeps its own address and its files for ever. Add a version when the files "
    "change, and say what changed. Numbers are given when you save; the highest is the one that "
    "people find first.</p>"
)


class ResourceQuerySet(PageQuerySet):
    def for_detail(self) -> "ResourceQuerySet":
        """Join what the page of one resource shows of its own row; ``is_adapted`` says whether the
        register has an entry for it."""
        entries = Adaptation.objects.filter(page_id=OuterRef("pk"), hidden_at=None)
        return self.select_related("resource_type", "adapted_from").annotate(
            is_adapted=Exists(entries)
        )


class ResourcePage(ListedPageMixin, AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """A resource that practitioners take away: what it is, who made and tested it, its files."""

    catalogue_kind = Kind.RESOURCE

    resource_type = models.ForeignKey(
        "taxonomy.ResourceType",
        on_delete=models.PROTECT,
        related_name="resources",
        verbose_name="type",
    )
    stages = ParentalManyToManyField(
        "taxonomy.PracticeStage", blank=True, related_name="+", verbose_name="practice stages"
    )
    organisation = models.CharField(
        "publisher", max_length=200, blank=True, help_text="Who publishes it."
    )
    licence = models.CharField(
        max_length=120,
        blank=True,
        help_text="What others may do with it, such as “CC BY-NC 4.0”.",
    )
    law_or_guidance = models.TextField(
        "law or guidance",
        max_length=500,
        blank=True,
        help_text="What it rests on, with the year, correct for its nation.",
    )
    how_tested = models.TextField(
        max_length=1000, blank=True, help_text="Where and how it was tried before it came here."
    )
    published_date = models.DateField("published", default=timezone.localdate)
    reviewed_date = models.DateField("last reviewed", null=True, blank=True)
    review_due_date = models.DateField(
        "review due",
        null=True,
        blank=True,
        help_text="From this day on readers are told that a review is due.",
    )
    files_for = models.CharField(
        "files are for",
        max_length=10,
        choices=FilesFor,
        default=FilesFor.READERS,
        help_text=(
            "Who may have the files. Who may open this page at all is set under Status, Privacy."
        ),
    )
    files_from = models.DateTimeField(
        "files from",
        null=True,
        blank=True,
        help_text="Until then readers see what it is and from when its files are there.",
    )
    adapted_from = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        help_text="The resource that this one was made from, if there is one.",
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    template = "resources/resource_page.html"
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = []
    page_description = "A briefing, form, set of slides or other resource, with its files."

    content_panels = [
        ChecklistPanel(heading="Before this is published"),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("resource_type"),
                FieldPanel("stages", widget=forms.CheckboxSelectMultiple),
            ],
            heading="What it is",
        ),
        *BodyMixin.panels,
        HelpPanel(content=VERSIONS_HELP, heading="Versions and files"),
        InlinePanel("versions", heading="Versions", label="version"),
        *AuthoredMixin.panels,
        *TaxonomyMixin.panels,
        MultiFieldPanel(
            [
                FieldPanel("organisation"),
                FieldPanel("licence"),
                FieldPanel("law_or_guidance"),
                FieldPanel("how_tested"),
                FieldPanel("adapted_from"),
            ],
            heading="Where it comes from",
            help_text="What helps a reader to trust it and to use it rightly.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("published_date"),
                FieldPanel("reviewed_date"),
                FieldPanel("review_due_date"),
            ],
            heading="Dates",
        ),
        MultiFieldPanel(
            [FieldPanel("files_for"), FieldPanel("files_from")], heading="Who gets the files"
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
        index.SearchField("organisation"),
        index.SearchField("law_or_guidance"),
        index.SearchField("how_tested"),
        index.RelatedFields("resource_type", [index.SearchField("name")]),
        index.RelatedFields("stages", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = "resource"
        constraints = [
            models.CheckConstraint(
                name="resource_not_adapted_from_itself",
                condition=models.Q(adapted_from__isnull=True)
                | ~models.Q(adapted_from=models.F("page_ptr")),
            ),
        ]
        indexes = [
            # The few whose files are not simply for all readers (resources.access.closed_files).
            models.Index(
                fields=["files_for", "files_from"],
                condition=~models.Q(files_for=FilesFor.READERS)
                | models.Q(files_from__isnull=False),
                name="resource_with_file_rules",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.slug in RESERVED_SLUGS:
            errors["slug"] = "This address belongs to the library itself. Choose another."
        if self.pk and self.adapted_from_id == self.pk:
            errors["adapted_from"] = "A resource cannot be adapted from itself."
        if (
            self.reviewed_date
            and self.review_due_date
            and self.review_due_date < self.reviewed_date
        ):
            errors["review_due_date"] = "The next review comes after the last one."
        if errors:
            raise ValidationError(errors)

    def save(self, *args, **kwargs):
        self.number_new_versions()
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.number_new_versions()
        return super().save_revision(*args, **kwargs)

    def number_new_versions(self) -> None:
        """Give versions without a number the next ones, in the order of the form.

        Numbers of versions that are published already are never given again, even if a draft
        leaves them out. Costs one query, only when there is something to number.
        """
        new = [version for version in self.versions.all() if not version.number]
        if not new:
            return
        taken = [version.number for version in self.versions.all() if version.number]
        if self.pk:
            stored = ResourceVersion.objects.filter(resource_id=self.pk)
            taken.extend(stored.values_list("number", flat=True))
        for number, version in enumerate(new, start=max(taken, default=0) + 1):
            version.number = number

    def sorted_versions(self) -> list[ResourceVersion]:
        """The versions, latest first. In a preview they come from the draft, not the database."""
        return sorted(self.versions.all(), key=lambda version: version.number or 0, reverse=True)

    def is_stale(self, today: date) -> bool:
        """A review was due on or before ``today``."""
        return self.review_due_date is not None and self.review_due_date <= today

    def version_address(self, number: int) -> str:
        return reverse("resources:version", args=[self.slug, number])

    def taxonomy_terms(self) -> dict[str, list]:
        return {
            **super().taxonomy_terms(),
            "stage": list(self.stages.all()),
            "type": [self.resource_type],
        }

    def catalogue_terms(self) -> dict[str, list[str]]:
        return {
            **super().catalogue_terms(),
            "format": self.formats(),
            "year": [str(self.published_date.year)],
        }

    def catalogue_details(self) -> dict:
        return {
            "type_label": self.resource_type.name,
            "formats": self.formats(),
            "contexts": [context.name for context in self.contexts.all()],
            "reviewed_date": self.reviewed_date and self.reviewed_date.isoformat(),
            "review_due_date": self.review_due_date and self.review_due_date.isoformat(),
            "files_for": self.files_for,
            "files_from": self.files_from and self.files_from.isoformat(),
        }

    def catalogue_published_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.published_date, time.min))

    def formats(self) -> list[str]:
        """The kinds of file of the latest version, each once, in the order of the files."""
        versions = self.sorted_versions()
        files = versions[0].files.select_related("document") if versions else []
        return list(dict.fromkeys(file.format for file in files))

    def searched_files(self) -> tuple[list[int], str]:
        """Documents whose words are searched with the page, and the words."""
        from resources.finding.files import searched_files

        return searched_files(self)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        from resources.editing.audiences import MODES

        return MODES

    def get_preview_context(self, request, mode_name: str) -> dict:
        from resources.editing.audiences import context_for

        if not mode_name:
            return super().get_preview_context(request, mode_name)
        return context_for(self, request, mode_name)

    def get_context(self, request, *args, version_number: int | None = None, **kwargs):
        from resources.detail import detail_context

        return {
            **super().get_context(request, *args, **kwargs),
            **detail_context(self, request, version_number=version_number),
        }
