"""How long somebody stays signed in, and how sessions end.

A session ends after a time without use (``SESSION_IDLE_STAFF`` for people of whom a second factor
is required, ``SESSION_IDLE`` for everybody else), after ``SESSION_LONGEST`` in any case, and with
everything that :func:`end_all` is called for. OWASP ASVS 5.0 7.3.1, 7.3.2, 7.4.1 to 7.4.3.
"""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from network.members.models import User
from network.members.signing_in import second_factor

SIGNED_IN_AT, LAST_USED_AT = "signed_in_at", "last_used_at"
# The last use is written down at most this often.
WRITTEN_EVERY = timedelta(minutes=1)


def begin(*, request: HttpRequest, **kwargs) -> None:
    """Start both clocks. Django calls this after every sign-in, by whichever way."""
    moment = timezone.now().timestamp()
    request.session[SIGNED_IN_AT] = request.session[LAST_USED_AT] = moment
    request.session.pop("kept_page", None)


def idle_limit(user) -> timedelta:
    """The longest time without use."""
    staff = second_factor.is_required_of(user)
    return settings.SESSION_IDLE_STAFF if staff else settings.SESSION_IDLE


def why_over(request: HttpRequest, *, now: datetime) -> str:
    """Why this signed-in session is over, in words for its owner; nothing while it goes on.

    A session without clocks is one that this site did not begin: it is over too.
    """
    moment = now.timestamp()
    began = request.session.get(SIGNED_IN_AT, 0)
    used = request.session.get(LAST_USED_AT, 0)
    if moment - began > settings.SESSION_LONGEST.total_seconds():
        hours = int(settings.SESSION_LONGEST.total_seconds() // 3600)
        return f"You have been signed out, as everybody is after {hours} hours."
    limit = idle_limit(request.user)
    if moment - used > limit.total_seconds():
        minutes = int(limit.total_seconds() // 60)
        return f"You have been signed out, because nothing happened here for {minutes} minutes."
    return ""


def note_use(request: HttpRequest, *, now: datetime) -> None:
    """Write down that the session is in use, at most once a minute."""
    moment = now.timestamp()
    if moment - request.session.get(LAST_USED_AT, 0) < WRITTEN_EVERY.total_seconds():
        return
    request.session[LAST_USED_AT] = moment
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


def end_all(user: User, *, keep: HttpRequest | None = None) -> None:
    """End every session of this account; with ``keep``, all but the one of that request.

    Call it where an account is switched off or its owner leaves, in the same transaction. The
    sessions stay ended when the account is switched on again.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    UserSession.objects.filter(user=user).delete()
    if keep is not None:
        update_session_auth_hash(keep, user)
        UserSession.objects.create_from_request(keep)


def over_by(now: datetime) -> QuerySet[UserSession]:
    """What is still written down of sessions that must have ended."""
    return UserSession.objects.filter(last_seen_at__lt=now - settings.SESSION_LONGEST)


BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """What somebody would call the device: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    if not browser and "Safari/" in user_agent:
        browser = "Safari"
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "Unknown browser"
