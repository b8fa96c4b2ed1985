"""Read what mail servers send back: delivery status notifications (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

HARD = re.compile(r"^5\.")
STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
# A mailbox that is full, too busy or too slow today may take mail tomorrow, whatever the server
# says of this one (RFC 3463: 5.2.2 mailbox full, 5.4.7 delivery time expired).
SOFT_AFTER_ALL = {"5.2.2", "5.4.7"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One recipient of one e-mail that did not arrive. ``occasion`` is that e-mail's Message-ID."""

    address: str
    hard: bool
    reason: str
    occasion: str


def read(raw: bytes) -> list[Refusal]:
    """The failures that a notification reports; an empty list for any other e-mail.

    Delays and successes are none. The status code decides between hard (5.x.x) and soft.
    """
    message = message_from_bytes(raw, policy=policy.default)
    if message.get_content_type() != "multipart/report":
        return []
    occasion = _original_id(message)
    return [
        refusal
        for part in message.walk()
        if part.get_content_type() == "message/delivery-status"
        for block in part.get_payload()
        if (refusal := _refusal(block, occasion)) is not None
    ]


def _refusal(block: EmailMessage, occasion: str) -> Refusal | None:
    recipient = block.get("Final-Recipient") or block.get("Original-Recipient")
    if recipient is None or str(block.get("Action", "")).strip().lower() != "failed":
        return None
    address = str(recipient).rpartition(";")[2].strip().strip("<>")
    found = STATUS.search(str(block.get("Status", "")))
    status = found.group(0) if found else ""
    if "@" not in address:
        return None
    hard = bool(HARD.match(status)) and status not in SOFT_AFTER_ALL
    return Refusal(address, hard, status or "failed", occasion)


def _original_id(message: EmailMessage) -> str:
    """The Message-ID of the e-mail that came back, from the copy of it or of its headers."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            headers = message_from_bytes(part.get_payload(decode=True) or b"")
            return str(headers.get("Message-ID", ""))
        if kind == "message/rfc822" and part.is_multipart():
            return str(part.get_payload(0).get("Message-ID", ""))
    return ""
