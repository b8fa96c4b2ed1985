"""Tests. Each override says why it is there."""

import tempfile
from pathlib import Path

from network.settings.base import *  # noqa: F403 -- settings modules extend the base
from network.settings.base import INSTALLED_APPS, LOGGING, STORAGES

DEBUG = False
SECRET_KEY = "test-only-secret-key"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# The demo pages are part of the product and tested with the rest.
DEMO_MODE = True
INSTALLED_APPS = [*INSTALLED_APPS, "network.demo"]
# Argon2 is slow on purpose; tests sign in thousands of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Uploads of a test run go to a folder of their own.
TEST_DIR = Path(tempfile.mkdtemp(prefix="network-tests-"))
MEDIA_ROOT = TEST_DIR / "media"
PRIVATE_MEDIA_ROOT = TEST_DIR / "private"
STORAGES["private"]["OPTIONS"]["location"] = str(PRIVATE_MEDIA_ROOT)
# Without a manifest, so that a test needs no collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
# Counted per process and kept between tests, limits would make tests depend on each other;
# the tests of the limits switch them on.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# What one test saw must not be shown in the next; the tests of the cache switch it on.
KEEP_UNCHANGED = PAGE_CACHE = False
# Tests of counting switch it on; in all others a write would be one query more.
USAGE_WRITE_SECONDS = -1
LOGGING["root"]["level"] = "ERROR"
