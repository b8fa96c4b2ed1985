"""What letters keep against an account that was left, when its address comes back.

See :mod:`network.members.earlier`.
"""

from datetime import datetime

from django.db.models import F, Q

from network.members.earlier import Tie
from network.relay.enums import ReportStatus
from network.relay.models import Block, LetterReport

AGAINST_THEM = (ReportStatus.REMOVED, ReportStatus.SUSPENDED)


def blocked(accounts: list[int]) -> set[int]:
    """Accounts that somebody takes no letters from."""
    return set(Block.objects.filter(blocked__in=accounts).values_list("blocked_id", flat=True))


def reported(accounts: list[int]) -> set[int]:
    """Accounts with a letter that somebody else has reported and nobody has decided on, or that
    was removed when its author could not be suspended any more."""
    against = Q(status=ReportStatus.OPEN) | Q(
        status__in=AGAINST_THEM, handled_at__gte=F("letter__author__left_at")
    )
    reports = LetterReport.objects.filter(against, letter__author__in=accounts)
    others = reports.exclude(reporter=F("letter__author"))
    return set(others.values_list("letter__author_id", flat=True))


def carry_blocks_over(old, new, now: datetime) -> None:
    """Whoever takes no letters from the earlier account takes none from the new one. Neither is
    told."""
    Block.objects.bulk_create(
        [
            Block(blocker_id=row.blocker_id, blocked=new, at=row.at)
            for row in Block.objects.filter(blocked=old).exclude(blocker=new).order_by("pk")
        ],
        ignore_conflicts=True,
    )


BLOCKED = Tie("blocked", blocked, carry_over=carry_blocks_over)
REPORTED = Tie("reported", reported, "after a letter of theirs had been reported")
