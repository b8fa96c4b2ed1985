"""Who is too close to whom, as people say themselves. Read by the matching and by the desk."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from network.taxonomy.models import Area, Organisation


class DoNotMatch(models.Model):
    """``user`` would rather not meet ``other`` on a question, on either side. No reason is kept,
    and ``other`` is never told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="do_not_match"
    )
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="not_matched_by"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "other"], name="do_not_match_once"),
            models.CheckConstraint(
                name="do_not_match_somebody_else", condition=~Q(user=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"Do not match {self.user_id} with {self.other_id}"


class DeclaredTie(models.Model):
    """A tie that a member or a coordinator has declared: to an organisation's tree, to an area,
    or to a person. Whoever has one neither answers nor coordinates what comes from there."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declared_ties"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="ties_declared_to",
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="declared_tie_once_per_organisation"
            ),
            models.UniqueConstraint(fields=["user", "area"], name="declared_tie_once_per_area"),
            models.UniqueConstraint(fields=["user", "person"], name="declared_tie_once_per_person"),
            models.CheckConstraint(
                name="declared_tie_to_exactly_one",
                condition=(
                    Q(organisation__isnull=False, area__isnull=True, person__isnull=True)
                    | Q(organisation__isnull=True, area__isnull=False, person__isnull=True)
                    | Q(organisation__isnull=True, area__isnull=True, person__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="declared_tie_to_somebody_else",
                condition=Q(person__isnull=True) | ~Q(user=F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"Tie declared by {self.user_id}"
