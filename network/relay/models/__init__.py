from network.relay.models.choices import Block, LetterSettings
from network.relay.models.letters import Conversation, Letter
from network.relay.models.report import LetterReport, LetterReportEvent

__all__ = [
    "Block",
    "Conversation",
    "Letter",
    "LetterReport",
    "LetterReportEvent",
    "LetterSettings",
]
