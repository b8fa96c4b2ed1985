"""The asker's later forms, and those of an open question. They clean input and write no status."""

from django import forms
from django.db import models

from askexpert.models import FollowUp, Offer, OpenQuestion
from network.forms import SiteForm
from network.taxonomy.models import Sector


class LookFirstForm(SiteForm):
    """A few words, to see what is there already."""

    about = forms.CharField(
        label="What is your question about?",
        max_length=150,
        required=False,
        help_text="A few words. They are not kept.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FollowUpForm(SiteForm):
    """What the asker would like to know about their answer. ``number`` is the round it is for."""

    character_limits = {"text": 3000}

    number = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=FollowUp.MAX_ROUNDS
    )
    text = forms.CharField(
        label="What would you still like to know?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="As before: no names, dates of birth, schools, addresses or reference numbers.",
        error_messages={
            "required": "Write what you would still like to know.",
            "max_length": "Shorten this to 3,000 characters; it is %(show_value)d now.",
        },
    )


class NextStep(models.TextChoices):
    WIDEN = "widen", "Look again, more widely: people whose match is a little weaker"
    PEERS = "peers", "Ask people of one sector: they read a short version and can offer to answer"
    OPEN = "open", "Ask all members: the same, for everybody in the network"
    WITHDRAW = "withdraw", "Withdraw the question: nobody goes on with it"


class NextStepForm(SiteForm):
    """What should happen to a question for which nobody was found."""

    step = forms.ChoiceField(
        label="What would you like to happen next?",
        choices=NextStep.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen next."},
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label="Which sector, if you ask people of one sector?",
        required=False,
        empty_label="Choose a sector",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("step") == NextStep.PEERS and not cleaned.get("sector"):
            self.add_error("sector", "Choose whose view you would like.")
        return cleaned


class OpenForm(SiteForm):
    """The version of a question that members read."""

    character_limits = {"text": 1500}

    title = forms.CharField(
        label="The question in one line",
        max_length=OpenQuestion._meta.get_field("title").max_length,
        error_messages={"required": "Write the question in one line."},
    )
    text = forms.CharField(
        label="What members need to know to answer",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="In your own words. No place, no date, no age, no event that somebody could "
        "recognise. Colleagues of the person who asked may read it too.",
        error_messages={
            "required": "Write what members need to know.",
            "max_length": "Shorten this to 1,500 characters; it is %(show_value)d now.",
        },
    )


class InviteOfferForm(SiteForm):
    """Which offer a coordinator takes up."""

    offer = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def number(self) -> int:
        """The offer's number; 0, which is nobody's, when none was sent."""
        return self.cleaned_data["offer"] if self.is_valid() else 0


class OfferForm(SiteForm):
    """A member would answer. ``ask_consent`` for somebody who has not yet agreed to be asked."""

    note = forms.CharField(
        label="What do you bring to it?",
        required=False,
        max_length=Offer._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A sentence for the coordinator, who alone reads it.",
        error_messages={"max_length": "Shorten this to 500 characters; it is %(show_value)d now."},
    )
    willing = forms.BooleanField(
        label="I am willing to be asked to answer questions, one at a time",
        help_text="You can change how much you are asked, or stop it, on your own pages.",
        error_messages={
            "required": "Say that you are willing to be asked, or leave the offer to others."
        },
    )

    def __init__(self, *args, ask_consent: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not ask_consent:
            del self.fields["willing"]
