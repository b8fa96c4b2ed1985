"""Forms of the coordinators' desk."""

import re
from urllib.parse import urlparse

from django import forms
from wagtail.models import Page

from network.forms import SiteForm
from network.members.screening import blocked_phrases
from network.search.findable import findable_pages
from network.taxonomy.models import Context, Nation, Topic


class ApproveForm(SiteForm):
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label="Topics",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one topic: it decides who is found."},
    )
    contexts = forms.ModelMultipleChoiceField(
        Context.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    nation = forms.ModelChoiceField(
        Nation.objects.all(),
        label="Whose law and guidance apply?",
        widget=forms.RadioSelect,
        empty_label=None,
    )


class WordsForm(SiteForm):
    """Words for the asker or the expert, screened like every text.

    ``must_not_name`` are the names by which the reader could tell who asked without a name.
    """

    must_not_name: tuple[str, ...] = ()

    words = forms.CharField(
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a few words: they are what the other person reads."},
    )

    def __init__(self, *args, label: str, help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        held = [f"Leave this out. {phrase}" for phrase in blocked_phrases(words)]
        held += [
            f"Leave out “{name}”: the question was asked without a name."
            for name in self.must_not_name
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
        ]
        if held:
            raise forms.ValidationError(held)
        return words


class DuplicateForm(WordsForm):
    address = forms.CharField(
        label="Address of the page that answers it",
        max_length=300,
        help_text="Such as /resources/building-a-contextual-profile/",
    )
    field_order = ["address", "words"]

    def __init__(self, *args, asker, **kwargs):
        super().__init__(*args, **kwargs)
        self.asker = asker

    def clean_address(self) -> str:
        """Find the page, which the asker must be able to open; it is kept as ``page``."""
        path = urlparse(self.cleaned_data["address"]).path.strip("/")
        slug = path.rsplit("/", 1)[-1]
        self.page: Page | None = None
        if slug:
            for page in findable_pages(self.asker).filter(slug=slug):
                if (page.get_url() or "").strip("/") == path:
                    self.page = page
        if self.page is None:
            raise forms.ValidationError(
                "There is no such page that the person who asked can open. Copy its address from "
                "the browser."
            )
        return self.cleaned_data["address"]


class QuarantineForm(SiteForm):
    label = forms.ChoiceField(
        label="What have you seen?",
        choices=[
            ("identifies", "It could identify a child or somebody else"),
            ("risk", "Somebody may be at risk"),
        ],
        widget=forms.RadioSelect,
    )


class SetAsideForm(SiteForm):
    """Whom to ask although they are of the same area, or of another nation, and why."""

    character_limits = {"reason": 1000}

    expert = forms.UUIDField(
        label="Whom would you ask?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the person whom you would ask.",
            "invalid": "Choose one of the people shown.",
        },
    )
    reason = forms.CharField(
        label="Why this person, although the rule keeps them out?",
        help_text="The second coordinator reads this, and it is kept with the question. Leave out "
        "what the question says.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write why: the second coordinator decides by it."},
    )

    def offer(self, candidates: list) -> None:
        """The people whom the page shows, each as one choice."""
        self.fields["expert"].widget.choices = [
            (str(candidate.user.public_id), str(candidate.user)) for candidate in candidates
        ]


class ReleaseForm(SiteForm):
    character_limits = {"text": 8000}

    text = forms.CharField(
        label="The answer as the asker will read it",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="You may edit it. The expert's own words are kept beside.",
    )
