"""Why a coordinator ends what was asked of an expert."""

from django import forms

from askexpert.enums import CancelReason
from network.forms import SiteForm


class CancelForm(SiteForm):
    reason = forms.ChoiceField(
        label="Why?",
        help_text="It is kept with the question. The expert is not told which.",
        choices=CancelReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why: it is kept with the question."},
    )
