"""What the codes of mail servers and of our own delivery mean, in words for coordinators.

The code itself stands behind the words: whoever looks after the mail server asks for it.
"""

import re

STATUS = re.compile(r"^[245]\.(\d{1,3})\.(\d{1,3})$")
# Codes of RFC 3463 and its registry, by subject and detail.
DETAILS = {
    ("1", "1"): "There is no such mailbox",
    ("1", "2"): "The address ends in a domain that takes no e-mail",
    ("1", "6"): "The mailbox has moved, and nobody says where to",
    ("1", "10"): "The address ends in a domain that takes no e-mail",
    ("2", "1"): "The mailbox is switched off",
    ("2", "2"): "The mailbox is full",
    ("4", "7"): "Their mail server did not take it in time",
}
# The subject alone, where the detail says no more to a reader.
SUBJECTS = {
    "1": "Their mail server does not know the address",
    "2": "Something is wrong with the mailbox",
    "3": "Something is wrong with their mail server",
    "4": "Their mail server cannot be reached",
    "5": "Their mail server did not understand ours",
    "6": "Their mail server cannot handle such an e-mail",
    "7": "Their mail server refuses e-mail from us",
}
# What django-anymail calls its reasons, and ours for a notification without a code.
REASONS = {
    "invalid": "The address cannot be right",
    "bounced": "It came back",
    "timed_out": "Their mail server did not take it in time",
    "blocked": "Their mail server refuses e-mail from us",
    "spam": "Its owner marked our e-mail as spam",
    "unsubscribed": "Its owner has told our mail provider to stop",
    "failed": "It came back without a reason",
    "other": "It came back without a reason",
}
# The errors that our delivery meets, by the name of their class.
ERRORS = {
    "SMTPRecipientsRefused": "The mail server refused the address",
    "SMTPSenderRefused": "The mail server refused us as the sender",
    "SMTPDataError": "The mail server refused the e-mail",
    "SMTPAuthenticationError": "The mail server did not let us sign in",
    "SMTPServerDisconnected": "The mail server broke off",
    "ConnectionRefusedError": "The mail server could not be reached",
    "ConnectionResetError": "The mail server broke off",
    "TimeoutError": "The mail server took too long",
}
UNFORESEEN = "Something on our side went wrong"


def words_for_reason(code: str) -> str:
    """Why an address was not reached, with the code behind it; nothing for no code."""
    return f"{_reason(code)} ({code})" if code else ""


def words_for_error(name: str) -> str:
    """Why one e-mail was not sent, with the error's name behind it; nothing for no error."""
    return f"{ERRORS.get(name, UNFORESEEN)} ({name})" if name else ""


def _reason(code: str) -> str:
    if found := STATUS.match(code):
        subject, detail = found.groups()
        return DETAILS.get((subject, detail)) or SUBJECTS.get(subject, REASONS["other"])
    if code.startswith("smtp-"):
        return ERRORS["SMTPRecipientsRefused"]
    return REASONS.get(code, REASONS["other"])
