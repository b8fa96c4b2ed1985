"""What staff are told when a step was possible when the page was made and is no more."""

from django.http import HttpRequest

from network.desk.too_late import say_too_late

DONE_ALREADY = "You have done this already. This is how it stands now."


def too_late(request: HttpRequest, last, action: str, words: str) -> str:
    """Say who was faster: somebody else, or they themselves with another press of a button.

    ``last`` is the newest event, or nothing. Returns the words that were not sent and would be
    lost; empty when there are none, or when they were sent with the first press.
    """
    by_id = last and last.actor_id
    is_same = last is not None and last.action == action
    say_too_late(request, by_id=by_id, at=None, is_same=is_same, done=DONE_ALREADY)
    was_sent = is_same and by_id == request.user.pk and getattr(last, "reason", words) == words
    return "" if was_sent else words
