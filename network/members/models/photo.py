"""A member's photo: two square pictures in the private storage."""

import uuid

from django.db import models

from network.media.models import private_storage


def photo_name(instance: "ProfilePhoto", filename: str) -> str:
    """A generated path that tells nothing about whose picture it is."""
    name = uuid.uuid4().hex
    return f"photos/{name[:2]}/{name}.jpg"


class ProfilePhoto(models.Model):
    """Written by :mod:`network.members.profile.photos` only; its view asks who may see it."""

    profile = models.OneToOneField(
        "members.Profile", on_delete=models.CASCADE, related_name="photo"
    )
    large = models.FileField(upload_to=photo_name, storage=private_storage)
    small = models.FileField(upload_to=photo_name, storage=private_storage)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo of {self.profile_id}"
