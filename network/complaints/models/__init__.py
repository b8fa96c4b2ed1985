from network.complaints.models.complaint import Complaint
from network.complaints.models.event import ComplaintEvent

__all__ = ["Complaint", "ComplaintEvent"]
