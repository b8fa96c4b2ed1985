"""Forms of whoever complains. Short: complaining is to be easy."""

import uuid

from django import forms

from network.complaints.enums import Whose
from network.forms import SiteForm

LONGEST = 10_000


class ComplaintForm(SiteForm):
    """Who, about whose data, and what happened; and a trap for automatic letters.

    The trap is labelled: whoever fills it in is told so and then sees it.
    """

    character_limits = {"text": LONGEST}

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Your name", max_length=150)
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="We confirm at once that your complaint has arrived, and reply here.",
        error_messages={"required": "Without an address we cannot reply to you."},
    )
    whose = forms.ChoiceField(
        label="Whose data is it about?",
        choices=Whose.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What happened?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="In your own words: what we did or failed to do, roughly when, and what would "
        "put it right. Please leave out the names of children and young people; we can ask you.",
        error_messages={"required": "Say in a sentence or two what happened."},
    )
    is_about_team = forms.BooleanField(
        label="It is about a member of the network’s team",
        required=False,
        help_text="Then only our safeguarding leads read it.",
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_token(self) -> uuid.UUID:
        return self.cleaned_data["token"] or uuid.uuid4()

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Empty this field and send the form again.")
        return ""

    def details(self) -> dict:
        """What the verb takes."""
        names = ("token", "name", "email", "whose", "text", "is_about_team")
        return {name: self.cleaned_data[name] for name in names}


class AgainForm(SiteForm):
    """Why the answer is not enough."""

    words = forms.CharField(
        label="What has our answer missed?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what we should look at again."},
    )
