"""Production: PostgreSQL, HTTPS, secrets from the environment.

Refuses to start, naming what is missing, unless every required variable is set.
"""

from django.core.exceptions import ImproperlyConfigured

from network.settings.base import *  # noqa: F403 -- settings modules extend the base
from network.settings.base import DATABASES, env

REQUIRED = {
    "SECRET_KEY": "a long random string; keep it secret and out of the repository",
    "DATABASE_URL": "postgres://user:password@host:5432/name",
    "ALLOWED_HOSTS": "the site's host names, separated by commas",
    "BASE_URL": "the site's public address, such as https://network.example.org",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
    "DEFAULT_FROM_EMAIL": "the address that the network's e-mail comes from",
    "CACHE_URL": "a cache shared by all processes, such as rediscache://host:6379/1 or "
    "dbcache://network_cache",
}
_missing = [name for name in REQUIRED if not env.str(name, default="")]
if _missing:
    _lines = "\n".join(f"  {name}: {REQUIRED[name]}" for name in _missing)
    raise ImproperlyConfigured(
        f"The production settings need these environment variables:\n{_lines}\n"
        "See .env.example and docs/operations.md."
    )

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY is too short or too simple: use 50 random characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, not '*'.")
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must be a postgres:// address in production.")
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=30000 -c lock_timeout=10000",
    **DATABASES["default"].get("OPTIONS", {}),
}

WAGTAILADMIN_BASE_URL = env("BASE_URL").rstrip("/")
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must begin with https:// in production.")
SITE_FOLLOWS_BASE_URL = True
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

EMAIL_CONFIG = env.email_url("EMAIL_URL")
globals().update(EMAIL_CONFIG)

TASKS = {
    "default": {"BACKEND": env("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend")},
}

# HTTPS and cookies
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The health probes come from the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
