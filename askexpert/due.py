"""What time makes due here: late first checks and unanswered invitations.

How long things are kept is said by rules in ``personal_data.py``.
"""

from datetime import datetime

from askexpert import workflow
from askexpert.models import Assignment, Question


def run_due(*, now: datetime) -> dict[str, int]:
    """Do everything that is due; safe at any moment and any number of times.

    Each row is locked and checked again by its verb, so that several machines may run this at
    once. Returns what was done, by name.
    """
    late = Question.objects.awaiting_triage().filter(triage_by__lte=now, escalated_at=None)
    silent = Assignment.objects.unanswered_invitations(now)
    return {
        "late questions shown to safeguarding leads": sum(
            workflow.escalate_triage(question=question, now=now) for question in late.order_by("pk")
        ),
        "invitations expired": sum(
            workflow.expire(assignment=assignment, now=now) for assignment in silent.order_by("pk")
        ),
    }
