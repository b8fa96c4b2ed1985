"""Find out whether e-mail reaches somebody again."""

from datetime import datetime, timedelta

from network.notifications import bounces, links
from network.notifications.models import Message
from network.notifications.outbox import send_account_mail

AGAIN_AFTER = timedelta(minutes=10)
KIND = "reach"
SUBJECT = "Does this e-mail reach you?"
WORDS = (
    "E-mail to this address came back to us, so we have stopped sending any. You have asked us to "
    "try once more. If you can read this, please open the link and press the button there. It "
    "works for three days.\n\n{link}"
)


def ask_whether_reached(*, user, now: datetime) -> bool:
    """Send the e-mail, at most once in ten minutes and only where the address is paused.

    It is sent to a paused address on purpose: its owner has just asked for it.
    """
    if not bounces.is_paused(user.email):
        return False
    asked_already = Message.objects.filter(
        kind=f"account_{KIND}", to_address=user.email, created_at__gt=now - AGAIN_AFTER
    )
    if asked_already.exists():
        return False
    send_account_mail(
        to_address=user.email,
        kind=KIND,
        subject=SUBJECT,
        body=WORDS.format(link=links.reach_url(user)),
        now=now,
    )
    return True
