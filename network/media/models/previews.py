"""What shows a stored file in the page without opening it: how the making of it went."""

from django.db import models

from network.media.models.documents import SiteDocument


class PreviewState(models.TextChoices):
    WAITING = "waiting", "Waiting to be made"
    MADE = "made", "Made"
    NOTHING = "nothing", "There is nothing to show of this kind of file"
    FAILED = "failed", "Could not be made"


class DocumentPreview(models.Model):
    """The preview of one document (:mod:`network.media.previews`).

    ``of_sha256`` is the content that it was made of; ``pages`` how many the document has, of which
    there may be fewer pictures; ``tables`` the first rows of each sheet. ``reason`` is a sentence
    for readers. A worker claims a row by writing ``claimed_at``.
    """

    document = models.OneToOneField(SiteDocument, on_delete=models.CASCADE, related_name="preview")
    state = models.CharField(max_length=10, choices=PreviewState, default=PreviewState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    of_sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(default=0)
    tables = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="preview_by_state")]

    def __str__(self) -> str:
        return f"preview of document {self.document_id}"
