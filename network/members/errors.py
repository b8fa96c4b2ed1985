"""Why a verb did not happen."""

from django.core.exceptions import PermissionDenied

from network.members.permissions import Decision


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
