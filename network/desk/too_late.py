"""What a step at the desk is answered with when it was possible when the page was made and is no
more: somebody else was faster, or the same person has pressed a button twice."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

SECOND_PRESS = timedelta(minutes=1)


def say_too_late(
    request: HttpRequest, *, by_id: int | None, at: datetime | None, is_same: bool, done: str
) -> None:
    """Say who was faster, and whether it was this very press.

    ``by_id`` and ``at``: whose step it was that counts, and when (nothing where that is not kept).
    ``is_same``: it was this step, with these words and choices. Within a minute that is a second
    press of the same button, which is answered like the first, with ``done``.
    """
    is_own = by_id is not None and by_id == request.user.pk
    is_recent = at is None or timezone.now() - at < SECOND_PRESS
    if is_own and is_same and is_recent:
        messages.success(request, done)
    elif is_own:
        messages.info(request, "You have decided on this already. This is how it stands now.")
    else:
        messages.warning(request, "Somebody else was faster. This is how it stands now.")
