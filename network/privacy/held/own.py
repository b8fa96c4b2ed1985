"""What this app holds: copies, departures, and who of the staff looked."""

from datetime import datetime

from network.privacy.access_log import looks_at, words_for
from network.privacy.copies import let_go
from network.privacy.holdings import Holding, register, rows_from
from network.privacy.models import AccessRecord, CopyState, DataCopy, Departure


def copy_rows(user):
    return rows_from(
        DataCopy.objects.filter(user=user).order_by("pk"),
        asked_for_on="requested_at",
        state=lambda copy: CopyState(copy.state).label,
        made_on="made_at",
        deleted_on="expires_at",
    )


def let_copies_go(user, now: datetime) -> None:
    """Nobody can fetch them any more; ``run_due`` deletes the files."""
    for copy in DataCopy.objects.filter(user=user):
        let_go(copy=copy, now=now)


def departure_rows(user):
    return rows_from(
        Departure.objects.filter(user=user).order_by("pk"),
        you_left_on="left_at",
        why=lambda row: row.get_cause_display(),
        it_ended_as=lambda row: row.get_state_display(),
        your_name_stays_on_what_you_published="keeps_credit",
        ended_on="ended_at",
    )


def access_rows(user):
    """Looks at one's own data, by role and not by name; and one's own looks, without at whom."""
    yield from rows_from(
        looks_at(user).order_by("at", "pk"),
        what_happened=lambda record: "Somebody of the staff looked at data of yours",
        kind_of_data=lambda record: words_for(record.what),
        in_which_role=lambda record: record.role or "Member of the team",
        on="at",
    )
    yield from rows_from(
        AccessRecord.objects.filter(actor=user).order_by("at", "pk"),
        what_happened=lambda record: "You looked at private data of somebody",
        kind_of_data=lambda record: words_for(record.what),
        on="at",
    )
    yield from rows_from(
        AccessRecord.objects.filter(acting_as=user).exclude(actor=user).order_by("at", "pk"),
        what_happened=lambda record: "Somebody of the staff viewed the site as you",
        kind_of_data=lambda record: words_for(record.what),
        on="at",
    )


register(
    Holding(
        "privacy.DataCopy",
        "Copies of your data",
        copy_rows,
        on_leave=let_copies_go,
        order=95,
    ),
    Holding("privacy.Departure", "Times you left", departure_rows, order=96),
    Holding("privacy.AccessRecord", "Who of the staff looked", access_rows, order=97),
)
