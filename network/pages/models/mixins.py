"""Mixins that own their fields, panels and search fields together.

A page type splats ``…Mixin.panels`` into its own panels and ``…Mixin.search_fields`` into its
own search fields.
"""

from django import forms
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from network.pages.blocks import BodyBlock


class BodyMixin(models.Model):
    """A body of the site's blocks."""

    SECTIONS_FROM = 4

    body = StreamField(BodyBlock(), blank=True)

    panels = [FieldPanel("body")]
    search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def sections(self) -> list[dict]:
        """The headings of a long page, to jump to; nothing for a short one."""
        headings = [block for block in self.body if block.block_type == "heading"]
        if len(headings) < self.SECTIONS_FROM:
            return []
        return [{"id": block.id, "label": block.value} for block in headings]


class TaxonomyMixin(models.Model):
    """Who a page is for and what it is about, from the controlled vocabularies."""

    sectors = ParentalManyToManyField("taxonomy.Sector", blank=True, related_name="+")
    contexts = ParentalManyToManyField("taxonomy.Context", blank=True, related_name="+")
    harms = ParentalManyToManyField("taxonomy.Harm", blank=True, related_name="+")
    nations = ParentalManyToManyField("taxonomy.Nation", blank=True, related_name="+")
    topics = ClusterTaggableManager(
        through="taxonomy.TaggedPage", blank=True, verbose_name="topics"
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("contexts", widget=forms.CheckboxSelectMultiple),
                FieldPanel("harms", widget=forms.CheckboxSelectMultiple),
                FieldPanel("nations", widget=forms.CheckboxSelectMultiple),
                FieldPanel("topics"),
            ],
            heading="Who it is for and what it is about",
        )
    ]
    search_fields = [
        index.RelatedFields("topics", [index.SearchField("name"), index.SearchField("synonyms")]),
        index.RelatedFields("contexts", [index.SearchField("name")]),
        index.RelatedFields("harms", [index.SearchField("name")]),
        index.RelatedFields("sectors", [index.SearchField("name")]),
    ]

    class Meta:
        abstract = True

    def taxonomy_terms(self) -> dict[str, list]:
        """The page's terms by facet: one query per vocabulary."""
        return {
            "sector": list(self.sectors.all()),
            "context": list(self.contexts.all()),
            "harm": list(self.harms.all()),
            "nation": list(self.nations.all()),
            "topic": list(self.topics.all()),
        }

    @property
    def shown_terms(self) -> dict[str, list]:
        """What the page of a tip, post, project or webinar shows: one query per vocabulary."""
        return {
            "topics": list(self.topics.all()),
            "contexts": list(self.contexts.all()),
            "sectors": list(self.sectors.all()),
            "nations": list(self.nations.all()),
        }


class AuthoredMixin(models.Model):
    """Named authors, in order (see :class:`network.pages.models.PageAuthor`)."""

    # Everybody can say that it identifies a child (network.reported).
    may_be_reported = True
    panels = [InlinePanel("authors", heading="Authors", label="author")]

    class Meta:
        abstract = True

    @property
    def credited_authors(self) -> list:
        """The authors with their accounts, in order: one query; a preview shows the draft's."""
        return list(self.authors.select_related("member"))

    def searched_names(self) -> list[str]:
        """The names by which the page is found: as they are printed, and none of those who left
        without leaving theirs. One query."""
        return [author.credit for author in self.credited_authors if not author.is_former_member]
