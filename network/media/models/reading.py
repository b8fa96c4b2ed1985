"""What was read out of a stored file: its text in passages, and pictures of its pages.

Both are made in the background (:mod:`network.media.reading`) and belong to the document: whoever
may not have the file sees nothing of them.
"""

import uuid

from django.db import models

from network.media.models.documents import SiteDocument, private_storage


class ReadingState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READ = "read", "Read"
    WITHOUT_TEXT = "without_text", "There is no text in it"
    UNREADABLE = "unreadable", "Could not be read"


class DocumentReading(models.Model):
    """How the reading of one document ended, and why when it did not give text.

    ``reader`` is the version of the readers that read it: a newer one reads it again. ``reason``
    is a sentence for editors. A worker claims a row by writing ``claimed_at``.
    """

    document = models.OneToOneField(SiteDocument, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(max_length=20, choices=ReadingState, default=ReadingState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    reader = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="reading_by_state")]

    def __str__(self) -> str:
        return f"reading of document {self.document_id}"


class Place(models.TextChoices):
    """Where in a file a passage stands, as readers name it."""

    PAGE = "page", "Page"
    SLIDE = "slide", "Slide"
    NOTES = "notes", "Notes of slide"
    SHEET = "sheet", "Sheet"
    PART = "part", "Part"


class Passage(models.Model):
    """A piece of a document's text with its place: page 3, the notes of slide 7, a sheet."""

    document = models.ForeignKey(SiteDocument, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=10, choices=Place)
    number = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="passage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_place_display()} {self.number}"


def preview_name(instance: "PagePicture", filename: str) -> str:
    """A generated path that tells nothing about the document."""
    name = uuid.uuid4().hex
    return f"previews/{name[:2]}/{name}.webp"


class PagePicture(models.Model):
    """The picture of one page or slide, in the private storage: never a public image.

    ``width`` and ``height`` in pixels.
    """

    document = models.ForeignKey(SiteDocument, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to=preview_name, storage=private_storage)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    content_type = "image/webp"

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="page_picture_once"),
        ]

    def __str__(self) -> str:
        return f"picture of page {self.number}"
