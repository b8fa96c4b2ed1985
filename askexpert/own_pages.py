"""Asking and answering, in the navigation of ``/me/``."""

from django.db.models import Q

from askexpert.enums import AssignmentStatus
from askexpert.models import Assignment, Publication
from askexpert.models.publication import PublicationStatus
from network.members.my_pages import OwnPage, register
from network.members.roles import is_researcher, is_verified_member


def invitations_waiting(user) -> str:
    """How many invitations wait for this person's yes or no: one query."""
    number = Assignment.objects.filter(expert=user, status=AssignmentStatus.INVITED).count()
    if not number:
        return ""
    return (
        "One question waits for your yes or no"
        if number == 1
        else f"{number} questions wait for your yes or no"
    )


def consents_wanted(user) -> str:
    """How many times this person's yes or no to publishing is waited for: one query."""
    waiting = Publication.objects.filter(status=PublicationStatus.PROPOSED).filter(
        Q(asker=user, asker_consent_at=None) | Q(expert=user, expert_consent_at=None)
    )
    number = waiting.count()
    if not number:
        return ""
    return "Somebody asks for your yes or no" if number == 1 else f"{number} wait for a yes or no"


register(
    OwnPage(
        "publications",
        "Words of mine for everybody",
        "askexpert_consents:publications",
        "work",
        order=25,
        about="Whether questions and answers of yours may be published, and taking that back.",
        is_for=is_verified_member,
        needs=consents_wanted,
    ),
    OwnPage(
        "questions",
        "My questions",
        "askexpert:mine",
        "work",
        order=10,
        about="What you have asked, and where each question stands.",
        is_for=is_verified_member,
    ),
    OwnPage(
        "invitations",
        "Invitations to answer",
        "askexpert:invitations",
        "work",
        order=20,
        about="Questions that other practitioners would like you to answer.",
        is_for=is_verified_member,
        needs=invitations_waiting,
    ),
    OwnPage(
        "contributions",
        "What I have answered",
        "askexpert:contributions",
        "work",
        order=22,
        about="Your answers, what came of them, and a certificate to show.",
        is_for=is_verified_member,
    ),
    OwnPage(
        "open-questions",
        "Open questions",
        "askexpert:open_questions",
        "work",
        order=25,
        about="Questions that nobody has been found for yet. You can offer to answer.",
        is_for=is_verified_member,
    ),
    OwnPage(
        "availability",
        "How much I am asked",
        "askexpert:availability",
        "work",
        order=30,
        about="Whether you are willing to answer, how much, and pauses.",
        is_for=is_verified_member,
    ),
    OwnPage(
        "reports",
        "Reports of Ask an Expert",
        "askexpert_reports:reports",
        "work",
        order=60,
        about="How long askers wait and whether answers help, in figures.",
        is_for=is_researcher,
    ),
)
