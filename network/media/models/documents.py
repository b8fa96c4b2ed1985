"""Editors' documents.

A document's stored name is generated and says nothing; the name that people see is kept beside
it. The storage is private: no web server serves it, only views that have checked the viewer.
"""

import hashlib
import os
import uuid

from django.core.files.storage import storages
from django.db import models
from wagtail.documents.models import AbstractDocument

from network.safeguarding.files import KINDS, Finding, clean_name


def private_storage():
    """The storage for uploads, looked up when used so that settings may change it."""
    return storages["private"]


def generated_name(instance: models.Model, filename: str) -> str:
    """Return a path that tells nothing but the kind of file."""
    extension = os.path.splitext(filename)[1].lower()
    name = uuid.uuid4().hex
    return f"documents/{name[:2]}/{name}{extension}"


class SiteDocument(AbstractDocument):
    """A file that editors publish, such as a version of a resource."""

    file = models.FileField(upload_to=generated_name, storage=private_storage)
    original_name = models.CharField(max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    media_type = models.CharField(max_length=100, editable=False)

    # What the screening marked when the file came in; of a document read later, nothing is known.
    findings: tuple[Finding, ...] = ()

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta:
        verbose_name = "document"

    @property
    def filename(self) -> str:
        """The name that people download it under."""
        return self.original_name or os.path.basename(self.file.name)

    @property
    def content_type(self) -> str:
        return self.media_type or super().content_type

    def clean(self) -> None:
        """Check the extension of a file that is there. While Wagtail waits for the words of a file
        that it put aside, there is none, and its own check would end in an error page."""
        if self.file:
            super().clean()

    def _set_document_file_metadata(self) -> None:
        """Wagtail calls this for every new file, from each of its forms: note what was stored.

        The name is the uploader's, cleaned. When the file is stored already, under its generated
        name, the title stands in for it.
        """
        name = self.title if self.file._committed else self.file.name
        extension = os.path.splitext(self.file.name)[1].lower()
        super()._set_document_file_metadata()
        self.original_name = clean_name(
            name if name.lower().endswith(extension) else f"{name}{extension}"
        )
        kind = KINDS.get(extension.lstrip("."))
        self.media_type = kind.media_type if kind else "application/octet-stream"
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
