"""The demo's access records (coordinators opened the applications on which they decided), a data
copy and a departure."""

from datetime import timedelta

from network.demo.world import World
from network.members.models import MembershipEvent
from network.privacy.access_log import record_access
from network.privacy.demo import rights
from network.privacy.models import AccessRecord

# After everything that people have written.
ORDER = 80

READING = timedelta(minutes=6)


def load(world: World) -> None:
    _load_looks(world)
    rights.load(world)


def _load_looks(world: World) -> None:
    """One look before each decision of the last year. Loading twice changes nothing."""
    if AccessRecord.objects.filter(what="application").exists():
        return
    decisions = MembershipEvent.objects.filter(
        actor__isnull=False, at__gt=world.now - timedelta(days=365)
    ).select_related("actor", "membership__user")
    for event in decisions.order_by("at", "pk"):
        subject = event.membership.user
        if event.actor_id != subject.pk:
            record_access(
                actor=event.actor,
                what="application",
                subject=subject,
                about=subject.public_id,
                now=event.at - READING,
            )
