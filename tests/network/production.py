"""The production settings, read in a process of their own, for the tests that need them."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

COMPLETE = {
    "SECRET_KEY": "a-key-of-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/nowhere",
    "ALLOWED_HOSTS": "network.example.org",
    "BASE_URL": "https://network.example.org",
    "EMAIL_URL": "smtp+tls://nobody:nothing@127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "network@network.example.org",
    "CACHE_URL": "dbcache://network_cache",
}
# What a middleware reads; the rest (apps, database, files) stays that of the tests.
OF_MIDDLEWARE = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "ALLOWED_HOSTS", "X_FRAME", "DEBUG")

DUMP = """
import json
from django.conf import settings
names = [name for name in dir(settings) if name.startswith(tuple(%r))]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python under the production settings with exactly these variables set.

    A variable that is empty counts as not set, and hides one of the same name in a ``.env``.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    empty = dict.fromkeys(COMPLETE, "")
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={
            **kept,
            **empty,
            "DJANGO_SETTINGS_MODULE": "network.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def middleware_settings() -> dict:
    """What the production settings say to the middleware, by name."""
    result = run("-c", DUMP % (OF_MIDDLEWARE,), **COMPLETE)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)
