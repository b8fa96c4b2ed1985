"""Development: SQLite, debug pages, e-mail printed to the console."""

from network.settings.base import *  # noqa: F403 -- settings modules extend the base
from network.settings.base import LOGGING, STORAGES, VAR_DIR, env

VAR_DIR.mkdir(exist_ok=True)  # SQLite makes its file, not the folder

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="development-only-secret-key-never-used-elsewhere")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# A changed template writes nothing to the database.
KEEP_UNCHANGED = PAGE_CACHE = False
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING["handlers"]["console"]["formatter"] = "plain"
