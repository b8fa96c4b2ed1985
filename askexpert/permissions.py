"""Who may do what with a question, each with a reason to show."""

from datetime import datetime

from askexpert.conversation import follow_up_by
from askexpert.enums import QuestionStatus
from askexpert.models import Assignment, FollowUp, OpenQuestion, Publication, Question
from network.members.roles import (
    is_coordinator,
    is_editor,
    is_safeguarding_lead,
    is_verified_member,
)
from network.workflows import ALLOWED, Decision, decide

NEVER_PUBLISHED = (QuestionStatus.QUARANTINED, QuestionStatus.WITHDRAWN, QuestionStatus.REMOVED)


def can_ask(user) -> Decision:
    return decide(
        is_verified_member(user),
        "Questions are for members of the network whose membership has been approved.",
    )


def can_edit_question(user, question: Question) -> Decision:
    return decide(question.asker_id == user.pk, "Only the person who asked may change it.")


def may_follow_up(question: Question, *, rounds: int, now: datetime) -> Decision:
    """At most two follow-ups, within 20 days of the latest answer."""
    if rounds >= FollowUp.MAX_ROUNDS:
        return Decision(
            False,
            "You have asked two follow-up questions. Please ask a new question: it is welcome.",
        )
    until = follow_up_by(question)
    return decide(
        until is None or now <= until,
        "The time for a follow-up is over. Please ask a new question: it is welcome.",
    )


def can_offer(user, open_question: OpenQuestion) -> Decision:
    """Offer to answer an open question: whoever may read it, and did not ask it."""
    if open_question.question.asker_id == user.pk:
        return Decision(False, "This is your own question.")
    reads = OpenQuestion.objects.visible_to(user).filter(pk=open_question.pk).exists()
    return decide(reads, "This question needs nobody any more. Thank you for offering.")


def has_conflict(user, question: Question) -> bool:
    """Whether a coordinator is too close: same organisation tree, same area, or the asker."""
    return not Question.objects.for_coordinator(user).filter(pk=question.pk).exists()


def can_coordinate(user, question: Question) -> Decision:
    """Triage, invite, review: a coordinator without a conflict of interest."""
    if not is_coordinator(user):
        return Decision(False, "Only coordinators do this.")
    if not has_conflict(user, question):
        return ALLOWED
    if is_put_to(user, question):
        return Decision(False, "You are asked to answer this, so another coordinator does it.")
    return Decision(
        False, "You have a tie to the person who asked, so another coordinator looks after this."
    )


def is_put_to(user, question: Question) -> bool:
    """Whether this person reads the question as an expert: they are asked, or have answered."""
    return question.assignments.readable().filter(expert=user).exists()


def can_quarantine(user, question: Question) -> Decision:
    """Anybody who legitimately reads a sent question, or its open version, may stop it, except the
    asker."""
    reads = (
        Question.objects.visible_to(user).filter(pk=question.pk).exists()
        or OpenQuestion.objects.visible_to(user).filter(question=question.pk).exists()
    )
    return decide(
        reads and question.asker_id != user.pk and question.anonymised_at is None,
        "Only somebody who handles the question does this, as long as its words are kept.",
    )


def can_lead_safeguarding(user, question: Question) -> Decision:
    if not is_safeguarding_lead(user):
        return Decision(False, "Only safeguarding leads do this.")
    return decide(question.asker_id != user.pk, "You asked this question yourself.")


def is_asked(user, assignment: Assignment) -> Decision:
    """Reply to an ask: whoever was asked. Saying no or handing back stays open to somebody whose
    membership is paused or has lapsed, since it helps the asker and shows them nothing."""
    return decide(
        assignment.expert_id == user.pk and user.is_active,
        "Only the expert who was asked does this.",
    )


def can_answer(user, assignment: Assignment) -> Decision:
    """Write: the expert who was asked, as long as their membership is approved."""
    asked = is_asked(user, assignment)
    if not asked:
        return asked
    return decide(
        is_verified_member(user),
        "Answering is for members whose membership is active. Under “My pages” you see where "
        "yours stands.",
    )


def may_be_matched(*, topics: list, nation, is_anonymous: bool) -> Decision:
    """What a coordinator confirms before a question goes to matching."""
    if not topics:
        return Decision(False, "Choose at least one topic: it decides who is found.")
    if nation is None:
        return Decision(False, "Choose a nation: law and guidance differ.")
    return decide(is_anonymous, "Read the words once more: do they let nobody be recognised?")


def can_release(user, question: Question) -> Decision:
    """As coordinating, and never one's own answer (C ≠ E)."""
    if question.assignments.filter(expert=user).exists():
        return Decision(False, "You answered this yourself, so another coordinator releases it.")
    return can_coordinate(user, question)


def can_consent(user, publication: Publication) -> Decision:
    """Each of the two decides for themselves, and for nobody else."""
    own = user.pk in (publication.asker_id, publication.expert_id) and user.is_active
    return decide(own, "Only the people whose words these are agree or refuse.")


def can_publish(user, publication: Publication) -> Decision:
    """Propose, re-write, check: a coordinator without a tie who did not answer it themselves, as
    long as the question behind it is neither stopped nor over before its time."""
    question = publication.question
    if question is None or question.status in NEVER_PUBLISHED:
        return Decision(False, "The question behind this was stopped, withdrawn or has gone.")
    if question.assignments.filter(expert=user).exists():
        return Decision(False, "You answered this yourself, so another coordinator publishes it.")
    return can_coordinate(user, question)


def has_consents(publication: Publication) -> Decision:
    return decide(
        publication.has_both_consents,
        "Both people have to agree before anybody goes on with this.",
    )


def can_keep_answers(user) -> Decision:
    """Look after published pages: editors, who can change every page, and coordinators."""
    return decide(
        is_editor(user) or is_coordinator(user), "Only editors and coordinators look after answers."
    )


def can_redact(user, question: Question) -> Decision:
    """Take words out everywhere, one of two: who works on the question, and is neither its asker
    nor somebody who answered it."""
    if question.asker_id == user.pk or question.assignments.filter(expert=user).exists():
        return Decision(False, "These are your own words, so others decide.")
    works_on_it = Question.objects.for_desk(user).filter(pk=question.pk).exists()
    return decide(works_on_it, "Only those who look after the question decide this.")


def can_hold(user, question: Question) -> Decision:
    """Place or lift a legal hold."""
    return can_lead_safeguarding(user, question)
