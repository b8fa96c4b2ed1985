"""Addresses that members give on their profile: plain, encrypted, and named after their host."""

import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

MOST = 3
LONGEST = 200
_validate = URLValidator(schemes=["https"])


def checked_link(address: str) -> str:
    """The address without surrounding spaces, if it may stand on a profile.

    :raises ValidationError: unless it is an ``https`` address without a user name or a port, in
        which something else could hide.
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
    return address


def host_of(address: str) -> str:
    """What a link is called: its host, so that nobody is led elsewhere than it says.

    Letters beyond ASCII are written as a browser looks the host up (``xn--…``): some of them look
    like others.
    """
    host = unicodedata.normalize("NFKC", urlsplit(address).hostname or "").lower()
    return ".".join(_label(label) for label in host.split(".")).removeprefix("www.")


def _label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
