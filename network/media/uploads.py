"""Uploads whose content was written anew."""

import os
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile


def with_content(file: UploadedFile, content: BinaryIO) -> UploadedFile:
    """The upload with other content, a temporary file at its beginning, under its own name.

    ``file`` lets go of what it held and holds the new content too, so that whoever closes the
    uploads of a request at its end closes that.
    """
    size = os.fstat(content.fileno()).st_size
    file.close()
    file.file = content
    return UploadedFile(content, file.name, file.content_type, size)
