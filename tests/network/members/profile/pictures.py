"""Pictures as members upload them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(
    size=(600, 400), kind="JPEG", exif=None, name="me.jpg", mode="RGB"
) -> SimpleUploadedFile:
    target = io.BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new(mode, size, "white" if mode == "1" else "teal").save(target, format=kind, **options)
    return SimpleUploadedFile(name, target.getvalue())
