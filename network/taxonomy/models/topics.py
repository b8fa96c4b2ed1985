"""Topics: tags under editors' control, on resources, tips, posts, questions and experts alike."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase


class Topic(TagBase):
    """A subject that practitioners ask and write about.

    The list grows freely, but only editors add to it: what members could invent, nobody could
    match. ``synonyms`` are other words for the same thing, one a line, for search and matching.
    """

    free_tagging = False

    description = models.CharField(max_length=300, blank=True)
    synonyms = models.TextField(
        blank=True, help_text="Other words and acronyms for the same thing, one a line."
    )
    is_distressing = models.BooleanField(
        default=False, help_text="Experts may choose not to be asked about it."
    )
    nation_only = models.BooleanField(
        default=False,
        help_text="Law and guidance differ so much that only experts of the asker's nation fit.",
    )

    class Meta:
        ordering = ["name"]


class TaggedPage(ItemBase):
    """A topic on a page of any type."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="tagged_topics"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="topic_once_per_page"),
        ]
