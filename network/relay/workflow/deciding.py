"""The verbs of the desk: what becomes of a letter that was reported.

Each holds back (``TextHeldBack``) words that identify somebody who may not be named in them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from network.members import workflow as membership_workflow
from network.members.models import Membership
from network.members.screening import hold_back
from network.relay import notifications as tell
from network.relay.enums import LetterStatus, ReportReason
from network.relay.models import LetterReport
from network.relay.screening import nameable
from network.relay.workflow.reporting import hold
from network.relay.workflow.steps import lock, move, require_role
from network.workflows import Decision, NotPermitted


@transaction.atomic
def dismiss(*, report: LetterReport, actor, now: datetime, words: str) -> LetterReport:
    """Nothing is wrong with the letter. The reporter reads ``words``; a hidden letter comes back
    unless another report still hides it."""
    report = lock(report)
    require_role("dismiss", report, actor)
    hold_back(words, names=nameable("dismiss", report, actor))
    move("dismiss", report, actor=actor, now=now, words=words)
    letter = report.letter
    if letter.status == LetterStatus.HELD and not _hidden_by_another(report):
        letter.status = LetterStatus.SENT
        letter.save(update_fields=["status"])
    tell.tell_reporter(report, now=now)
    return report


@transaction.atomic
def remove(*, report: LetterReport, actor, now: datetime, words: str) -> LetterReport:
    """Take the letter away for good. Its author reads ``words``.

    Every open report of the letter is decided with it. What says who a child is is deleted.
    """
    report = lock(report)
    require_role("remove", report, actor)
    hold_back(words, names=nameable("remove", report, actor))
    _take_away("remove", report, actor=actor, now=now, words=words)
    return report


@transaction.atomic
def suspend(*, report: LetterReport, actor, now: datetime, words: str) -> LetterReport:
    """Take the letter away and suspend its author's membership, who reads ``words`` as the reason.

    :raises NotPermitted: when the membership is not one that can be suspended by this person.
    """
    report = lock(report)
    require_role("suspend", report, actor)
    hold_back(words, names=nameable("suspend", report, actor))
    membership = Membership.objects.filter(user=report.letter.author).first()
    if membership is None:
        raise NotPermitted(Decision(False, "The author has no membership. Remove the letter."))
    _take_away("suspend", report, actor=actor, now=now, words=words)
    try:
        membership_workflow.suspend(membership=membership, actor=actor, now=now, reason=words)
    except membership_workflow.TransitionNotAllowed as error:
        raise NotPermitted(
            Decision(False, "The author's membership is not active. Remove the letter instead.")
        ) from error
    return report


@transaction.atomic
def give_to_lead(*, report: LetterReport, actor, now: datetime, words: str = "") -> LetterReport:
    """A coordinator saw that a child may be recognised: hide the letter, tell the leads, who read
    ``words``."""
    report = lock(report)
    require_role("give_to_lead", report, actor)
    hold_back(words, names=nameable("give_to_lead", report, actor))
    move("give_to_lead", report, actor=actor, now=now, is_for_lead=True, note=words)
    if report.letter.status == LetterStatus.SENT:
        hold(report.letter)
    tell.tell_desk(report, now=now)
    return report


@transaction.atomic
def give_to_coordinators(
    *, report: LetterReport, actor, now: datetime, words: str = ""
) -> LetterReport:
    """A lead saw that no child can be recognised, but the letter may break the rules. It stays
    hidden until the coordinators have decided."""
    report = lock(report)
    require_role("give_to_coordinators", report, actor)
    hold_back(words, names=nameable("give_to_coordinators", report, actor))
    move("give_to_coordinators", report, actor=actor, now=now, is_for_lead=False, note=words)
    tell.tell_desk(report, now=now)
    return report


def _hidden_by_another(report: LetterReport) -> bool:
    return (
        LetterReport.objects.open()
        .filter(letter=report.letter)
        .filter(Q(is_for_lead=True) | Q(reason=ReportReason.IDENTIFIES_A_CHILD))
        .exclude(pk=report.pk)
        .exists()
    )


def _take_away(action: str, report: LetterReport, *, actor, now: datetime, words: str) -> None:
    move(action, report, actor=actor, now=now, words=words)
    letter = report.letter
    others = LetterReport.objects.select_for_update().open().filter(letter=letter)
    for other in others.order_by("pk"):
        move(action, other, actor=actor, now=now, words=words)
        tell.tell_reporter(other, now=now)
    letter.status = LetterStatus.REMOVED
    fields = ["status"]
    if letter.reports.filter(is_for_lead=True).exists():
        letter.text = ""
        fields.append("text")
    letter.save(update_fields=fields)
    tell.tell_reporter(report, now=now)
    if report.reporter_id != letter.author_id:
        tell.tell_author(letter, now=now)
