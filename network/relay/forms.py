"""Forms of letters. They clean input and write nothing."""

import uuid
from collections.abc import Iterable

from django import forms

from network.forms import SiteForm
from network.members.forms.screened import StaffWordsMixin
from network.relay import transitions
from network.relay.enums import ReportReason
from network.relay.models.letters import LONGEST
from network.relay.screening import Findings, look_at

LOOKED = "I have looked at what is marked, and nobody can be recognised by it"
NOBODY_AT_RISK = "I have read the advice on urgent help. Nobody is at risk now, or help is there"


class WordsField(forms.CharField):
    """Text with one kind of line ending, so that its length is what the writer counts."""

    def to_python(self, value) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class LetterForm(SiteForm):
    """A letter. When screening finds something, the form comes back with one box to tick for it.

    ``shown`` names what was found when the box was shown: a tick holds for that and for nothing
    that was written later.
    """

    token = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    through = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = WordsField(
        label="Your letter",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="Leave out names, dates of birth, schools, addresses and reference numbers of "
        "young people: no letter needs them.",
        error_messages={
            "required": "Write something before you send it.",
            "max_length": f"Shorten this to {LONGEST:,} characters; it is %(show_value)d now.",
        },
    )
    character_limits = {"text": LONGEST}

    def __init__(self, *args, names: Iterable[str] = (), **kwargs):
        """``names`` are those of the two who write, as they are shown to the writer."""
        super().__init__(*args, **kwargs)
        self.names = tuple(names)
        self.initial.setdefault("token", uuid.uuid4())
        self.findings: Findings | None = None
        if self.is_bound and self.data.get("shown"):
            self.fields["looked"] = forms.BooleanField(label=LOOKED, required=False)

    def clean(self) -> dict:
        """Screen the text. The verb screens it again: this only finds the words to show."""
        cleaned = super().clean()
        if "text" in cleaned:
            self.findings = look_at(cleaned["text"], names=self.names)
            self.show_findings(self.findings)
        return cleaned

    def show_findings(self, findings: Findings) -> None:
        """Say what holds the letter back, if anything does."""
        for span in findings.blocking:
            words = findings.text[span.start : span.end]
            self.add_error("text", f"“{words}”: {span.reason}")
        looked = self.cleaned_data.get("looked") and self.data.get("shown") == findings.digest
        if findings.blocking or not findings.to_look_at or looked:
            return
        self.data = self.data.copy()
        self.data["shown"] = findings.digest
        self.data.pop("looked", None)
        self.fields["looked"] = forms.BooleanField(
            label=NOBODY_AT_RISK if findings.urgent else LOOKED
        )
        self.add_error("looked", self._what_to_do(findings))

    @staticmethod
    def _what_to_do(findings: Findings) -> str:
        if findings.urgent:
            return "Your words suggest that somebody may be at risk. Read the advice above first."
        return "Look at what is marked above. Change it, or tick the box if nobody is named by it."

    @property
    def checked(self) -> str:
        """The digest of what the writer has looked at; empty when there was nothing."""
        return self.cleaned_data["shown"] if self.cleaned_data.get("looked") else ""


class ReadForm(SiteForm):
    """Up to which letter the reader has read."""

    through = forms.UUIDField(widget=forms.HiddenInput)


class LetterSettingsForm(SiteForm):
    takes_letters = forms.TypedChoiceField(
        label="May members write to you?",
        choices=[
            ("yes", "Yes, members who can see my profile may write to me"),
            ("no", "No, I take no letters"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="Nobody sees your e-mail address, whatever you choose. Without letters you "
        "cannot write any either, since nobody could answer you.",
    )


class ReportForm(SiteForm):
    """Why a letter is reported; of one's own letter only that it says who a child is."""

    reason = forms.ChoiceField(
        label="What is wrong with it?", choices=ReportReason.choices, widget=forms.RadioSelect
    )
    text = WordsField(
        label="Anything that helps us to understand",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only those who decide read this. Leave out names of young people here too.",
    )
    character_limits = {"text": 1000}

    def __init__(self, *args, own: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if own:
            self.fields["reason"].choices = [
                (ReportReason.IDENTIFIES_A_CHILD, ReportReason.IDENTIFIES_A_CHILD.label)
            ]
            self.initial["reason"] = ReportReason.IDENTIFIES_A_CHILD


# label, hint, whether it must be filled in
WORDS = {
    "dismiss": (
        "What do you say to the person who reported it?",
        "They read this after signing in. The writer learns nothing of the report.",
        True,
    ),
    "remove": (
        "Why is it removed?",
        "The writer of the letter reads this after signing in. Do not say who reported it.",
        True,
    ),
    "suspend": (
        "Why is the membership suspended?",
        "The member reads this after signing in. Do not say who reported the letter.",
        True,
    ),
    "give_to_lead": ("Note for the safeguarding lead", "The letter is hidden at once.", False),
    "give_to_coordinators": (
        "Note for the coordinators",
        "The letter stays hidden until they have decided.",
        False,
    ),
}


class ReportStepForm(StaffWordsMixin, SiteForm):
    """The words to one step. Field ids carry the step, since several forms share a page.

    ``names`` are those who may be named in them.
    """

    staff_words = "words"

    words = WordsField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, action: str, names: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, auto_id=f"id_{action}_%s", **kwargs)
        self.action, self.names = action, names
        label, hint, required = WORDS[action]
        field = self.fields["words"]
        field.label, field.help_text, field.required = label, hint, required
        field.error_messages["required"] = "Write a sentence or two."

    @property
    def title(self) -> str:
        return transitions.REPORT[self.action].label

    @property
    def is_final(self) -> bool:
        """Whether the button should look like a step that takes something away."""
        return self.action in ("remove", "suspend")
