"""Read e-mail domains so that two that mean the same are equal, and odd ones are none."""

import re

# Endings under which anybody registers a domain.
ENDINGS = {"co.uk", "org.uk", "me.uk", "ltd.uk", "plc.uk", "net.uk", "uk.com", "uk.net", "gb.net"}
# Providers that give anybody an address.
PROVIDERS = {
    *("aol.com", "btinternet.com", "fastmail.com", "gmail.com", "gmx.com", "googlemail.com"),
    *("hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com"),
    *("mail.com", "me.com", "msn.com", "ntlworld.com", "outlook.com", "proton.me"),
    *("protonmail.com", "sky.com", "talktalk.net", "tiscali.co.uk", "virginmedia.com"),
    *("yahoo.co.uk", "yahoo.com", "ymail.com", "zoho.com"),
}
OPEN_TO_EVERYBODY = frozenset(ENDINGS | PROVIDERS)
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z")


def ascii_domain(text: str) -> str | None:
    """The domain in lower case and IDNA, or ``None`` for what is no domain.

    Letters that only look like others stay different: they become an ``xn--`` name. Whatever IDNA
    would turn into something else (full-width letters, other dots, invisible signs) is refused.
    """
    text = text.strip().lower().removesuffix(".")
    try:
        labels = [_ascii_label(label) for label in text.split(".")]
    except UnicodeError:
        return None
    if len(".".join(labels)) > 253 or not all(LABEL.match(label) for label in labels):
        return None
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    """:raises UnicodeError: when the label is not what its IDNA form says."""
    encoded = label.encode("idna")
    if label != encoded.decode("ascii") and label != encoded.decode("idna"):
        raise UnicodeError(label)
    return encoded.decode("ascii")


def readable_domain(domain: str) -> str:
    """How people read a domain that is kept in IDNA; the same where there is nothing to read."""
    return ".".join(_readable_label(label) for label in domain.split("."))


def _readable_label(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
