"""What the verbs of a report share: the locks, the move and the event."""

from datetime import datetime

from network.relay import permissions, transitions
from network.relay.enums import DECIDED
from network.relay.models import Letter, LetterReport, LetterReportEvent
from network.workflows import Decision, NotPermitted, require, require_transition


def lock(report: LetterReport) -> LetterReport:
    """Read the letter and the report again under locks, until the transaction ends."""
    letter = lock_letter(report.letter)
    report = (
        LetterReport.objects.select_for_update(of=("self",))
        .select_related("reporter")
        .get(pk=report.pk)
    )
    report.letter = letter
    return report


def lock_letter(letter: Letter) -> Letter:
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("author", "conversation")
        .get(pk=letter.pk)
    )


def require_role(action: str, report: LetterReport, actor) -> None:
    """:raises NotPermitted: unless the table lets one of the actor's roles take this step."""
    require(permissions.can_handle(actor, report))
    if not set(permissions.desk_roles(actor)) & set(transitions.REPORT[action].who):
        raise NotPermitted(Decision(False, "This step is somebody else's to take."))


def move(action: str, report: LetterReport, *, actor, now: datetime, **fields) -> None:
    """Write the new status and fields, then the event; a decision carries who and when.

    :raises TransitionNotAllowed: when the table has no such step.
    """
    before = report.status
    require_transition(transitions.REPORT, action, before)
    report.status = transitions.REPORT[action].target
    if report.status in DECIDED:
        fields |= {"handled_at": now, "handled_by": actor}
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=["status", *fields])
    record(action, report, actor=actor, now=now, before=before)


def record(action: str, report: LetterReport, *, actor, now: datetime, before: str) -> None:
    LetterReportEvent.objects.create(
        report=report,
        action=action,
        from_status=before,
        to_status=report.status,
        actor=actor,
        at=now,
    )
