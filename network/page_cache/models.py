from django.db import models


class ContentVersion(models.Model):
    """One row: a token that is written anew after every change of what visitors may be shown."""

    token = models.CharField(max_length=24)

    def __str__(self) -> str:
        return f"content version {self.token}"
