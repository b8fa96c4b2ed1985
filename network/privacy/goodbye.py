"""Mail at a departure: stop what waits, forget addresses, and send the one link back."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from network.notifications.models import Bounce, EmailState, Message, PausedAddress
from network.notifications.outbox import send_account_mail
from network.privacy.models import Cause, Departure

# The link is only as good as the departure is open, so it needs no date of its own.
_signer = Signer(salt="network.privacy.come-back")
KIND = "departure"

OPENINGS = {
    Cause.OWN_CHOICE: "You have left the network, as you asked.",
    Cause.UNUSED: "Your account was not used for a long time, so we have closed it.",
    Cause.LAPSED: (
        "Your membership was not confirmed for two years, so we have closed your account."
    ),
}
BODY = """{opening} You are signed out everywhere, and your name, your address and your profile \
are gone from the site.

If this was a mistake, or if you change your mind, open this page and press the button there. It \
works until {until}:
{link}

After that day we delete what we kept for your return, and nobody can undo it. You need not do \
anything. If it was not you who left, come back with the link, choose a new password at once and \
tell us.

Thank you for what you have given to the network."""


def token_for(departure: Departure) -> str:
    return _signer.sign(departure.public_id.hex)


def departure_of(token: str, *, now: datetime) -> Departure | None:
    """The open departure that a link belongs to; nothing for any other token, whatever is wrong."""
    try:
        public_id = _signer.unsign(token)
    except BadSignature:
        return None
    return Departure.objects.open().filter(public_id=public_id, undo_until__gt=now).first()


def send_link(departure: Departure, *, to_address: str, now: datetime) -> None:
    """Put the mail with the link back into the outbox, to the address that the account had."""
    link = urljoin(
        settings.WAGTAILADMIN_BASE_URL, reverse("come_back", args=[token_for(departure)])
    )
    until = date_format(timezone.localtime(departure.undo_until), "j F Y, H:i")
    send_account_mail(
        to_address=to_address,
        kind=KIND,
        subject="You have left the network",
        body=BODY.format(opening=OPENINGS[Cause(departure.cause)], link=link, until=until),
        now=now,
    )


def stop_mail(user, *, addresses: list[str]) -> None:
    """Cancel every e-mail that waits for this person and forget where mail went.

    Messages stay as rows without an address; mail that went to an address only (confirmations,
    new passwords) is deleted, and so is what is known of mail that came back.
    """
    own = Message.objects.filter(recipient=user)
    own.exclude(email_state=EmailState.SENT).update(email_state=EmailState.NONE, claimed_until=None)
    own.update(to_address="")
    Message.objects.filter(recipient=None, to_address__in=addresses).delete()
    Bounce.objects.filter(address__in=addresses).delete()
    PausedAddress.objects.filter(address__in=addresses).delete()


def link_mails():
    """The mails with a link back that are still written down, each with its address."""
    return Message.objects.filter(kind=f"account_{KIND}")
