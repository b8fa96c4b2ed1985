"""The catalogue: one flat row per listed page, written when the page is published.

Lists, the home page and the facets read this table instead of joining page tables, so their cost
does not grow with the number of page types or terms (figures in ``docs/architecture.md``).
"""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from network.search.models.versions import CatalogueVersion


class CatalogueEntryQuerySet(models.QuerySet):
    """Every way to write entries stamps them with the number of the change, so that processes
    which keep the catalogue in memory read them again. Number and entries are written in one
    transaction: whoever sees the one sees the others."""

    @transaction.atomic
    def update(self, **values) -> int:
        return super().update(**{**values, "changed_in": CatalogueVersion.change("entries")})

    update.alters_data = True

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        number = CatalogueVersion.change("entries")
        for entry in objs:
            entry.changed_in = number
        return super().bulk_create(objs, *args, **kwargs)

    bulk_create.alters_data = True

    def of_kind(self, *kinds: str) -> "CatalogueEntryQuerySet":
        return self.filter(kind__in=kinds)

    def visible_to(self, user) -> "CatalogueEntryQuerySet":
        """Entries whose page the user may open: one query for the restrictions of signed-in
        people, none for visitors."""
        from network.search.findable import open_restrictions

        if not user.is_authenticated:
            return self.filter(restriction__isnull=True)
        return self.filter(
            Q(restriction__isnull=True) | Q(restriction_id__in=open_restrictions(user))
        )

    def with_term(self, facet: str, slug: str) -> "CatalogueEntryQuerySet":
        return self.filter(terms__facet=facet, terms__slug=slug)

    def newest(self) -> "CatalogueEntryQuerySet":
        return self.order_by("-published_at", "-pk")


class CatalogueEntry(models.Model):
    """What a list shows of one live page.

    ``kind`` is the page type's ``catalogue_kind`` (resource, tip, post, project, webinar, answer).
    ``restriction`` is the nearest view restriction above the page, if any: entries without one are
    public. When it is lifted the page is indexed again, in the same transaction. ``details`` holds
    what only this kind's card shows, as plain values. ``used`` is written by whoever counts
    downloads; ``changed_in`` is the :class:`CatalogueVersion`'s number at the last change.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="catalogue_entry"
    )
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    published_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    restriction = models.ForeignKey(
        "wagtailcore.PageViewRestriction", on_delete=models.SET_NULL, null=True, blank=True
    )
    details = models.JSONField(default=dict)
    used = models.PositiveIntegerField(
        default=0, help_text="How often it was downloaded, for the order “most used”."
    )
    changed_in = models.BigIntegerField(default=0, editable=False)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "catalogue entries"
        indexes = [
            models.Index(fields=["kind", "-published_at", "-id"], name="catalogue_newest"),
            models.Index(fields=["kind", "starts_at"], name="catalogue_starting"),
            models.Index(fields=["-published_at", "-id"], name="catalogue_all_newest"),
            models.Index(fields=["changed_in"], name="catalogue_changed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def updated_at(self) -> datetime:
        """When it was last changed in a way that readers should hear of: the ``updated_at`` of its
        details where the kind has one, never before it was published."""
        changed = self.details.get("updated_at")
        if not changed:
            return self.published_at
        return max(self.published_at, datetime.fromisoformat(changed))

    @transaction.atomic
    def save(self, *args, update_fields=None, **kwargs) -> None:
        """Write the entry with the number of this change."""
        self.changed_in = CatalogueVersion.change("entries")
        if update_fields is not None:
            update_fields = {*update_fields, "changed_in"}
        super().save(*args, update_fields=update_fields, **kwargs)


class CatalogueTerm(models.Model):
    """One term of one entry: facet name, slug and label, so that facets need no join."""

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.CASCADE, related_name="terms")
    facet = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "facet", "slug"], name="catalogue_term_once"),
        ]
        indexes = [models.Index(fields=["facet", "slug"], name="catalogue_by_term")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.slug}"
