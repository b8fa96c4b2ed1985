"""Whose letters somebody takes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class LetterSettings(models.Model):
    """Whether a member takes letters from members. No row: they do."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letter_settings"
    )
    takes_letters = models.BooleanField(default=True)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return "takes letters" if self.takes_letters else "takes no letters"


class BlockQuerySet(models.QuerySet):
    def visible_to(self, user) -> "BlockQuerySet":
        """The blocks one has set; nobody sees who has blocked them."""
        return self.filter(blocker=user) if user.is_authenticated else self.none()


class Block(models.Model):
    """``blocker`` takes no letters from ``blocked``, who is told no more than of anybody else that
    takes none."""

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="blocks_set"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="blocks_met"
    )
    at = models.DateTimeField()

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(name="block_somebody_else", condition=~Q(blocker=F("blocked"))),
        ]

    def __str__(self) -> str:
        return f"block of {self.at:%Y-%m-%d}"
