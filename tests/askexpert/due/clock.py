"""A clock for the tests of what time makes due: moments by day and hour of London."""

from datetime import datetime

from askexpert import due
from network.notifications.models import Message
from network.taxonomy.models import Nation
from network.working_days import LONDON


def at(day: str, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """A moment of London, such as ``at("2026-03-12", 9)``."""
    return datetime.fromisoformat(day).replace(
        hour=hour, minute=minute, second=second, tzinfo=LONDON
    )


def run(day: str, hour: int = 9, minute: int = 0, second: int = 0) -> dict[str, int]:
    """What a run at that moment has done, without what it has not."""
    done = due.run_due(now=at(day, hour, minute, second))
    return {name: count for name, count in done.items() if count}


def sent(user, kind: str) -> int:
    """How many messages of a kind somebody has had."""
    return Message.objects.filter(recipient=user, kind=kind).count()


def words_of(user, kind: str) -> str:
    """Subject and body of somebody's only message of a kind."""
    message = Message.objects.get(recipient=user, kind=kind)
    return f"{message.subject} {message.body}"


def nation_of_user(user, slug: str) -> None:
    """Let somebody work in another nation."""
    user.profile.nation = Nation.objects.get(slug=slug)
    user.profile.save(update_fields=["nation"])
