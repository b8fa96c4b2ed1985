"""Who may do what with a complaint, each with a reason to show."""

from network.complaints.models import Complaint
from network.members.roles import has_desk_access
from network.workflows import Decision, decide


def can_handle(user, complaint: Complaint) -> Decision:
    """Coordinators and safeguarding leads; never one's own; about the team only leads."""
    if not has_desk_access(user):
        return Decision(False, "Only coordinators and safeguarding leads look after complaints.")
    return decide(
        Complaint.objects.for_desk(user).filter(pk=complaint.pk).exists(),
        "Somebody who has nothing to do with it looks after this complaint.",
    )
