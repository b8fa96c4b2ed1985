"""Train-the-trainer packs: sessions with timings, and what is needed in each."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from resources.enums import PackPart

SLUG = "packs"


class PackIndexPage(SectionPage):
    """The packs of the library, at /resources/packs/."""

    template = "resources/packs/pack_index_page.html"
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types = ["resources.PackPage"]
    page_description = "The library's packs: whole trainings, session by session."
    max_count = 1

    content_panels = [*SectionPage.content_panels]

    def get_context(self, request, *args, **kwargs):
        from resources.packs.shown import index_context

        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}

    def clean(self) -> None:
        super().clean()
        if self.slug != SLUG:
            raise ValidationError({"slug": f"The address of the packs is /resources/{SLUG}/."})


class PackPage(AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """A training to give away: its sessions in order, with timings and all material.

    The material is named, not copied: each part is the latest version of a resource's files, so a
    pack is never behind the library.
    """

    template = "resources/packs/pack_page.html"
    parent_page_types = ["resources.PackIndexPage"]
    subpage_types = []
    page_description = "A training in sessions, with slides, handouts and notes to download."

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.panels,
        InlinePanel("sessions", heading="Sessions", label="session", min_num=1),
        *AuthoredMixin.panels,
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
        index.RelatedFields(
            "sessions",
            [
                index.SearchField("title"),
                index.SearchField("aims"),
                index.SearchField("facilitator_notes"),
            ],
        ),
    ]

    class Meta:
        verbose_name = "pack"

    def get_context(self, request, *args, **kwargs):
        from resources.packs.shown import pack_context

        return {**super().get_context(request, *args, **kwargs), **pack_context(self, request)}


class PackSession(ClusterableModel, Orderable):
    """One sitting of a pack. ``minutes`` is its length without breaks."""

    pack = ParentalKey(PackPage, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=150)
    minutes = models.PositiveSmallIntegerField(help_text="How long it takes, in minutes.")
    aims = models.TextField(
        max_length=600, help_text="What people can do afterwards, one aim a line."
    )
    facilitator_notes = models.TextField(
        max_length=4000, blank=True, help_text="How to run it: room, order, what to watch for."
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("minutes"),
        FieldPanel("aims"),
        FieldPanel("facilitator_notes"),
        InlinePanel("items", heading="Material", label="piece of material"),
    ]

    def __str__(self) -> str:
        return self.title


class PackItem(Orderable):
    """Material of a session: the files of a resource's latest version, or the one so labelled."""

    session = ParentalKey(PackSession, on_delete=models.CASCADE, related_name="items")
    part = models.CharField(max_length=10, choices=PackPart)
    resource = models.ForeignKey(
        "resources.ResourcePage", on_delete=models.CASCADE, related_name="pack_items"
    )
    file_label = models.CharField(
        max_length=120,
        blank=True,
        help_text="The label of one file of the resource; empty for all its files.",
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How long this piece takes, in minutes."
    )

    panels = [
        FieldPanel("part"),
        PageChooserPanel("resource"),
        FieldPanel("file_label"),
        FieldPanel("minutes"),
    ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.resource_id}"
