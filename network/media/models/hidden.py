"""Pictures that were taken out of the public storage with the page that showed them."""

import os
import uuid

from django.db import models

from network.media.models.documents import private_storage
from network.media.models.images import SiteImage


def hidden_name(instance: "HiddenPicture", filename: str) -> str:
    """A generated path in the private storage."""
    name = uuid.uuid4().hex
    return f"hidden/{name[:2]}/{name}{os.path.splitext(filename)[1].lower()}"


class HiddenPicture(models.Model):
    """An image of which nothing is public while this row stands.

    ``page`` is the page with which it was hidden, and comes back; ``file`` the picture itself, to
    be shown to safeguarding leads and put back. Between the decision and the moves of files
    ``settled_at`` is empty: what was broken off is gone on with by ``run_due``.
    """

    image = models.OneToOneField(SiteImage, on_delete=models.CASCADE, related_name="hidden")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="hidden_pictures"
    )
    file = models.FileField(upload_to=hidden_name, storage=private_storage, blank=True)
    hidden_at = models.DateTimeField()
    is_returning = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    # That it is hidden is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"picture {self.image_id}, hidden"

    @property
    def content_type(self) -> str:
        kind = os.path.splitext(self.file.name)[1].lower().lstrip(".")
        return {"jpg": "image/jpeg"}.get(kind, f"image/{kind}")
