"""The directory: one flat row per member and audience, holding only what that audience may see.

:mod:`network.members.directory.entries` is the only writer.
"""

from django.db import models

from network.members.enums import MembershipStatus
from network.members.models.profile import Profile, Visibility


class DirectoryEntryQuerySet(models.QuerySet):
    def for_audience(self, audience: str) -> "DirectoryEntryQuerySet":
        """What this audience finds now.

        The membership is asked live: whoever is paused, has lapsed or has left is gone from every
        list in the same request, whatever the rows say.
        """
        return self.filter(
            audience=audience,
            profile__user__is_active=True,
            profile__user__membership__status=MembershipStatus.APPROVED,
        )

    def with_term(self, facet: str, slug: str) -> "DirectoryEntryQuerySet":
        return self.filter(terms__contains=f" {facet}:{slug} ")

    def with_words(self, words: list[str]) -> "DirectoryEntryQuerySet":
        """Rows in which every word begins a word. The words are folded as the rows are."""
        entries = self
        for word in words:
            entries = entries.filter(words__contains=f" {word}")
        return entries

    def by_name(self) -> "DirectoryEntryQuerySet":
        return self.order_by("sort_key", "profile_id")


class DirectoryEntry(models.Model):
    """``words`` and ``terms`` begin and end with a space, so that one pattern finds whole terms.

    ``card`` is what a list shows, as plain values; terms in it stand as slugs.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="directory_entries")
    audience = models.CharField(max_length=20, choices=Visibility)
    sort_key = models.CharField(max_length=200)
    words = models.TextField()
    terms = models.TextField()
    card = models.JSONField(default=dict)

    objects = DirectoryEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "directory entries"
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "audience"], name="directory_once_per_audience"
            ),
        ]
        indexes = [
            models.Index(fields=["audience", "sort_key", "profile"], name="directory_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} for {self.audience}"
