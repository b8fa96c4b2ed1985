"""What is searched of each page, and the words that mean the same."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page


class PageText(models.Model):
    """The words of one live page, by the weight that a hit in them has.

    ``kind`` is the catalogue's, "page" for plain pages; ``restriction`` the nearest view
    restriction, as in the catalogue. ``terms`` are summary and names of terms, ``files`` the words
    inside the files that the page offers now (``documents``, their ids): these are searched only
    for people who may have the files, and ``places`` says to the same people of each document what
    the page calls it and where it can be looked at (an address, or ""). What is searched is words
    alone, without signs. Vectors and full-text tables over these columns belong to the database
    (:mod:`network.search.fulltext.tables`), whose rows have the page's number.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="searched_text"
    )
    kind = models.CharField(max_length=20)
    restriction = models.ForeignKey(
        "wagtailcore.PageViewRestriction", on_delete=models.SET_NULL, null=True, blank=True
    )
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    documents = models.JSONField(default=list, blank=True)
    places = models.JSONField(null=True, blank=True)
    terms = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind"], name="searched_kind")]

    def __str__(self) -> str:
        return self.title


class SameWords(models.Model):
    """Words and phrases that find each other: an acronym and what it stands for."""

    words = models.TextField(
        help_text=(
            "One word or phrase a line. Whoever searches for one finds the others. British and "
            "American spellings find each other without being listed."
        ),
    )

    panels = [
        HelpPanel(
            content=(
                "<p>List only what means the same everywhere. “HSB” and “harmful sexual "
                "behaviour” do; “gang” and “peer group” do not.</p>"
            )
        ),
        FieldPanel("words"),
    ]

    class Meta:
        verbose_name = "words that mean the same"
        verbose_name_plural = "words that mean the same"
        ordering = ["words"]

    def __str__(self) -> str:
        return ", ".join(self.phrases())

    def phrases(self) -> list[str]:
        """The lines without blanks around them and without empty ones."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        if len(self.phrases()) < 2:
            raise ValidationError({"words": "Give at least two words or phrases, one a line."})
