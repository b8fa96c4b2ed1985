"""Follows and news for tests, made through the verbs."""

from datetime import UTC, datetime, timedelta

from network.following import follows
from network.following.models import Follow
from network.following.news import tell_news
from network.following.subjects import find
from network.notifications.lines import lines_of
from network.notifications.models import Message

BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PUBLISHED = BEGAN + timedelta(days=1)
ROUND = BEGAN + timedelta(days=2)


def follow(user, kind: str, key: str, *, now: datetime = BEGAN) -> Follow:
    subject = find(kind, str(key), user)
    follows.follow(user=user, subject=subject, now=now)
    return Follow.objects.get(user=user, kind=kind, key=subject.key)


def tell(*, days: float = 0) -> int:
    """Do the round of ``days`` after the first one."""
    return tell_news(now=ROUND + timedelta(days=days))


def news_of(user) -> list[list[str]]:
    """The titles in each of the user's messages of news, oldest message first."""
    messages = list(Message.objects.filter(recipient=user, kind="news").order_by("pk"))
    lines = lines_of(messages)
    return [[line.title for line in lines[message.pk]] for message in messages]
