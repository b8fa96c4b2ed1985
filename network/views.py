"""Project-level views: health, the CSRF refusal, robots, published images."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.members import interrupted
from network.migrated import is_fully_migrated
from network.notifications.models import EmailState, Message
from network.pages.styleguide import sample_context


@never_cache
@require_safe
def healthz(request):
    """The process answers. Touches no database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def healthz_ready(request):
    """The process can do its work: database, cache, migrations, outbox lag.

    Answers 200 when all are well, 503 otherwise, with each part's state and no detail that an
    outsider could use.
    """
    parts = {
        "database": _database_answers(),
        "cache": _cache_answers(),
        "migrations": False,
        "outbox": False,
    }
    if parts["database"]:
        parts["migrations"] = _migrations_are_applied()
        parts["outbox"] = parts["migrations"] and _outbox_keeps_up()
    ready = all(parts.values())
    body = {
        "status": "ok" if ready else "not ready",
        "parts": {name: "ok" if well else "failing" for name, well in parts.items()},
    }
    return JsonResponse(body, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.set("healthz", "ok", 30)
        return cache.get("healthz") == "ok"
    except Exception:  # whatever the cache's own library raises
        return False


def _migrations_are_applied() -> bool:
    try:
        return is_fully_migrated()
    except DatabaseError:
        return False


def _outbox_keeps_up() -> bool:
    """No e-mail has waited longer than ``READY_MAX_OUTBOX_LAG`` past its time."""
    limit = timezone.now() - settings.READY_MAX_OUTBOX_LAG
    try:
        return not Message.objects.filter(
            email_state=EmailState.PENDING, send_at__lt=limit, attempts=0
        ).exists()
    except DatabaseError:
        return False


def csrf_failure(request, reason=""):
    """A form whose token no longer fits: keep its words if it says whose they are, else say what
    to do."""
    kept = interrupted.keep(request, now=timezone.now()) if request.method == "POST" else None
    return kept or render(request, "403_csrf.html", status=403)


def too_many_requests(request):
    """Somebody, or something, tries the same again and again (429). Limits run out by themselves:
    most within a minute, the longest after an hour."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


@require_safe
def robots(request):
    """Ask robots to stay out of what is not public; the sitemap says what is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: /{part}/" for part in ("account", "admin", "desk", "me", "members")),
        "Disallow: /ask/new/",
        "Disallow: /ask/mine/",
        "Disallow: /ask/q/",
        "Disallow: /search/",
        f"Sitemap: {settings.WAGTAILADMIN_BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """How to report a weakness (RFC 9116)."""
    now = timezone.now()
    expires = now.replace(year=now.year + 1, month=1, day=1, hour=0, minute=0, second=0)
    lines = [
        f"Contact: {settings.WAGTAILADMIN_BASE_URL}/contact/",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def style_guide(request):
    """Every component with sample data; not mounted in production."""
    return render(request, "styleguide.html", {"sample": sample_context()})
