"""What others tell us about addresses. Connected by the app's configuration."""

from importlib import import_module

from allauth.account.signals import email_confirmed
from django.apps import apps
from django.utils import timezone

from network.notifications.bounces import record_bounce, resume

# What django-anymail calls the reasons for which no later e-mail will arrive either. The person's
# complaint about spam counts among them: sending on would hurt everybody's mail.
HARD_REASONS = {"bounced", "invalid", "spam"}


def connect() -> None:
    """Listen to confirmations of addresses, and to the mail provider where there is one."""
    email_confirmed.connect(address_confirmed, dispatch_uid="notifications.address_confirmed")
    if apps.is_installed("anymail"):
        tracking = import_module("anymail.signals").tracking
        tracking.connect(mail_event, dispatch_uid="notifications.mail_event")


def address_confirmed(sender, email_address, **kwargs) -> None:
    """Somebody has followed the link that was sent to the address: e-mail reaches it."""
    resume(email_address.email, now=timezone.now())


def mail_event(sender, event, **kwargs) -> None:
    """Take django-anymail's tracking events: bounces, rejections and complaints."""
    if not event.recipient or event.event_type not in {"bounced", "rejected", "complained"}:
        return
    reason = "spam" if event.event_type == "complained" else (event.reject_reason or "other")
    record_bounce(
        event.recipient,
        hard=reason in HARD_REASONS,
        reason=reason,
        occasion=event.event_id or event.message_id or "",
        now=event.timestamp or timezone.now(),
    )
