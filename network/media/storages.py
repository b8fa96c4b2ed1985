"""The private storage in an S3 bucket, for installations with several web machines."""

from urllib.parse import quote

from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage


class PrivateS3Storage(S3Storage):
    """Objects that nobody reads without a link that this site has signed for a minute.

    The bucket itself must be closed to the public (docs/operations.md). ``signed_link`` is what
    :mod:`network.media.serving` looks for: a storage that has it hands its files over itself.
    """

    def signed_link(self, name: str, *, filename: str, media_type: str, seconds: int) -> str:
        """An address at which the storage sends ``name`` as a download named ``filename``.

        Signing needs no request to the storage. Type and name are part of what is signed, so
        neither can be changed on the way.
        """
        return self.url(
            name,
            parameters={
                "ResponseContentDisposition": ascii_header(filename),
                "ResponseContentType": media_type,
                "ResponseCacheControl": "private, no-store",
            },
            expire=seconds,
        )


def ascii_header(filename: str) -> str:
    """The header of a download with every name encoded, since links carry ASCII only."""
    header = content_disposition_header(True, filename)
    return header if header.isascii() else f"attachment; filename*=utf-8''{quote(filename)}"
