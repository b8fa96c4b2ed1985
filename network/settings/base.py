"""Settings shared by every environment. Each other module here says only what differs.

Values that an installation chooses come from the environment, read by django-environ
(see ``.env.example``); a wrong value stops the start with the variable's name.
"""

import shutil
from datetime import timedelta
from pathlib import Path

import environ

from network.settings.content_security import (  # noqa: F401 -- settings by being named here
    ADMIN_CONTENT_SECURITY_POLICY,
    CONTENT_SECURITY_POLICY,
)
from network.settings.signing_in import *  # noqa: F403 -- as above
from network.settings.storage import private_storage, sender

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

# What people upload, and the database where it is SQLite: everything that a backup must hold.
VAR_DIR = Path(env("VAR_DIR", default="") or BASE_DIR / "var")

SITE_NAME = "Contextual Safeguarding Practitioners' Network"
SITE_SHORT_NAME = "Practitioners' Network"

# ---------------------------------------------------------------------------------------------
# Applications. The platform (network.*) knows no feature; features know only the platform.
# ---------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "network",
    "network.taxonomy",
    "network.members",
    "network.media",
    "network.pages",
    "network.search",
    "network.page_cache",
    "network.safeguarding",
    "network.notifications",
    "network.desk",
    "network.privacy",
    "network.consents",
    "network.complaints",
    "network.relay",
    "network.reported",
    "network.saved",
    "network.following",
    "network.sectors",
    "resources",
    "learning.projects",
    "learning.tips",
    "learning.webinars",
    "blog",
    "askexpert",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "network.members.apps.WagtailUsersAppConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "network.middleware.RequestIdMiddleware",
    # Before everything that reads a session; after it an answer is the same for all visitors.
    "network.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "network.middleware.ContentSecurityPolicyMiddleware",
    "network.middleware.PermissionsPolicyMiddleware",
    # Before everything that reads a body, after what every answer needs, refusals too.
    "network.middleware.BodyLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "network.middleware.PrivateCacheMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "network.middleware.MethodNotAllowedMiddleware",
    # Whoever comes too late is a visitor to everything behind this.
    "network.members.signing_in.middleware.SessionLimitsMiddleware",
    "network.members.signing_in.middleware.KeepInterruptedFormsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "network.members.signing_in.middleware.SecondFactorMiddleware",
    "network.consents.middleware.AskAgainMiddleware",
    "network.members.signing_in.middleware.AdminDoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Outside the redirects: an address that leads elsewhere now is not gone.
    "network.pages.gone.GoneMiddleware",
    "network.pages.moved.BelowMovedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "network.urls"
WSGI_APPLICATION = "network.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "network.context_processors.site",
            ],
            "builtins": ["network.pages.templatetags.frame"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ---------------------------------------------------------------------------------------------
# Data
# ---------------------------------------------------------------------------------------------
# A variable that is set to nothing counts as not set, here and below.
DATABASES = {
    "default": env.db_url_config(
        env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'network.sqlite3'}"
    )
}
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start of a
    # transaction, so that two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache_url_config(env.str("CACHE_URL", default="") or "locmemcache://"),
}

TASKS = {
    "default": {
        "BACKEND": env("TASKS_BACKEND", default="django_tasks.backends.immediate.ImmediateBackend"),
    }
}

# ---------------------------------------------------------------------------------------------
# Language and time
# ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# ---------------------------------------------------------------------------------------------
# Files. Everything uploaded is private (mode 600, generated names, outside MEDIA) and served by
# a checking view; only renditions of editors' images are public.
# ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"  # made from the code, so it stays beside the code
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": private_storage(env, PRIVATE_MEDIA_ROOT),
    "staticfiles": {"BACKEND": "network.staticfiles.BundledStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
# Who sends stored files: the site, or the web server, which finds them under this internal address.
SEND_FILES_BY = sender(env)
SEND_FILES_FROM = "/-/files/"
# So many large downloads at once from one process where the site sends them itself; the other
# threads are for pages (deploy/gunicorn.conf.py). 0 is no limit.
FILES_SENT_AT_ONCE = env.int("FILES_SENT_AT_ONCE", default=24)
# LibreOffice, which draws the pages of DOCX and PPTX for previews; "off" does without.
SOFFICE = env.str("SOFFICE", default="") or shutil.which("soffice") or ""
SOFFICE = "" if SOFFICE == "off" else SOFFICE
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20 * 1024 * 1024)
# A ClamAV daemon that is asked about every document: "host:port", or the path of a socket.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")
# A request's body may hold one file of the greatest size and the form around it.
REQUEST_MAX_BYTES = env.int("REQUEST_MAX_BYTES", default=UPLOAD_MAX_BYTES + 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Wagtail's page editor posts many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# ---------------------------------------------------------------------------------------------
# People and sign-in: one door, allauth
# ---------------------------------------------------------------------------------------------
# Passwords, codes, passkeys, second factors, limits and time-outs stand in signing_in.py.
MFA_TOTP_ISSUER = SITE_SHORT_NAME
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "network.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# ---------------------------------------------------------------------------------------------
# Headers
# ---------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# CONTENT_SECURITY_POLICY and ADMIN_CONTENT_SECURITY_POLICY stand in content_security.py.

# ---------------------------------------------------------------------------------------------
# Mail
# ---------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default=f'"{SITE_SHORT_NAME}" <network@network.example>'
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Who writes, with a postal address, in one line at the foot of every e-mail.
EMAIL_ORGANISATION = env("EMAIL_ORGANISATION", default="")
EMAIL_TIMEOUT = 10

# ---------------------------------------------------------------------------------------------
# Wagtail
# ---------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_SHORT_NAME
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
# Whether the default site takes its host and port from BASE_URL after each migrate.
SITE_FOLLOWS_BASE_URL = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "media.SiteImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_MAX_BYTES
# A phone's picture has up to 50 million pixels; unpacked, one takes 200 MB.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "network.media.forms.SiteImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_MODEL = "media.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "network.media.forms.SiteDocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = UPLOAD_MAX_BYTES
# Nothing is embedded from elsewhere: no page calls a third party.
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_MODERATION_ENABLED = True
TAGGIT_CASE_INSENSITIVE = True

# ---------------------------------------------------------------------------------------------
# This project
# ---------------------------------------------------------------------------------------------
# Open to somebody who has not agreed to the terms in force (network.consents.middleware): the
# first for everything, the second for reading. Wagtail's pages are open for reading too.
AGREEMENTS_OPEN_PATHS = [
    "/account/",
    "/complaints/",
    "/demo/",
    "/healthz",
    "/me/agreements/",
    "/me/data/",
    "/me/messages/settings/",
    "/me/messages/stop/",
    "/urgent-help/",
]
AGREEMENTS_PUBLIC_PATHS = [
    "/.well-known/",
    "/blog/",
    "/documents/",
    "/media/",
    "/resources/",
    "/robots.txt",
    "/search/",
    "/sitemap.xml",
    "/tips/",
    "/webinars/",
]
DEMO_MODE = False
# Whether each process remembers what many pages show, the menus above all, while nothing public
# has changed.
KEEP_UNCHANGED = True
# Whether visitors are given ready answers from the memory of each process.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
# How long notes of downloads wait in memory to be written together; 0 writes each at once, a
# negative number counts nothing.
USAGE_WRITE_SECONDS = env.float("USAGE_WRITE_SECONDS", default=2)
OUTBOX_MAX_ATTEMPTS = 8
READY_MAX_OUTBOX_LAG = timedelta(minutes=15)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "network.logs.RequestIdFilter"}},
    "formatters": {
        "json": {"()": "network.logs.JsonFormatter"},
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django would mail tracebacks with request data to ADMINS; nobody gets those here.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # Greets at every start of a command.
        "pikepdf": {"level": "WARNING"},
    },
}
