"""What a step at the desk is answered with when it was possible when the page was made and is no
more: somebody else was faster, or the same person has pressed a button twice."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

SECOND_PRESS = timedelta(minutes=1)


def is_second_press(user, *, by_id: int | None, at: datetime | None, is_same: bool) -> bool:
    """Whether somebody has pressed a button twice: the step that counts is theirs, is this one with
    these words and choices (``is_same``), and was taken within the last minute (whenever, where
    the moment is not kept)."""
    is_recent = at is None or timezone.now() - at < SECOND_PRESS
    return is_same and is_recent and by_id is not None and by_id == user.pk


def say_too_late(
    request: HttpRequest, *, by_id: int | None, at: datetime | None, is_same: bool, done: str
) -> None:
    """Say who was faster, and whether it was this very press.

    ``by_id`` and ``at``: whose step it was that counts, and when (nothing where that is not kept).
    A second press of the same button is answered like the first, with ``done``.
    """
    if is_second_press(request.user, by_id=by_id, at=at, is_same=is_same):
        messages.success(request, done)
    elif by_id is not None and by_id == request.user.pk:
        messages.info(request, "You have decided on this already. This is how it stands now.")
    else:
        messages.warning(request, "Somebody else was faster. This is how it stands now.")
