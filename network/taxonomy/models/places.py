"""Nations, areas and the tree of organisations. Conflicts of interest are read from these."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from network.taxonomy.models.organisation_names import NameKeyField
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
    key = NameKeyField()
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
        above, seen = self.parent_id, set()
        while above is not None and above not in seen:
            if above == self.pk:
                raise ValidationError(
                    {"parent": "An organisation cannot stand under itself. Choose another parent."}
                )
            seen.add(above)
            above = Organisation.objects.values_list("parent_id", flat=True).get(pk=above)

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """Save, then give this organisation and everything under it the right root.

        The tops of both trees are locked first, so that two moves at once close no circle. Costs
        one more query per level below when the root has changed.

        :raises ValidationError: when the parent stands under this organisation.
        """
        self._lock_trees()
        if self.pk is not None:
            self.clean()
        changed = kwargs.get("update_fields")
        if changed is not None and "name" in changed:
            kwargs["update_fields"] = {*changed, "key"}
        super().save(*args, **kwargs)
        root_id = self.pk
        if self.parent_id is not None:
            root_id = Organisation.objects.values_list("root_id", flat=True).get(pk=self.parent_id)
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

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Delete an organisation that nothing points to: that it is its own root does not count.

        :raises ProtectedError: while anything else points to it.
        """
        Organisation.objects.filter(pk=self.pk, root_id=self.pk).update(root=None)
        return super().delete(*args, **kwargs)

    def _lock_trees(self) -> None:
        """Lock the tops that this organisation and its parent stand under, in one order."""
        rows = Organisation.objects.filter(pk__in=[self.pk or 0, self.parent_id or 0])
        tops = set(rows.values_list("root_id", flat=True)) - {None}
        list(Organisation.objects.select_for_update().filter(pk__in=tops).order_by("pk"))
