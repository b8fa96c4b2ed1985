from django.db import models


class WithdrawnAddress(models.Model):
    """An address of the site whose page was withdrawn: words for whoever comes, and the day.

    Nothing of the page itself is kept here, and of its address only a digest (SHA-256): the path is
    made of the title. Only :mod:`network.pages.gone` writes it.
    """

    digest = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "withdrawn addresses"

    def __str__(self) -> str:
        return f"Withdrawn address {self.pk}"
