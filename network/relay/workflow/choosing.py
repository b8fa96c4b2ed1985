"""Choose whose letters one takes."""

from datetime import datetime

from django.db import transaction

from network.relay.models import Block, LetterSettings
from network.workflows import Decision, NotPermitted


@transaction.atomic
def block(*, blocker, blocked, now: datetime) -> Block:
    """Take no more letters from somebody, who is not told. Blocking again changes nothing.

    :raises NotPermitted: for oneself.
    """
    if blocker.pk == blocked.pk:
        raise NotPermitted(Decision(False, "You cannot block yourself."))
    row, _ = Block.objects.get_or_create(blocker=blocker, blocked=blocked, defaults={"at": now})
    return row


@transaction.atomic
def unblock(*, blocker, blocked) -> bool:
    """Take letters from somebody again; whether there was a block. They are not told."""
    _, by_model = Block.objects.filter(blocker=blocker, blocked=blocked).delete()
    return bool(by_model)


@transaction.atomic
def choose_letters(*, user, takes_letters: bool, now: datetime) -> LetterSettings:
    """Switch letters from members on or off. Conversations stay and can be read."""
    row, _ = LetterSettings.objects.update_or_create(
        user=user, defaults={"takes_letters": takes_letters, "updated_at": now}
    )
    return row
