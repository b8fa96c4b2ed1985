"""Whom one can be in the demonstration, and how to sign in by hand."""

import base64
import hashlib
from dataclasses import dataclass

# Public on purpose: every account of the demonstration is an invented person's.
DEMO_PASSWORD = "herons over the estuary"  # noqa: S105 -- shown on the demo's own pages


def totp_secret(email: str) -> str:
    """What this person's authenticator app holds: made from the address, so always the same."""
    return base64.b32encode(hashlib.sha1(f"demo {email}".encode()).digest()).decode()  # noqa: S324


@dataclass(frozen=True, slots=True)
class Persona:
    """A role to try. ``key`` is the person's key in ``people.toml``; a visitor has none."""

    slug: str
    label: str
    key: str
    lands_on: str


PERSONAS = (
    Persona("visitor", "Visitor", "", "/"),
    Persona("member", "Member", "m15", "/ask/mine/"),
    Persona("expert", "Expert", "m01", "/ask/invitations/"),
    Persona("coordinator", "Coordinator", "c01", "/desk/"),
    Persona("safeguarding-lead", "Safeguarding lead", "l01", "/desk/"),
    Persona("researcher", "Researcher", "r01", "/me/"),
    Persona("editor", "Editor", "e01", "/admin/"),
)
