"""Everything that Ask an Expert has stored, to say that a request changed nothing."""

from askexpert.models import Answer, Assignment, ExpertAvailability, Question, QuestionEvent
from network.notifications.models import Message


def stored() -> dict[str, list]:
    """Every row of every private model, and of the outbox."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (Question, Assignment, Answer, QuestionEvent, ExpertAvailability, Message)
    }
