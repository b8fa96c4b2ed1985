"""What stays of the e-mail address of somebody who left: enough to know it again, not to read it.

:mod:`network.members.earlier` is the only writer.
"""

from django.db import models

from network.members.enums import MembershipStatus


class Standing(models.TextChoices):
    """A decision that a new account of the same address does not undo."""

    SUSPENDED = MembershipStatus.SUSPENDED.value, "suspended"
    DECLINED = MembershipStatus.DECLINED.value, "declined"
    APPEALED = MembershipStatus.APPEALED.value, "waiting for an appeal"


class FormerAddress(models.Model):
    """An address of one account, as a keyed hash.

    ``account`` is that account's public id. It is no relation: the row is about an address, so that
    it is found from another account, and it goes by a rule of its own. ``standing`` is the
    decision that held when the row was written, empty for none, and ``left_at`` when the account
    was left, empty while it is there.
    """

    digest = models.CharField(max_length=64, db_index=True)
    account = models.UUIDField(db_index=True)
    standing = models.CharField(max_length=20, choices=Standing, blank=True)
    kept_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "former addresses"
        constraints = [
            models.UniqueConstraint(fields=["digest", "account"], name="former_address_once"),
        ]

    def __str__(self) -> str:
        return f"address kept on {self.kept_at:%Y-%m-%d}"
