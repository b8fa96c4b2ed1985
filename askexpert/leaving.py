"""What becomes of questions when somebody leaves the network, through the real verbs.

Nothing waits for a person who is gone: what they were answering looks for somebody else, what they
asked is withdrawn or closed, what they coordinated is everybody's again. Only a question that is
with a safeguarding lead stays there: safety comes before tidiness.
"""

from datetime import datetime

from askexpert import notifications as tell
from askexpert import workflow
from askexpert.enums import (
    EDITABLE_BY_ASKER,
    LIVE,
    LIVE_ASSIGNMENT,
    AssignmentStatus,
    DeclineReason,
    QuestionStatus,
)
from askexpert.models import (
    Assignment,
    Certificate,
    DeclaredTie,
    DoNotMatch,
    ExpertAvailability,
    Offer,
    Publication,
    Question,
)
from askexpert.models.publication import PublicationStatus
from askexpert.workflow.published import end_publications_of

UNANSWERED = tuple(
    status for status in LIVE if status not in (QuestionStatus.QUARANTINED, QuestionStatus.ANSWERED)
)


def part_with_questions(user, now: datetime) -> None:
    """Withdraw own questions that have no answer yet, close those that have one, keep drafts
    (nobody else ever sees them) until leaving is final, and give up those looked after.

    Whoever was writing is told kindly; every coordinator who may hears of a question that has
    none any more.
    """
    own = Question.objects.filter(asker=user).order_by("pk")
    for question in own.filter(status__in=UNANSWERED):
        workflow.withdraw(question=question, actor=user, now=now)
    for question in own.filter(status=QuestionStatus.ANSWERED):
        workflow.close(question=question, actor=None, now=now, helped=None)
    for question in Question.objects.filter(coordinator=user, status__in=LIVE).order_by("pk"):
        question.coordinator = None
        question.save(update_fields=["coordinator"])
        tell.tell_coordinators(
            question,
            "desk_coordinator_left",
            key=f"{question.public_id}:{now.isoformat()}",
            now=now,
        )


def forget_questions(user, now: datetime) -> None:
    """Delete drafts that were never sent; withdraw what a safeguarding lead has given back."""
    for question in Question.objects.filter(asker=user, status__in=EDITABLE_BY_ASKER):
        if not workflow.delete_draft(question=question):
            workflow.withdraw(question=question, actor=user, now=now)


def part_with_assignments(user, now: datetime) -> None:
    """Decline open invitations, hand back what was being written, and take the person's own words
    out of the reasons why they were asked; the countable reasons stay.

    An answer that has been sent stays with the coordinators: they can release it.
    """
    asks = Assignment.objects.filter(expert=user, status__in=LIVE_ASSIGNMENT)
    for assignment in asks.select_related("question").order_by("pk"):
        if assignment.status == AssignmentStatus.INVITED:
            workflow.decline_invitation(
                assignment=assignment, actor=user, now=now, reason=DeclineReason.NO_TIME
            )
        elif assignment.status == AssignmentStatus.ACCEPTED:
            workflow.hand_back(assignment=assignment, actor=user, now=now)
    for assignment in Assignment.objects.filter(expert=user).exclude(reasons=[]):
        assignment.reasons = [
            reason for reason in assignment.reasons if not reason.startswith("passage:")
        ]
        assignment.save(update_fields=["reasons"])


def end_availability(user, now: datetime) -> None:
    """Take back the consent to be asked. Coming back does not give it again."""
    ExpertAvailability.objects.filter(user=user).update(consented_at=None, updated_at=now)


def forget_availability(user, now: datetime) -> None:
    ExpertAvailability.objects.filter(user=user).delete()


def part_with_publications(user, now: datetime) -> None:
    """End what was not published yet, as the asker or as the expert. A page that is published
    stays: it names nobody, and both had agreed. Whoever wants it gone takes the consent back
    first, and is told so."""
    end_publications_of(user, now=now)


def part_with_offers(user, now: datetime) -> None:
    """Take back offers to answer open questions."""
    Offer.objects.filter(member=user, taken_back_at=None).update(taken_back_at=now)


def forget_offers(user, now: datetime) -> None:
    """The words of an offer were only theirs; that there was one is counted."""
    Offer.objects.filter(member=user).update(note="")


def forget_certificates(user, now: datetime) -> None:
    """A certificate holds a name: with it goes the possibility to check it."""
    Certificate.objects.filter(user=user).delete()


def forget_wishes(user, now: datetime) -> None:
    """Whom they would rather not meet, and who would rather not meet them: nobody will."""
    DoNotMatch.objects.filter(user=user).delete()
    DoNotMatch.objects.filter(other=user).delete()


def forget_ties(user, now: datetime) -> None:
    """Ties that they declared, and ties of others to them."""
    DeclaredTie.objects.filter(user=user).delete()
    DeclaredTie.objects.filter(person=user).delete()


def say_of_publications(user) -> list[str]:
    own = Publication.objects.visible_to(user)
    waiting, published = own.open().count(), own.filter(status=PublicationStatus.PUBLISHED).count()
    lines = []
    if waiting:
        what = "text that was to be published", "texts that were to be published"
        lines.append(f"{_counted(waiting, *what)} from words of yours: not published.")
    if published:
        lines.append(
            f"{_counted(published, 'published answer', 'published answers')} made from words of "
            "yours, with nobody’s name: stays, as you agreed. If you would rather not, take your "
            "yes back before you leave, at “Words of mine for everybody”; later you cannot."
        )
    return lines


def say_of_certificates(user) -> list[str]:
    number = Certificate.objects.filter(user=user, revoked_at=None).count()
    if not number:
        return []
    what = _counted(number, "certificate", "certificates")
    return [f"{what} of contribution: can be checked by nobody any more after 14 days."]


def say_of_questions(user) -> list[str]:
    own = Question.objects.filter(asker=user)
    unanswered = own.filter(status__in=UNANSWERED).count()
    drafts = own.filter(status=QuestionStatus.DRAFT).count()
    looked_after = Question.objects.filter(coordinator=user, status__in=LIVE).count()
    lines = []
    if unanswered:
        lines.append(
            f"{_counted(unanswered, 'question of yours has', 'questions of yours have')} no answer "
            "yet: withdrawn, and whoever was working on it is told. Coming back does not bring "
            "this back; you can ask again."
        )
    if own.filter(status=QuestionStatus.QUARANTINED).exists():
        lines.append("A question that a safeguarding lead is looking at stays with them.")
    if drafts:
        lines.append(
            f"{_counted(drafts, 'question', 'questions')} that you have not sent: closed away at "
            "once, deleted after 14 days."
        )
    if looked_after:
        lines.append(
            f"{_counted(looked_after, 'question', 'questions')} that you coordinate: the other "
            "coordinators are told to take over."
        )
    return lines


def say_of_assignments(user) -> list[str]:
    asks = Assignment.objects.filter(expert=user)
    writing = asks.filter(status=AssignmentStatus.ACCEPTED).count()
    invited = asks.filter(status=AssignmentStatus.INVITED).count()
    sent = asks.filter(status=AssignmentStatus.SUBMITTED).count()
    lines = []
    if writing:
        lines.append(
            f"{_counted(writing, 'question', 'questions')} that you are answering will be handed "
            "on to somebody else. The coordinator sees what you have written so far."
        )
    if invited:
        lines.append(
            f"{_counted(invited, 'invitation', 'invitations')} to answer: declined for you, with "
            "no harm to anybody."
        )
    if sent:
        lines.append(
            f"{_counted(sent, 'answer', 'answers')} that you have sent: checked and passed on to "
            "the person who asked, without your name, as always."
        )
    return lines


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
