"""Nations, areas and the tree of organisations. Conflicts of interest are read from these."""

from django.core.exceptions import ValidationError
from django.db import models

from network.taxonomy.models.terms import Term


class Nation(Term):
    """England, Wales, Scotland, Northern Ireland: law and guidance differ."""


class Area(models.Model):
    """A local authority or partnership area."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    nation = models.ForeignKey(Nation, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "nation"], name="area_name_once_per_nation"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet):
    def same_tree_as(self, organisation: "Organisation") -> "OrganisationQuerySet":
        """Every organisation under the same root, the given one included."""
        return self.filter(root_id=organisation.root_id)


class Organisation(models.Model):
    """An employer in a tree: school → trust → council.

    ``root`` is the top of the tree (itself for a root) and is kept by :meth:`save`, so that
    "same organisation tree" is one comparison.
    """

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    kind = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="tree"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    nation = models.ForeignKey(
        Nation, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a parent that would close a circle.

        :raises ValidationError: on the field ``parent``.
        """
        ancestor, seen = self.parent, set()
        while ancestor is not None and ancestor.pk not in seen:
            if self.pk is not None and ancestor.pk == self.pk:
                raise ValidationError(
                    {"parent": "An organisation cannot stand under itself. Choose another parent."}
                )
            seen.add(ancestor.pk)
            ancestor = ancestor.parent

    def save(self, *args, **kwargs) -> None:
        """Save, then give this organisation and everything under it the right root.

        Costs one more query per level below when the root has changed, none otherwise.
        """
        super().save(*args, **kwargs)
        root_id = self.parent.root_id if self.parent_id else self.pk
        if self.root_id == root_id:
            return
        level = [self.pk]
        while level:
            Organisation.objects.filter(pk__in=level).update(root_id=root_id)
            level = list(
                Organisation.objects.filter(parent_id__in=level)
                .exclude(pk=root_id)
                .values_list("pk", flat=True)
            )
        self.root_id = root_id
