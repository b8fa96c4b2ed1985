from network.complaints.forms.complaining import AgainForm, ComplaintForm
from network.complaints.forms.handling import FORMS, form_for

__all__ = ["FORMS", "AgainForm", "ComplaintForm", "form_for"]
