"""Report a letter."""

from datetime import datetime

from django.db import transaction

from network.relay import notifications as tell
from network.relay import permissions, transitions
from network.relay.enums import LetterStatus, ReportReason
from network.relay.models import Letter, LetterReport
from network.relay.workflow.steps import lock_letter, record
from network.workflows import require


@transaction.atomic
def report(*, letter: Letter, reporter, reason: str, now: datetime, text: str = "") -> LetterReport:
    """Show a letter to the staff; nobody else is told.

    A letter that says who a child is goes to the safeguarding leads and is hidden from both people
    in this transaction.

    :raises NotPermitted: for anybody but the two who write to each other, for a second report, and
        for a letter that is gone.
    :raises ValueError: for a reason that does not exist.
    """
    reason = ReportReason(reason)
    letter = lock_letter(letter)
    require(permissions.can_report(reporter, letter, reason))
    for_lead = reason == ReportReason.IDENTIFIES_A_CHILD
    row = LetterReport.objects.create(
        letter=letter,
        reporter=reporter,
        reason=reason,
        text=text,
        reported_at=now,
        is_for_lead=for_lead,
        status=transitions.REPORT["report"].target,
    )
    if for_lead:
        hold(letter)
    record("report", row, actor=reporter, now=now, before="")
    tell.tell_desk(row, now=now)
    return row


def hold(letter: Letter) -> None:
    """Hide a letter from both people until it is decided."""
    letter.status = LetterStatus.HELD
    letter.save(update_fields=["status"])
