"""What time makes due here: late first checks, unanswered invitations, old drafts."""

from datetime import datetime, timedelta

from askexpert import workflow
from askexpert.models import Assignment, Question

DRAFTS_KEPT = timedelta(days=30)


def run_due(*, now: datetime) -> dict[str, int]:
    """Do everything that is due; safe at any moment and any number of times.

    Each row is locked and checked again by its verb, so that several machines may run this at
    once. Returns what was done, by name.
    """
    late = Question.objects.awaiting_triage().filter(triage_by__lte=now, escalated_at=None)
    silent = Assignment.objects.unanswered_invitations(now)
    drafts = Question.objects.old_drafts(now - DRAFTS_KEPT)
    return {
        "late questions shown to safeguarding leads": sum(
            workflow.escalate_triage(question=question, now=now) for question in late.order_by("pk")
        ),
        "invitations expired": sum(
            workflow.expire(assignment=assignment, now=now) for assignment in silent.order_by("pk")
        ),
        "old drafts deleted": sum(
            workflow.delete_old_draft(question=question, now=now)
            for question in drafts.order_by("pk")
        ),
    }
