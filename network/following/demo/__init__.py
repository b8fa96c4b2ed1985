"""What people of the demo follow, and the news that it has brought them."""

import tomllib
from datetime import timedelta
from pathlib import Path

from network.demo.world import World
from network.following import follows
from network.following.models import FollowKind
from network.following.news import tell_news
from network.following.subjects import find

# After everything that can be news has been published.
ORDER = 85

SOURCE = Path(__file__).parent / "follows.toml"


def load(world: World) -> None:
    """Begin the follows of ``follows.toml``, and do the round of the day before yesterday."""
    with SOURCE.open("rb") as file:
        rows = tomllib.load(file)["follows"]
    for row in rows:
        user = world.people[row["who"]]
        is_member = row["kind"] == FollowKind.MEMBER
        key = str(world.people[row["key"]].public_id) if is_member else row["key"]
        subject = find(row["kind"], key, user)
        follows.follow(user=user, subject=subject, now=world.ago(row["days_ago"], hour=10))
    tell_news(now=world.now - timedelta(days=2))
