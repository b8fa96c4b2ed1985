"""What staff are told when a step was possible when the page was made and is no more."""

from django.contrib import messages
from django.http import HttpRequest


def too_late(request: HttpRequest, last, action: str, words: str) -> str:
    """Say who was faster: somebody else, or they themselves with another press of a button.

    ``last`` is the newest event, or nothing. Returns the words that were not sent and would be
    lost; empty when there are none, or when they were sent with the first press.
    """
    is_own = last is not None and last.actor_id == request.user.pk
    if is_own and last.action == action:
        messages.info(request, "You have done this already. This is how it stands now.")
    elif is_own:
        messages.info(request, "You have decided on this already. This is how it stands now.")
    else:
        messages.error(request, "Somebody else was faster. This is how it stands now.")
    was_sent = is_own and last.action == action and getattr(last, "reason", words) == words
    return "" if was_sent else words
