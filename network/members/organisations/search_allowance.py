"""How often one account may ask for organisations, so that the list is not copied by a program."""

from datetime import datetime

from network.counting import is_within

PER_MINUTE = 60


def may_search(user, *, now: datetime) -> bool:
    """Count this request; whether it is one of the first sixty of the account in this minute."""
    key = f"organisation-search:{user.pk}:{int(now.timestamp()) // 60}"
    return is_within(PER_MINUTE, key, seconds=120)
