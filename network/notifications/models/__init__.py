from network.notifications.models.bounce import Bounce, PausedAddress
from network.notifications.models.message import WAITING, EmailState, Message
from network.notifications.models.preference import EmailPause, Preference

__all__ = [
    "WAITING",
    "Bounce",
    "EmailPause",
    "EmailState",
    "Message",
    "PausedAddress",
    "Preference",
]
