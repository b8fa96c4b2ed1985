"""What is held about somebody's messages and e-mail, and for how long."""

from datetime import datetime, timedelta

from django.db.models import Q

from network.notifications.kinds import GROUPS, Pace, group_of
from network.notifications.models import (
    WAITING,
    Bounce,
    EmailPause,
    EmailState,
    Message,
    PausedAddress,
    Preference,
)
from network.notifications.refusals import words_for_reason
from network.privacy import holdings, retention
from network.privacy.holdings import Holding
from network.privacy.retention import RetentionRule, delete_rows

MESSAGES_KEPT = timedelta(days=365)
MAIL_KEPT = timedelta(days=30)
BOUNCES_KEPT = timedelta(days=730)


def message_rows(user) -> list[dict]:
    """Everything that was written to the person, on the site or to their address only."""
    mine = Message.objects.filter(Q(recipient=user) | Q(recipient=None, to_address=user.email))
    return [
        {
            "written": message.created_at,
            "subject": message.subject,
            "words": _words(message),
            "about": group_of(message.kind).title,
            "on the site": message.in_site,
            "read": message.read_at,
            "e-mail": message.get_email_state_display(),
            "e-mail sent": message.sent_at,
        }
        for message in mine
    ]


def _words(message: Message) -> str:
    """A letter about the account may hold a link or a code that still works: it is not copied to
    where somebody else may read it."""
    if message.kind.startswith("account_"):
        return "A letter about signing in. Its links and codes are not copied."
    return message.body


def stop_messages(user, now: datetime) -> None:
    """Nothing more leaves by e-mail; what has been written stays until leaving is final."""
    Message.objects.filter(recipient=user, email_state__in=(EmailState.PENDING, *WAITING)).update(
        email_state=EmailState.NONE, claimed_until=None
    )


def delete_messages(user, now: datetime) -> None:
    Message.objects.filter(recipient=user).delete()


def preference_rows(user) -> list[dict]:
    return [
        {
            "about": GROUPS[choice.group].title if choice.group in GROUPS else choice.group,
            "e-mail": Pace(choice.pace).label,
            "chosen": choice.changed_at,
        }
        for choice in Preference.objects.filter(user=user)
    ]


def pause_rows(user) -> list[dict]:
    return [{"no e-mail before": pause.until} for pause in EmailPause.objects.filter(user=user)]


def bounce_rows(user) -> list[dict]:
    return [
        {
            "address": bounce.address,
            "when": bounce.at,
            "for good": bounce.hard,
            "reason": words_for_reason(bounce.reason),
        }
        for bounce in Bounce.objects.filter(Q(user=user) | Q(address=user.email))
    ]


def delete_bounces(user, now: datetime) -> None:
    Bounce.objects.filter(Q(user=user) | Q(address=user.email)).delete()


def paused_address_rows(user) -> list[dict]:
    paused = PausedAddress.objects.filter(Q(user=user) | Q(address=user.email))
    return [
        {"address": address.address, "since": address.since, "reason": address.reason_in_words}
        for address in paused
    ]


def delete_paused_addresses(user, now: datetime) -> None:
    PausedAddress.objects.filter(Q(user=user) | Q(address=user.email)).delete()


def delete_choices(user, now: datetime) -> None:
    Preference.objects.filter(user=user).delete()


def delete_pause(user, now: datetime) -> None:
    EmailPause.objects.filter(user=user).delete()


holdings.register(
    Holding(
        "notifications.Message",
        "Messages and e-mail to you",
        message_rows,
        on_leave=stop_messages,
        on_final=delete_messages,
        order=60,
    ),
    Holding(
        "notifications.Preference",
        "What you chose about e-mail",
        preference_rows,
        on_final=delete_choices,
        order=61,
    ),
    Holding(
        "notifications.EmailPause",
        "Days without e-mail",
        pause_rows,
        on_final=delete_pause,
        order=62,
    ),
    Holding(
        "notifications.Bounce",
        "E-mail that did not reach you",
        bounce_rows,
        on_final=delete_bounces,
        order=63,
    ),
    Holding(
        "notifications.PausedAddress",
        "Addresses to which no e-mail is sent",
        paused_address_rows,
        on_final=delete_paused_addresses,
        order=64,
    ),
)

retention.register(
    RetentionRule(
        "messages",
        "Messages on the site, read or not",
        "a year after they were written",
        "long enough to find what was said and when; what they lead to has rules of its own",
        due=lambda now: Message.objects.filter(in_site=True, created_at__lt=now - MESSAGES_KEPT),
        remove=delete_rows,
    ),
    RetentionRule(
        "mail",
        "E-mail that is not shown on the site: confirmations, new passwords, summaries",
        "30 days",
        "to find out why one did not arrive; the words are blanked once it has left",
        due=lambda now: Message.objects.filter(in_site=False, created_at__lt=now - MAIL_KEPT),
        remove=delete_rows,
    ),
    RetentionRule(
        "bounces",
        "E-mail that did not arrive: address, moment, code",
        "two years",
        "to see whether an address fails again",
        due=lambda now: Bounce.objects.filter(at__lt=now - BOUNCES_KEPT),
        remove=delete_rows,
    ),
)
