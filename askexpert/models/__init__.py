from askexpert.models.answer import Answer
from askexpert.models.assignment import Assignment
from askexpert.models.availability import ExpertAvailability
from askexpert.models.canned import CannedText
from askexpert.models.certificate import Certificate
from askexpert.models.decision import DecisionKind, DecisionStatus, JointDecision
from askexpert.models.event import QuestionEvent
from askexpert.models.expert_index import ExpertIndexSnapshot
from askexpert.models.follow_up import FollowUp
from askexpert.models.hold import LegalHold
from askexpert.models.open_question import Offer, OpenQuestion
from askexpert.models.pages import AnswerPage, AskIndexPage
from askexpert.models.publication import Publication, PublicationStatus
from askexpert.models.question import Question
from askexpert.models.ties import DeclaredTie, DoNotMatch

__all__ = [
    "Answer",
    "AnswerPage",
    "AskIndexPage",
    "Assignment",
    "CannedText",
    "Certificate",
    "DecisionKind",
    "DecisionStatus",
    "DeclaredTie",
    "DoNotMatch",
    "ExpertAvailability",
    "ExpertIndexSnapshot",
    "FollowUp",
    "JointDecision",
    "LegalHold",
    "Offer",
    "OpenQuestion",
    "Publication",
    "PublicationStatus",
    "Question",
    "QuestionEvent",
]
