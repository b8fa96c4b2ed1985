"""How much the screening marked in a stored file, and who has looked at it."""

from django.conf import settings
from django.db import models

from network.media.models.documents import SiteDocument


class DocumentMarks(models.Model):
    """The marks of one document in numbers: the words themselves are kept nowhere.

    ``kinds`` holds how many of each type. It is of the content with ``sha256``, and so is the look:
    another file in the document's place is counted and looked at anew. ``looked_by`` is empty while
    ``looked_at`` is set where the account is gone, or a command named nobody.
    """

    document = models.OneToOneField(SiteDocument, on_delete=models.CASCADE, related_name="marks")
    sha256 = models.CharField(max_length=64, db_index=True)
    kinds = models.JSONField(default=dict)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True)

    # Who has looked is no use of a document.
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"marks of document {self.document_id}"

    @property
    def count(self) -> int:
        return sum(self.kinds.values())
