from django.conf import settings
from django.db import models

from network.consents.models.versions import AgreementVersion


class How(models.TextChoices):
    """On which occasion somebody agreed."""

    SIGN_UP = "sign_up", "when making the account"
    ASKED = "asked", "when asked on the site"
    FORM = "form", "in a form"
    EARLIER = "earlier", "before versions were kept"


class Agreement(models.Model):
    """Who agreed to which version, when and how. Appended; a text is agreed to once a version.

    A refusal is not recorded: nobody is to be known by what they would not agree to.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreements"
    )
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="agreements"
    )
    agreed_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How)

    class Meta:
        ordering = ["-agreed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "version"], name="agreement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version} at {self.agreed_at:%Y-%m-%d}"
