"""Where uploads are kept and who sends them, from the environment (docs/operations.md)."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

SENDERS = ("site", "x-accel-redirect", "x-sendfile")


def sender(env: Env) -> str:
    """Who sends the bytes of a stored file.

    :raises ImproperlyConfigured: for a word that is none of ``SENDERS``.
    """
    chosen = env.str("SEND_FILES_BY", default="") or SENDERS[0]
    if chosen not in SENDERS:
        raise ImproperlyConfigured(f"SEND_FILES_BY must be one of {', '.join(SENDERS)}.")
    return chosen


def private_storage(env: Env, folder: Path) -> dict:
    """The storage of everything that is uploaded: a folder that only this site reads, or, with
    ``S3_BUCKET``, a closed bucket.

    Options are plain values: Wagtail hands them to a task when a document is deleted.
    Where a web server sends the files, its user reads them as a member of the site's group.
    """
    if env.str("S3_BUCKET", default=""):
        return {"BACKEND": "network.media.storages.PrivateS3Storage", "OPTIONS": _bucket(env)}
    grouped = sender(env) != SENDERS[0]
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(folder),
            "base_url": None,
            "file_permissions_mode": 0o640 if grouped else 0o600,
            "directory_permissions_mode": 0o750 if grouped else 0o700,
        },
    }


def _bucket(env: Env) -> dict:
    """Options of django-storages. Empty ones are left out, so that the machine's own role and the
    provider's address count."""
    options = {
        "bucket_name": env.str("S3_BUCKET"),
        "region_name": env.str("S3_REGION", default=""),
        "endpoint_url": env.str("S3_ENDPOINT_URL", default=""),
        "access_key": env.str("S3_ACCESS_KEY_ID", default=""),
        "secret_key": env.str("S3_SECRET_ACCESS_KEY", default=""),
        "location": env.str("S3_FOLDER", default=""),
    }
    return {
        **{name: value for name, value in options.items() if value},
        "addressing_style": env.str("S3_ADDRESSING_STYLE", default="auto"),
        "signature_version": "s3v4",
        "querystring_auth": True,
        "default_acl": None,
        "file_overwrite": False,
        # What is read goes to a temporary file, not into memory.
        "max_memory_size": 1024 * 1024,
        "object_parameters": {"CacheControl": "private, no-store"},
    }
