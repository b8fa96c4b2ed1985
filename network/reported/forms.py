from django import forms

from network.forms import SiteForm


class ReportForm(SiteForm):
    """What identifies a child; may be left empty, so that nothing stands in the way."""

    character_limits = {"words": 1000}

    words = forms.CharField(
        label="What identifies a child?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Say where it is, such as “slide 4”. Only safeguarding leads read this. Do not "
        "write the name here too.",
    )
    where = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Empty this field and send the form again.")
        return ""


class StepForm(SiteForm):
    """A note with a decision. Field ids carry the step: two forms share the page."""

    note = forms.CharField(
        label="Note for colleagues",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, action: str, title: str, **kwargs) -> None:
        super().__init__(*args, auto_id=f"id_{action}_%s", **kwargs)
        self.action, self.title = action, title
