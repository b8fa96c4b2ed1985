"""The names by which an organisation is found, and the record of duplicates that were merged."""

from django.conf import settings
from django.db import models

from network.taxonomy.naming import folded


class NameKeyField(models.CharField):
    """The folded form of the row's ``name``, written with every save of the row.

    :meth:`pre_save` is asked by ``save`` and by ``bulk_create`` alike.
    """

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_length", 250)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add) -> str:
        key = folded(model_instance.name)[: self.max_length]
        setattr(model_instance, self.attname, key)
        return key


class OrganisationAlias(models.Model):
    """Another name of an organisation: what it was called before, or what members write.

    Whoever writes it gets the organisation, so that it is not proposed again.
    """

    organisation = models.ForeignKey(
        "taxonomy.Organisation", on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(max_length=200)
    key = NameKeyField()

    class Meta:
        ordering = ["name"]
        verbose_name = "other name"
        verbose_name_plural = "other names"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="alias_once_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationMerge(models.Model):
    """Two entries were one organisation. Appended, never changed."""

    kept = models.ForeignKey(
        "taxonomy.Organisation", on_delete=models.PROTECT, related_name="merges"
    )
    merged_name = models.CharField(max_length=200)
    merged_slug = models.SlugField(max_length=200)
    moved = models.JSONField(default=dict, help_text="How many rows of which kind were moved.")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="organisation_merges"
    )
    merged_at = models.DateTimeField()

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = "merge of organisations"
        verbose_name_plural = "merges of organisations"

    def __str__(self) -> str:
        return f"{self.merged_name} into {self.kept}"
