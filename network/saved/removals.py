"""What somebody has just removed, so that a second press of the button is not "page not found".

Kept in the session, by public id: to everybody else a list that is gone and a list that is not
theirs stay the same 404.
"""

from django.http import HttpRequest

REMOVED = "saved_removed"
KEPT = 10


def note_removal(request: HttpRequest, public_id, page: str) -> None:
    """Remember that this was removed, and the page that says so."""
    removed = [row for row in request.session.get(REMOVED, []) if row[0] != str(public_id)]
    request.session[REMOVED] = [*removed, [str(public_id), page]][-KEPT:]


def was_removed(request: HttpRequest, public_id) -> str | None:
    """The page to show for something that this session has removed already."""
    return dict(request.session.get(REMOVED, [])).get(str(public_id))
