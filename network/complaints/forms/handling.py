"""Forms of the desk, one per action. They clean input and write no status."""

from django import forms

from network.complaints.enums import Outcome
from network.complaints.models import Complaint
from network.complaints.notifications import handlers_of
from network.complaints.transitions import COMPLAINT, NOTES
from network.forms import SiteForm

LONGEST = 5000
HINTS = {
    "acknowledge": "Say who looks after it and what happens next. The complainant reads this.",
    "look_into": "If you like, say what you look at first. The complainant reads this.",
    "answer": "What you found, what you have done, what will be different. The way to the "
    "regulator is added. Never put somebody’s data into it: the reader is known by an e-mail "
    "address only.",
    "write": "How far it is. The complainant reads this.",
    "extend": "Why it takes longer. The complainant reads this.",
    "reopen": "What has to be looked at again. The complainant reads this.",
}


class ActionForm(SiteForm):
    """One action of the desk: its button, and a prefix so that several stand on one page."""

    def __init__(self, *args, complaint: Complaint, action: str, **kwargs) -> None:
        super().__init__(*args, prefix=action, **kwargs)
        self.complaint, self.action = complaint, action
        self.label = NOTES[action] if action in NOTES else COMPLAINT[action].label

    def arguments(self) -> dict:
        """What the verb takes beyond the complaint, the actor and the moment."""
        return self.cleaned_data


class CloseForm(ActionForm):
    """A button only."""


class WordsForm(ActionForm):
    character_limits = {"words": LONGEST}

    words = forms.CharField(
        label="Your words",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a sentence at least: the complainant reads it."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = HINTS[self.action]
        self.fields["words"].required = self.action != "look_into"


class AnswerForm(WordsForm):
    outcome = forms.ChoiceField(label="Outcome", choices=Outcome.choices, widget=forms.RadioSelect)
    field_order = ["outcome", "words"]


class ExtendForm(WordsForm):
    until = forms.DateField(
        label="Answered by",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Give the new date.", "invalid": "Give a date."},
    )
    field_order = ["until", "words"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until <= self.complaint.answer_by.date():
            raise forms.ValidationError("Choose a date after the one that holds now.")
        return until


class AssignForm(ActionForm):
    handler = forms.ModelChoiceField(
        None, label="Who looks after it?", empty_label="Choose somebody"
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = handlers_of(self.complaint)
        self.fields["handler"].initial = self.complaint.handler_id


FORMS = {
    "acknowledge": WordsForm,
    "look_into": WordsForm,
    "answer": AnswerForm,
    "write": WordsForm,
    "extend": ExtendForm,
    "assign": AssignForm,
    "close": CloseForm,
    "reopen": WordsForm,
}


def form_for(complaint: Complaint, action: str, data=None) -> ActionForm:
    """The form of one action.

    :raises KeyError: for an action that the desk does not have.
    """
    return FORMS[action](data, complaint=complaint, action=action)
