"""The versions of a resource and their files. A new file never replaces an old one."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Orderable

from resources.editing.comparing import FilesPanel

FILES_HELP = (
    "<p>Choose or upload the files of this version. The first is the one that the download button "
    "gives. Once the version has been public, its files stay: for a new or another file add a "
    "version, so that people who use the old one can see what changed.</p>"
)


class ResourceVersion(ClusterableModel):
    """One issue of a resource's files, with what changed since the one before.

    Numbers count from 1 and are given when the page is saved
    (:meth:`resources.models.ResourcePage.number_new_versions`); the highest is the latest.
    """

    resource = ParentalKey(
        "resources.ResourcePage", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(editable=False)
    change_note = models.TextField(
        max_length=500,
        help_text="What changed, for people who use the version before. Everybody can read it.",
    )
    released_date = models.DateField(
        "released", default=timezone.localdate, help_text="The day this version came out."
    )

    panels = [
        FieldPanel("number", read_only=True),
        FieldPanel("change_note"),
        FieldPanel("released_date"),
        HelpPanel(content=FILES_HELP, heading="Files of this version"),
        FilesPanel("files", heading="Files", label="file", min_num=1),
    ]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="version_number_once"),
            models.CheckConstraint(
                name="version_is_numbered_from_one", condition=models.Q(number__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}" if self.number else "New version"


class VersionFile(Orderable):
    """A document as one version offers it. The first by order is the main file."""

    version = ParentalKey(ResourceVersion, on_delete=models.CASCADE, related_name="files")
    label = models.CharField(
        max_length=120,
        help_text="What this file is, such as “Briefing” or “Handout for participants”.",
    )
    document = models.ForeignKey(
        "media.SiteDocument", on_delete=models.PROTECT, related_name="version_files"
    )

    panels = [FieldPanel("label"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["version", "document"], name="document_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def format(self) -> str:
        """The kind of file in one word, as facets and cards name it: "docx"."""
        return self.document.file_extension.lower()

    def address(self, slug: str, number: int) -> str:
        """Where version ``number`` of the resource ``slug`` serves this file.

        Built from the document's id, which stays the same when a page is published again;
        this row's own id does not.
        """
        return reverse("resources:file", args=[slug, number, self.document_id])
