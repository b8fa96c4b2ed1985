"""Who of the staff looked at whose private data, and when. Never what it said."""

from django.conf import settings
from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what is only ever appended."""


class AccessRecordQuerySet(models.QuerySet):
    def for_list(self) -> "AccessRecordQuerySet":
        """With the three people a row may name, newest first."""
        return self.select_related("actor", "acting_as", "subject")

    def of_looks_at(self, user) -> "AccessRecordQuerySet":
        """Looks of others at this person's data."""
        return self.filter(subject=user).exclude(actor=user)

    def update(self, **kwargs):
        raise AppendOnlyError("Access records are not changed.")

    def bulk_update(self, *args, **kwargs):
        raise AppendOnlyError("Access records are not changed.")

    def delete(self):
        raise AppendOnlyError("Access records go by their retention rule only.")

    def forget(self) -> int:
        """Delete the rows: for the retention rule, and nobody else. Returns how many went."""
        return self._raw_delete(self.db)


class AccessRecord(models.Model):
    """One look of a coordinator, safeguarding lead or other staff at private data.

    Appended, never changed, never deleted before its time (see the retention rules): the model and
    its query set refuse to, and PostgreSQL refuses an update by a trigger.
    ``acting_as`` is the account whose eyes were used when somebody viewed the site as another
    person; ``subject`` is whose data it was, if it was one person's; ``what`` names the kind of
    data (see :mod:`network.privacy.access_log`); ``about`` is the public id of the object; ``role``
    is with which rights they looked, in words; ``once`` makes looks within the same ten minutes
    one record.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accesses_made"
    )
    acting_as = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accesses_through",
    )
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="accesses_to_own_data",
    )
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=40, blank=True)
    # Null for a look that is recorded each time: unique lets any number of nulls stand.
    once = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="access_newest"),
            models.Index(fields=["subject", "-at"], name="access_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs) -> None:
        """:raises AppendOnlyError: for a row that is there already."""
        if not self._state.adding:
            raise AppendOnlyError("Access records are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("Access records go by their retention rule only.")
