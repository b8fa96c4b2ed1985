"""Editors' images."""

import os
import uuid

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SiteImage(AbstractImage):
    """An image of the site. Its description is the default alternative text."""

    admin_form_fields = Image.admin_form_fields

    def get_upload_to(self, filename: str) -> str:
        """A generated name: the original may say who is in the picture."""
        return f"original_images/{uuid.uuid4().hex}{os.path.splitext(filename)[1].lower()}"


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            ),
        ]
