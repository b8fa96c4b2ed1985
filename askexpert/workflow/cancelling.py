"""What ends with a question: everything that was asked of experts."""

from datetime import datetime

from askexpert import notifications as tell
from askexpert.models import Assignment, Question
from askexpert.workflow.steps import move_assignment, record


def cancel_live_assignments(
    question: Question, *, actor, now: datetime, keep: Assignment | None = None
) -> None:
    """End every live ask of a locked question, except ``keep``, and tell the experts kindly."""
    for assignment in question.assignments.live().select_for_update().order_by("pk"):
        if keep is not None and assignment.pk == keep.pk:
            continue
        before = move_assignment(assignment, "cancel", ended_at=now)
        record(
            "cancel",
            question=question,
            assignment=assignment,
            actor=actor,
            now=now,
            before=before,
        )
        tell.tell_expert(assignment, "expert_no_longer_needed", now=now)
