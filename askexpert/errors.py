"""Why a verb did not happen."""

from django.core.exceptions import PermissionDenied

from askexpert.permissions import Decision


class NotPermitted(PermissionDenied):
    """The person may not do this; ``reason`` says why in words to show."""

    def __init__(self, decision: Decision) -> None:
        self.reason = decision.reason
        super().__init__(decision.reason)


class TransitionNotAllowed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """The table has no such step from where the row stands; somebody else was faster."""

    def __init__(self, action: str, status: str) -> None:
        self.action, self.status = action, status
        super().__init__(f"{action} is not possible from {status}")


class StaleForm(TransitionNotAllowed):
    """The form was made before somebody else's step."""


class TextHeldBack(Exception):  # noqa: N818
    """Screening found something in the text that must be changed or justified first.

    ``blocking`` and ``unjustified`` are lists of spans.
    """

    def __init__(self, blocking: list, unjustified: list) -> None:
        self.blocking, self.unjustified = blocking, unjustified
        super().__init__("the text holds something that may identify a person")


class ExpertNotEligible(Exception):  # noqa: N818
    """A guard forbids this match; ``reason`` is its code, ``words`` what to show."""

    def __init__(self, reason: str, words: str) -> None:
        self.reason, self.words = reason, words
        super().__init__(words)
