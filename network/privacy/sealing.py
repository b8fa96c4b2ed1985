"""Encrypt what coming back needs, so that a copy of the database does not hold it in clear.

The key is derived from ``SECRET_KEY``, which is not in the database. Old keys in
``SECRET_KEY_FALLBACKS`` still open what they sealed; without the key a departure cannot be undone.
"""

import base64
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.crypto import salted_hmac

SALT = "network.privacy.sealing"


class SealBroken(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """The key that sealed this is gone."""


def seal(kept: dict) -> str:
    """Plain JSON values as an encrypted text."""
    return _box().encrypt(json.dumps(kept, cls=DjangoJSONEncoder).encode()).decode()


def unseal(sealed: str) -> dict:
    """What was sealed.

    :raises SealBroken: when no key of this installation opens it.
    """
    try:
        return json.loads(_box().decrypt(sealed.encode()))
    except InvalidToken as error:
        raise SealBroken from error


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    digest = salted_hmac(SALT, "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
