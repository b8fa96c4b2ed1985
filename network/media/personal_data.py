"""What the platform keeps of files that were not let in, and for how long."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from network.media.held.holding import remove
from network.media.models import DocumentMarks, HeldFile, HeldState
from network.privacy import holdings, retention
from network.privacy.holdings import Holding, rows_from
from network.privacy.retention import RetentionRule

HELD_FOR = timedelta(days=14)
NOTED_FOR = timedelta(days=90)


def held_rows(user):
    return rows_from(
        HeldFile.objects.filter(uploaded_by=user).order_by("pk"),
        file="name",
        chosen="held_at",
        why="reason",
        state=lambda row: row.get_state_display(),
    )


def looked_rows(user):
    return rows_from(
        DocumentMarks.objects.filter(looked_by=user).select_related("document").order_by("pk"),
        file=lambda marks: marks.document.filename,
        looked="looked_at",
    )


def held_too_long(now: datetime) -> QuerySet:
    return HeldFile.objects.filter(state=HeldState.HELD, held_at__lt=now - HELD_FOR)


def noted_too_long(now: datetime) -> QuerySet:
    others = HeldFile.objects.exclude(state=HeldState.HELD)
    return others.filter(held_at__lt=now - NOTED_FOR)


holdings.register(
    Holding("media.HeldFile", "Files of yours that were not let in", held_rows, order=75),
    Holding("media.DocumentMarks", "Files whose marks you have looked at", looked_rows, order=76),
)
retention.register(
    RetentionRule(
        "files-held",
        "Files that were held back because they identify somebody",
        "14 days after they were chosen",
        "Time for a safeguarding lead to look whether it was a false alarm; longer they must not "
        "lie there.",
        held_too_long,
        remove,
    ),
    RetentionRule(
        "files-refused",
        "That a file was refused or released: its name, why, who chose it",
        "90 days",
        "To find out what goes wrong again and again; the file itself is not kept.",
        noted_too_long,
        remove,
    ),
)
