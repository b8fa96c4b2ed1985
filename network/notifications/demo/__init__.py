"""A year of messages, mostly read: only the last days are still unread."""

from datetime import timedelta

from django.db.models import F

from network.demo.world import World
from network.notifications.models import Message

ORDER = 90
UNREAD_DAYS = 4


def load(world: World) -> None:
    """Mark everything older than four days as read, an hour after it came."""
    Message.objects.unread().filter(
        in_site=True, created_at__lt=world.now - timedelta(days=UNREAD_DAYS)
    ).update(read_at=F("created_at") + timedelta(hours=1))
