"""What somebody has chosen about the e-mail they get."""

from django.conf import settings
from django.db import models

from network.notifications.kinds import Pace


class Preference(models.Model):
    """The pace that one person has chosen for one group of messages.

    Without a row the group's default holds. Which paces a group allows is the group's own rule
    (``kinds.GROUPS``), asked when something is chosen and again when a message is written.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="email_preferences"
    )
    group = models.CharField(max_length=40)
    pace = models.CharField(max_length=10, choices=Pace)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["user", "group"]
        constraints = [
            models.UniqueConstraint(fields=["user", "group"], name="one_pace_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.pace}"


class EmailPause(models.Model):
    """Days without e-mail, such as a holiday. ``until`` is the first day with e-mail again."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="email_pause"
    )
    until = models.DateField()

    def __str__(self) -> str:
        return f"Paused until {self.until}"
