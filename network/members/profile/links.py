"""Addresses that members give on their profile: plain, encrypted, and named after their host."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

MOST = 3
LONGEST = 200
# Endings that no public host has (RFC 6761, 6762, 8375; ICANN's ".internal"), and what routers use.
NOT_PUBLIC = frozenset(
    {
        "corp",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localhost",
        "onion",
        "test",
    }
)
NOT_PUBLIC_NAMES = (".home.arpa",)
_ENDING = re.compile(r"[^\W\d_]{2,63}|xn--[a-z0-9-]+")
_validate = URLValidator(schemes=["https"])


def checked_link(address: str) -> str:
    """The address without surrounding spaces, if it may stand on a profile.

    :raises ValidationError: unless it is an ``https`` address of a public host by its name, without
        a user name or a port, in which something else could hide.
    """
    address = address.strip()
    if not address.startswith("https://"):
        raise ValidationError("Begin the address with https://.", code="scheme")
    try:
        _validate(address)
        parts = urlsplit(address)
        plain = parts.username is None and parts.port is None
    except (ValidationError, ValueError) as error:
        raise ValidationError(
            "This is not the address of a web page. Copy it from your browser.", code="invalid"
        ) from error
    if not plain or len(address) > LONGEST:
        raise ValidationError(
            f"Use an address of at most {LONGEST} characters without a user name or a port.",
            code="invalid",
        )
    if not _is_public(parts.hostname or ""):
        raise ValidationError(
            "Use the address of a page that everybody can open, such as https://www.example.org/. "
            "A number or the name of one's own computer leads others nowhere.",
            code="invalid",
        )
    return address


def _is_public(host: str) -> bool:
    """Whether a host has a name of several parts that can be public. Numbers are no name, however
    they are written: browsers read "0x7f.1" and "①②⑦.0.0.1" as 127.0.0.1."""
    name = unicodedata.normalize("NFKC", host).replace("\u3002", ".").lower().rstrip(".")
    *above, ending = name.split(".")
    return (
        bool(above)
        and all(above)
        and _ENDING.fullmatch(ending) is not None
        and ending not in NOT_PUBLIC
        and not name.endswith(NOT_PUBLIC_NAMES)
    )


def host_of(address: str) -> str:
    """What a link is called: its host, so that nobody is led elsewhere than it says.

    Letters beyond ASCII are written as a browser looks the host up (``xn--…``): some of them look
    like others.
    """
    host = unicodedata.normalize("NFKC", urlsplit(address).hostname or "").lower()
    return ".".join(_label(label) for label in host.split(".")).removeprefix("www.")


def _label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
