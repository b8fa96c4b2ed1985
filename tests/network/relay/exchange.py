"""Letters for tests, sent through the real verb."""

import uuid
from datetime import UTC, datetime, timedelta

from network.members import workflow as membership_workflow
from network.members.models import User
from network.relay import workflow
from network.relay.models import Letter
from tests.personas import make_member

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HARMLESS = "Could we talk about peer mapping?"
BLOCKED = "Her NHS number is 943 476 5919."
DOUBTFUL = "Ask Mr Rose from the council."
URGENT = "He is in immediate danger. What do we do?"


def send(author, recipient, *, text=HARMLESS, now=NOW, checked="", token=None) -> Letter:
    return workflow.write(
        author=author,
        recipient=recipient,
        text=text,
        token=token or uuid.uuid4(),
        now=now,
        checked=checked,
    )


def fields(text=HARMLESS, **more) -> dict:
    """What the form of a letter sends."""
    return {"text": text, "token": str(uuid.uuid4()), **more}


def suspend(user) -> None:
    """End somebody's membership for now, by a coordinator of its own."""
    coordinator = User.objects.filter(name="Sten Suspender").first() or make_member(
        "Sten Suspender", groups=("Coordinators",)
    )
    membership_workflow.suspend(
        membership=user.membership, actor=coordinator, now=NOW, reason="For the test."
    )


def leave(user) -> None:
    """As an account stands after its owner has left."""
    User.objects.filter(pk=user.pk).update(is_active=False, left_at=NOW, name="")


def fresh(user) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)
