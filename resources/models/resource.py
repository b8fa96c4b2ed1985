from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from network.pages import gone
from network.pages.models import BasePage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from resources.editing.copying import CopyResourceForm
from resources.editing.page_form import ResourcePageForm
from resources.editing.panels import ChecklistPanel
from resources.editing.resource_panels import RESOURCE_PANELS
from resources.enums import FilesFor
from resources.models import public_versions
from resources.models.adaptations import Adaptation
from resources.models.versions import ResourceVersion

RESERVED_SLUGS = frozenset({"feed", "packs", "usage"})
IN_A_CIRCLE = (
    "That one was adapted from this resource, itself or by way of others. One came first: name "
    "only the one that this was made from."
)
# The few whose files are not simply for all readers.
WITH_FILE_RULES = ~models.Q(files_for=FilesFor.READERS) | models.Q(files_from__isnull=False)


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

    # A copy is another resource, which came out on the day that it is made.
    exclude_fields_in_copy = ["published_date"]

    objects = PageManager.from_queryset(ResourceQuerySet)()

    base_form_class = ResourcePageForm
    copy_form_class = CopyResourceForm
    template = "resources/resource_page.html"
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = []
    page_description = "A briefing, form, set of slides or other resource, with its files."

    content_panels = [
        ChecklistPanel(heading="Before this is published"),
        *BasePage.content_panels,
        *RESOURCE_PANELS,
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
            # For resources.access.closed_files.
            models.Index(
                fields=["files_for", "files_from"],
                condition=WITH_FILE_RULES,
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
        elif self.is_adapted_in_a_circle():
            errors["adapted_from"] = IN_A_CIRCLE
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
        fields = kwargs.get("update_fields")
        with public_versions.kept(self, writes_versions=fields is None or "versions" in fields):
            return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        self.number_new_versions()
        return super().save_revision(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Whoever publishes has asked the checklist; the clock asks here. A draft from before a
        version was published publishes that one with its own.

        :raises resources.models.public_versions.PublicVersionError: when the draft changes what
            stays of a public version.
        """
        from resources.editing.roads import BY_THE_CLOCK, may_go_live

        draft = revision.as_object()
        if public_versions.with_public_versions(draft):
            revision.content = draft.serializable_data()
            revision.save(update_fields=["content"])
        if kwargs.get("log_action") != BY_THE_CLOCK or may_go_live(revision):
            super().publish(revision, *args, **kwargs)

    def with_content_json(self, content):
        draft = super().with_content_json(content)
        if draft.pk:
            public_versions.with_stored_rows(draft)
        return draft

    def number_new_versions(self) -> None:
        """Give versions without a number the next ones, in the order of the form.

        Numbers of versions that are published already are never given again, even if a draft
        leaves them out, nor those of versions that were withdrawn. Costs one query and one for
        each number, only when there is something to number.
        """
        new = [version for version in self.versions.all() if not version.number]
        if not new:
            return
        taken = [version.number for version in self.versions.all() if version.number]
        if self.pk:
            stored = ResourceVersion.objects.filter(resource_id=self.pk)
            taken.extend(stored.values_list("number", flat=True))
        number = max(taken, default=0)
        for version in new:
            number += 1
            while self.pk and gone.is_withdrawn(self.version_address(number)):
                number += 1
            version.number = number

    def is_adapted_in_a_circle(self) -> bool:
        """Whether what it was adapted from was adapted from it, by way of others too: one query for
        each step back, none where it was not adapted."""
        seen, source = set(), self.adapted_from_id
        while self.pk and source and source not in seen:
            if source == self.pk:
                return True
            seen.add(source)
            row = ResourcePage.objects.filter(pk=source).values_list("adapted_from_id", flat=True)
            source = row.first()
        return False

    def sorted_versions(self) -> list[ResourceVersion]:
        """The versions, latest first. In a preview they come from the draft, not the database."""
        return sorted(self.versions.all(), key=lambda version: version.number or 0, reverse=True)

    def is_stale(self, today: date) -> bool:
        """A review was due on or before ``today``."""
        return self.review_due_date is not None and self.review_due_date <= today

    @property
    def public_title(self) -> str:
        """What staff read who may not read the page: one that is not public may have been taken
        down because it identifies a child, and only safeguarding leads see that."""
        return self.title if self.live else "A page that is not public now"

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
            "updated_at": self.latest_released_at().isoformat(),
        }

    def catalogue_published_at(self) -> datetime:
        return _start_of(self.published_date)

    def latest_released_at(self) -> datetime:
        """When the latest version came out, or else the resource. A version has a day and no hour:
        each is a second later than the one before, so that two of one day are told apart."""
        versions = self.sorted_versions()
        if not versions:
            return self.catalogue_published_at()
        latest = versions[0]
        return _start_of(latest.released_date) + timedelta(seconds=latest.number - 1)

    def formats(self) -> list[str]:
        """The kinds of file of the latest version, each once, in the order of the files."""
        versions = self.sorted_versions()
        files = versions[0].files.select_related("document") if versions else []
        return list(dict.fromkeys(file.format for file in files))

    def searched_files(self) -> tuple[dict[int, tuple[str, str]], str]:
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


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
