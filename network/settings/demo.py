"""The demonstration: a seeded world on SQLite, a switch of persona, a mailbox page.

Runs without debug pages and with hashed static files, so that what is shown is what
production serves. A system check refuses DEMO_MODE under any other settings.
"""

from pathlib import Path

from network.settings.base import *  # noqa: F403 -- settings modules extend the base
from network.settings.base import DATABASES, INSTALLED_APPS, LOGGING, STORAGES, VAR_DIR, env

DEBUG = False
DEMO_MODE = True
SITE_FOLLOWS_BASE_URL = True
SECRET_KEY = "demonstration-only-secret-key-for-invented-people-on-one-machine"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "network.demo"]

DEMO_DIR = Path(env("DEMO_DIR", default=str(VAR_DIR / "demo"))).resolve()
DEMO_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes its file, not the folder
DATABASES["default"] = {
    **DATABASES["default"],
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DEMO_DIR / "demo.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
STATIC_ROOT = DEMO_DIR / "static"
MEDIA_ROOT = DEMO_DIR / "media"
PRIVATE_MEDIA_ROOT = DEMO_DIR / "private"
STORAGES["private"]["OPTIONS"]["location"] = str(PRIVATE_MEDIA_ROOT)

# The mailbox page reads the outbox; nothing leaves the machine.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# One machine, one person trying every role: sign-in limits would only be in the way.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
LOGGING["handlers"]["console"]["formatter"] = "plain"
LOGGING["root"]["level"] = "WARNING"
