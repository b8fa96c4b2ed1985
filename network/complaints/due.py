"""What time makes due here: reminders before a date, and complaints that close."""

from datetime import datetime, timedelta

from network.complaints import clock
from network.complaints.models import Complaint
from network.complaints.notifications import tell_handlers
from network.complaints.workflow import close_old


def run_due(*, now: datetime) -> dict[str, int]:
    """Remind and close. Returns what was done, by name."""
    return {
        "reminders of complaints": remind(now=now),
        "complaints closed": close_old(now=now),
    }


def remind(*, now: datetime) -> int:
    """Remind ten and three days before a date (day 20 and day 27 of 30); return how many messages.

    Each reminder goes out once for a date, whenever and however often this runs. After days without
    a run only the nearest one does. A date that is put off has reminders of its own.
    """
    told = 0
    waiting = Complaint.objects.open().with_due()
    for complaint in waiting.filter(due__lte=now + timedelta(days=max(clock.REMINDERS))):
        for days in clock.REMINDERS:
            if complaint.due_at - timedelta(days=days) <= now:
                key = f"{complaint.due_at:%Y-%m-%d}:{days}"
                told += tell_handlers(
                    complaint, "desk_complaint_due", now=now, key=key, detail=str(days)
                )
                break
    return told
