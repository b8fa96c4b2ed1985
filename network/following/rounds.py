"""Whose turn the news is: one row that a machine claims for a while.

What happens in a round is safe to do twice (keys and constraints see to it); the claim only saves
two machines from doing the same work side by side.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q

from network.following.models import NewsRound

# Several pages published one after the other come in one message.
EVERY = timedelta(hours=1)
# Renewed with every few hundred people, so a claim that runs out is that of a machine that died.
CLAIM = timedelta(minutes=10)


def begin(*, now: datetime) -> int | None:
    """Claim the round that is due and return its number; ``None`` when none is, or another machine
    has it. A round that a dying machine left half done keeps its number and is gone on with."""
    NewsRound.objects.get_or_create(pk=1)
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = Q(finished_at=None) | Q(finished_at__lte=now - EVERY)
    claimed = NewsRound.objects.filter(free, due, pk=1).update(claimed_until=now + CLAIM)
    return NewsRound.objects.values_list("number", flat=True).get(pk=1) if claimed else None


def renew(number: int, *, moment: datetime) -> bool:
    """Keep the claim for longer. False when the round has been finished by another machine."""
    mine = NewsRound.objects.filter(pk=1, number=number, claimed_until__isnull=False)
    return mine.update(claimed_until=moment + CLAIM) == 1


def give_back(number: int) -> None:
    """Let the next call go on with a round that failed, instead of waiting for the claim's end."""
    NewsRound.objects.filter(pk=1, number=number).update(claimed_until=None)


def finish(number: int, *, now: datetime) -> None:
    """End the round; the next one has the next number."""
    NewsRound.objects.filter(pk=1, number=number).update(
        number=F("number") + 1, claimed_until=None, finished_at=now
    )
