"""The fields of a resource in the editor's form, as an editor meets them."""

from django import forms
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel

from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin

VERSIONS_HELP = (
    "<p>Each version keeps its own address and its files for ever. Add a version when the files "
    "change, and say what changed. Numbers are given when you save; the highest is the one that "
    "people find first.</p>"
    "<p>Once a version has been public, its number, its day and its files are fixed, and so is "
    "which file comes first. You can still mend its change note and the names of its files, and "
    "put the files after the first in another order. If a version or a file has to go, because it "
    "identifies somebody or was not ours to share, take the page down; then you can remove it "
    "here, and its address says that it was withdrawn.</p>"
)

RESOURCE_PANELS = [
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
