"""What lets several processes keep the same text index of the experts' evidence."""

from secrets import randbits

from django.db import models


def new_version() -> int:
    """A number that no earlier version has had. Versions are compared for equality only."""
    return randbits(62)


class ExpertIndexSnapshot(models.Model):
    """The text index as one process had it, so that the next need not read every text again.

    At most one row, made by ``run_due`` and only when there is much to read. ``versions`` holds,
    by expert, the version of the evidence that is in ``data``; whoever loads it replaces what has
    changed since. It repeats texts of profiles, so it is made anew as soon as somebody in it is no
    longer willing.
    """

    taken_at = models.DateTimeField()
    versions = models.JSONField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"Index of {self.taken_at:%d %B %Y, %H:%M}"
