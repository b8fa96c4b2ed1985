"""Forms of the asker and the expert. They clean input and write no status."""

import hashlib
import uuid

from django import forms

from askexpert.enums import DeclineReason
from askexpert.models import Question
from network.forms import SiteForm, SiteModelForm
from network.members.screening import blocked_phrases
from network.taxonomy.models import Context, Nation, Sector, Topic

YES_NO = [("yes", "Yes, or I am not sure"), ("no", "No")]


class StartForm(SiteForm):
    """Before anything else: is a child at risk now?"""

    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "This page had been open for too long. Please choose once more.",
            "invalid": "This page had been open for too long. Please choose once more.",
        },
    )
    at_risk = forms.ChoiceField(
        label="Is a child or young person at risk of serious harm now, or in the next days?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one, so that nobody in danger waits for us."},
    )

    @staticmethod
    def new_token() -> uuid.UUID:
        return uuid.uuid4()


class QuestionForm(SiteModelForm):
    """The question in the asker's words.

    ``sending`` asks for everything that a coordinator needs; to keep a draft, nothing is needed.
    """

    NEEDED = {
        "title": "Write your question in one line.",
        "text": "Say what is going on, so that somebody can answer.",
        "topics": "Choose at least one topic: it decides who is asked.",
        "nation": "Choose a nation: law and guidance differ.",
    }
    character_limits = {"text": 5000}

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose up to five. They decide who is asked.",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    contexts = forms.ModelMultipleChoiceField(
        Context.objects.all(),
        label="Where does the harm happen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    nation = forms.ModelChoiceField(
        Nation.objects.all(),
        label="Whose law and guidance apply?",
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    sector_wanted = forms.ModelChoiceField(
        Sector.objects.all(),
        label="Whose view would help most?",
        required=False,
        empty_label="Anybody who knows the subject",
    )
    is_anonymous = forms.TypedChoiceField(
        label="May the person who answers see who you are?",
        choices=[
            ("yes", "No, keep me anonymous"),
            ("no", "Yes, show my name and organisation"),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text="The coordinator who reads your question first always sees your name. What you "
        "choose here stays as it is once you have sent the question.",
    )

    class Meta:
        model = Question
        fields = [
            "title",
            "text",
            "topics",
            "contexts",
            "nation",
            "sector_wanted",
            "is_anonymous",
        ]
        labels = {"title": "Your question in one line", "text": "What is going on?"}
        help_texts = {
            "title": "Such as: “How do we assess a group of friends and not only each of them?”",
            "text": "What you see, what you have tried, what you would like to know. Leave out "
            "names, dates of birth, schools, addresses and reference numbers: nobody needs them "
            "to answer.",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 12})}
        error_messages = {
            "title": {"max_length": "Shorten this to 150 characters; it is %(show_value)d now."},
            "text": {"max_length": "Shorten this to 5,000 characters; it is %(show_value)d now."},
        }

    def __init__(self, *args, sending: bool = False, follow_up=None, **kwargs):
        """``follow_up`` is one that came back for a change together with the question."""
        super().__init__(*args, **kwargs)
        if follow_up is not None:
            self.fields["follow_up"] = forms.CharField(
                label="Your follow-up question",
                max_length=3000,
                initial=follow_up.text,
                required=sending or not self.is_bound,
                widget=forms.Textarea(attrs={"rows": 6, "data-character-limit": "3000"}),
                error_messages={
                    "required": "Write what you would still like to know.",
                    "max_length": "Shorten this to 3,000 characters; it is %(show_value)d now.",
                },
            )
        for name, words in self.NEEDED.items():
            self.fields[name].required = sending or not self.is_bound
            self.fields[name].error_messages["required"] = words
        self.initial["is_anonymous"] = "yes" if self.instance.is_anonymous else "no"
        if self.instance.submitted_at is not None:
            del self.fields["is_anonymous"]

    def clean_topics(self):
        topics = self.cleaned_data["topics"]
        if len(topics) > 5:
            raise forms.ValidationError("Choose at most five topics: the ones that matter most.")
        return topics

    @classmethod
    def is_complete(cls, question: Question) -> bool:
        """Whether a saved draft has everything that sending needs."""
        return bool(question.title and question.text and question.nation_id) and (
            question.topics.exists()
        )


class ReasonsForm(SiteForm):
    """One field per warning that the writer keeps: why it identifies nobody.

    A field is named after its phrase and not by its place, so that a reason stays with its phrase
    when the text around it changes.
    """

    def __init__(self, *args, warnings: list[tuple[str, str]] = (), **kwargs):
        """``warnings`` are pairs of a key and the phrase itself."""
        super().__init__(*args, **kwargs)
        self.keys: dict[str, str] = {}
        for key, phrase in warnings:
            name = f"reason_{hashlib.blake2s(key.encode(), digest_size=6).hexdigest()}"
            self.keys[name] = key
            self.fields[name] = forms.CharField(
                label=f"Why does “{phrase}” identify nobody?",
                max_length=300,
                help_text="A few words for the coordinator. Or go back and change it.",
                error_messages={
                    "required": "Say why it is safe to keep, or go back and change it."
                },
            )

    def clean(self) -> dict:
        """A reason is read by others too, so it must not identify anybody itself."""
        cleaned = super().clean()
        for name in self.keys:
            for phrase in blocked_phrases(self.cleaned_data.get(name, "")):
                self.add_error(name, f"Leave this out. {phrase}")
        return cleaned

    @property
    def reasons(self) -> dict[str, str]:
        """Reasons by key, after validation."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}


class HelpedForm(SiteForm):
    helped = forms.TypedChoiceField(
        label="Did the answer help?",
        choices=[("yes", "Yes, this helped"), ("no", "Not really")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label="What came of it?",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A sentence for the person who answered: it is the only thanks they get. No "
        "names, please.",
    )


class AnswerForm(SiteForm):
    character_limits = {"text": 8000}

    text = forms.CharField(
        label="Your answer",
        max_length=8000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="General practice advice, not a decision about a case. Say what you would do "
        "first, what you would watch, and where to read more.",
        error_messages={
            "required": "Write your answer before you send it.",
            "max_length": "Shorten this to 8,000 characters; it is %(show_value)d now.",
        },
    )


class DeclineForm(SiteForm):
    reason = forms.ChoiceField(
        label="Why not this time?",
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        help_text="Saying no is always fine and never counts against you.",
    )
    colleague = forms.CharField(
        label="Do you know somebody who could answer?",
        required=False,
        max_length=200,
        help_text="A name is enough. Only the coordinator reads it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Shorten this to 200 characters; it is %(show_value)d now."},
    )
    note = forms.CharField(
        label="Anything the coordinator should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="You need not say more. Only the coordinator reads this too.",
        error_messages={
            "max_length": "Shorten this to 1,000 characters; it is %(show_value)d now."
        },
    )


class HandBackForm(SiteForm):
    note = forms.CharField(
        label="Anything the coordinator should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="You need not say why. The coordinator can read what you have written so far, "
        "so that it helps whoever is asked next; what would identify somebody is left out of it.",
        error_messages={
            "max_length": "Shorten this to 1,000 characters; it is %(show_value)d now."
        },
    )
