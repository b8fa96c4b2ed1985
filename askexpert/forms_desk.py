"""Forms of the coordinators' desk."""

from urllib.parse import urlparse

from django import forms
from wagtail.models import Page

from network.forms import SiteForm
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


class ReleaseForm(SiteForm):
    character_limits = {"text": 8000}

    text = forms.CharField(
        label="The answer as the asker will read it",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="You may edit it. The expert's own words are kept beside.",
    )
