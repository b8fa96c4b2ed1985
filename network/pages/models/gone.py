from django.db import models


class WithdrawnAddress(models.Model):
    """An address of the site whose page was withdrawn: its path, words for whoever comes, the day.

    Nothing of the page itself is kept here. Only :mod:`network.pages.gone` writes it.
    """

    path = models.CharField(max_length=500, unique=True)
    words = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "withdrawn addresses"

    def __str__(self) -> str:
        return f"Withdrawn address {self.pk}"
