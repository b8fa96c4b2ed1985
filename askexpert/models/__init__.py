from askexpert.models.answer import Answer
from askexpert.models.assignment import Assignment
from askexpert.models.availability import ExpertAvailability
from askexpert.models.canned import CannedText
from askexpert.models.event import QuestionEvent
from askexpert.models.pages import AnswerPage, AskIndexPage
from askexpert.models.question import Question

__all__ = [
    "Answer",
    "AnswerPage",
    "AskIndexPage",
    "Assignment",
    "CannedText",
    "ExpertAvailability",
    "Question",
    "QuestionEvent",
]
