"""What happened to a question, for the desk: who did what when, never the words themselves."""

from django.utils import timezone
from django.utils.formats import date_format

from askexpert import transitions
from askexpert.models import Question

EXTRA_LABELS = {"escalate": "Shown to the safeguarding leads: first check late"}


def history_of(question: Question) -> list[dict]:
    """Entries for the timeline component, oldest first: one query."""
    events = question.events.select_related("actor", "assignment__expert")
    return [
        {
            "when": date_format(timezone.localtime(event.at), "j F Y, H:i"),
            "title": _label(event.action),
            "body": _by_whom(event),
            "state": "done",
        }
        for event in events
    ]


def _label(action: str) -> str:
    for table in (transitions.QUESTION, transitions.ASSIGNMENT):
        if action in table:
            return table[action].label
    return EXTRA_LABELS.get(action, action)


def _by_whom(event) -> str:
    who = str(event.actor) if event.actor else "The site, when it was due"
    about = f" · about {event.assignment.expert}" if event.assignment else ""
    return f"{who}{about}"
