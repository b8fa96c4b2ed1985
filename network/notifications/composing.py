"""Build e-mails: plain text and HTML of the same words, the same on every attempt."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from network.notifications import digests, links
from network.notifications.digests import Contents
from network.notifications.kinds import Line, group_of
from network.notifications.lines import lines_of
from network.notifications.models import Message

HOLDS_NOTHING = "Our e-mail holds no names and nothing that anybody wrote: that stays on the site."
HOLDS_TITLES = (
    "Besides the titles of public pages, our e-mail holds no names and nothing that anybody wrote: "
    "that stays on the site."
)
# Mail about an account that is no more: nobody has entered the address anywhere.
GOES_TO_FORMER_ADDRESS = frozenset({"account_departure"})


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says at this moment: its lines (``None`` for a kind without), its summary."""

    lines: list[Line] | None = None
    summary: Contents | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing of what the message was about is left, so it is not to be sent."""
        if self.summary is not None:
            return not self.summary.sections
        return self.lines == []


def content_of(message: Message) -> Content:
    """Look up what the message lists now."""
    if digests.pace_of(message):
        return Content(summary=digests.contents_of(message))
    return Content(lines=lines_of([message]).get(message.pk))


def one_line(words: str) -> str:
    """Words for a header: one line, whatever was pasted into them."""
    return " ".join(words.split())


def compose(message: Message, content: Content | None = None) -> EmailMultiAlternatives:
    """Build the e-mail of a message.

    The Message-ID is the same at every attempt. E-mail of groups that may be off carries the
    headers of one-click unsubscription (RFC 8058); the mail server must sign them (DKIM).
    """
    content = content or content_of(message)
    stop = _stop_url(message, content)
    base = settings.WAGTAILADMIN_BASE_URL
    context = {
        "message": message,
        "subject": one_line(message.subject),
        "lines": content.lines or [],
        "summary": content.summary,
        "link": urljoin(base, message.url) if message.url else "",
        "base": base,
        "site_name": settings.SITE_NAME,
        "organisation": settings.EMAIL_ORGANISATION,
        "reason": _reason(message),
        "holds": HOLDS_TITLES if content.lines or content.summary else HOLDS_NOTHING,
        "stop": stop,
        "stop_words": _stop_words(message),
        "choose": links.choose_url(message.recipient) if message.recipient else "",
    }
    template = "emails/summary" if content.summary is not None else "emails/message"
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    email = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string(f"{template}.txt", context),
        to=[message.recipient.email if message.recipient else message.to_address],
        headers=headers,
    )
    email.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return email


def _stop_url(message: Message, content: Content) -> str:
    if message.recipient is None:
        return ""
    pace = digests.pace_of(message)
    if pace is None:
        group = group_of(message.kind)
        return links.stop_url(message.recipient, group.code) if group.may_be_off else ""
    may_stop = any(section.group.may_be_off for section in content.summary.sections)
    return links.stop_url(message.recipient, pace) if may_stop else ""


def _stop_words(message: Message) -> str:
    pace = digests.pace_of(message)
    if pace:
        return f"Stop this {pace} e-mail"
    return f"Stop e-mail about “{group_of(message.kind).title}”"


def _reason(message: Message) -> str:
    """Why the person gets this e-mail, in a sentence."""
    if message.recipient is None and message.kind in GOES_TO_FORMER_ADDRESS:
        return "You get this once more because an account with this address has been closed."
    if message.recipient is None:
        return (
            "You get this because somebody, most likely you, entered this address on our site. "
            "If it was not you, you need not do anything."
        )
    pace = digests.pace_of(message)
    if pace:
        return (
            "You get this because you have an account in the network, and e-mail of these kinds "
            f"comes to you in a {pace} summary."
        )
    group = group_of(message.kind)
    if group.code == "account":
        return "You get this because you have an account in the network and it concerns that."
    return (
        "You get this because you have an account in the network, and e-mail about "
        f"“{group.title}” comes at once."
    )
