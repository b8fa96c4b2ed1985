"""Begin and end following. The only writer of :class:`~network.following.models.Follow`."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.following.models import MAX_FOLLOWS, Follow
from network.following.subjects import Subject


class TooManyFollowsError(Exception):
    """The greatest number is reached. Its text is for the reader."""


@transaction.atomic
def follow(*, user, subject: Subject, now: datetime) -> bool:
    """Follow something from now on. False when the member does already.

    What was there before ``now`` is never news for this follow.

    :raises TooManyFollowsError: at the greatest number.
    """
    # Two presses at once wait for each other here, so that the number is true.
    get_user_model().objects.select_for_update().get(pk=user.pk)
    own = Follow.objects.filter(user=user)
    if own.filter(kind=subject.kind, key=subject.key).exists():
        return False
    if own.count() >= MAX_FOLLOWS:
        raise TooManyFollowsError(
            f"You follow {MAX_FOLLOWS} things, and there is no room for more. "
            "Stop following something first."
        )
    Follow.objects.create(
        user=user,
        kind=subject.kind,
        key=subject.key,
        member=subject.member,
        terms={facet: list(slugs) for facet, slugs in subject.terms.items()},
        words=subject.words,
        label=subject.label[:300] if subject.terms or subject.words else "",
        followed_at=now,
    )
    return True


def stop(*, user, kind: str, key: str) -> bool:
    """Stop following. False when the member did not. What is on its way stays a message."""
    deleted, _ = Follow.objects.filter(user=user, kind=kind, key=key).delete()
    return deleted > 0


def follows_of(user) -> set[tuple[str, str]]:
    """Kind and key of everything the member follows: one query."""
    return set(Follow.objects.visible_to(user).values_list("kind", "key"))
