"""Short ordered lists: sector, context, harm, practice stage, resource type."""

from django.db import models
from taggit.models import TagBase


class Term(models.Model):
    """One entry of a controlled, ordered list. The slug is used in addresses and never changes."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class Sector(TagBase):
    """A member's field of work. A taggit tag that members cannot invent (``free_tagging``)."""

    free_tagging = False

    description = models.CharField(max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["sort_order", "name"]


class Context(Term):
    """Where harm happens, from the home outwards; ``sort_order`` is the ring, innermost first."""


class Harm(Term):
    """A form of abuse."""


class PracticeStage(Term):
    """What a practitioner is doing when a resource helps."""


class ResourceType(Term):
    """What kind of thing a resource is."""
