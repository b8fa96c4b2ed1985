"""Forms of the coordinators' desk. Words for people are screened by the verbs (``desk_words``)."""

from collections.abc import Mapping
from urllib.parse import urlparse

from django import forms
from wagtail.models import Page

from askexpert.alarms import Alarm
from askexpert.places import FOLLOW_UP, TEXT, TITLE, Place, found, settled
from network.forms import SiteForm
from network.safeguarding.screening import Span
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
    is_anonymous = forms.BooleanField(
        label="I have read every word: nobody can be recognised by it",
        help_text="Neither a child, nor a family, nor who asks without a name.",
        error_messages={
            "required": "Confirm that nobody can be recognised, or ask for a change instead."
        },
    )


class WordsForm(SiteForm):
    """Words for the asker or the expert."""

    words = forms.CharField(
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a few words: they are what the other person reads."},
    )

    def __init__(self, *args, label: str, help_text: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text


class ChangesForm(WordsForm):
    """What to change and why, and which words of the asker's own it is about.

    ``texts`` are those that the asker can still change, by name; ``spans`` what the screening
    finds in them.
    """

    AT_MOST = 20
    NAMES = {TITLE: "in the title", TEXT: "in the question", FOLLOW_UP: "in the follow-up"}

    spans = forms.MultipleChoiceField(
        label="Mark for the asker what the site has found",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phrases = forms.CharField(
        label="The words that it is about",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If you like: one phrase a line, copied from the question. The asker sees them "
        "marked in their own text.",
    )

    def __init__(
        self, *args, texts: Mapping[str, str], spans: Mapping[str, list[Span]], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        self.screened = {
            f"{name}:{span.start}-{span.end}": Place(name, span.start, span.end)
            for name in texts
            for span in spans.get(name, ())
        }
        self.fields["spans"].choices = [
            (key, f"“{place.words_in(texts)}”, {self.NAMES[place.text]}")
            for key, place in self.screened.items()
        ]
        if not self.screened:
            del self.fields["spans"]

    def clean_phrases(self) -> list[Place]:
        lines = [line.strip() for line in self.cleaned_data["phrases"].splitlines()]
        lines = [line for line in dict.fromkeys(lines) if line]
        if len(lines) > self.AT_MOST:
            raise forms.ValidationError(f"Mark at most {self.AT_MOST} phrases.")
        places = {line: found(line, self.texts) for line in lines}
        missing = [
            f"“{line}” is not in the question. Copy it from there, or leave it out."
            for line, where in places.items()
            if not where
        ]
        if missing:
            raise forms.ValidationError(missing)
        return [place for where in places.values() for place in where]

    @property
    def places(self) -> list[Place]:
        """Where the marks stand, in the order of the texts; after validation."""
        ticked = [self.screened[key] for key in self.cleaned_data.get("spans", ())]
        return settled([*ticked, *self.cleaned_data["phrases"]], self.texts)


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
        choices=Alarm.choices,
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
