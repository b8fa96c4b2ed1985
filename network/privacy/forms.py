"""The form with which somebody leaves."""

from django import forms

from network.forms import SiteForm

KEEP, FORMER = "keep", "former"


class LeaveForm(SiteForm):
    """``published`` is how many live pages credit the person; without any, it is not asked."""

    credit = forms.ChoiceField(
        label="What shall stand on what you have published?", widget=forms.RadioSelect
    )
    confirmed = forms.BooleanField(
        label="I have read what happens, and I want to leave",
        error_messages={"required": "Tick the box if you want to leave."},
    )

    def __init__(self, *args, published: int, name: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not published:
            del self.fields["credit"]
            return
        self.fields["credit"].choices = [
            (FORMER, "“Former member” in place of my name"),
            (KEEP, f"My name, as it is printed now ({name})"),
        ]
        self.fields["credit"].help_text = (
            "One published piece names you."
            if published == 1
            else f"{published} published pieces name you."
        )

    @property
    def keeps_credit(self) -> bool:
        """What was chosen; without a choice the name does not stay."""
        return self.cleaned_data.get("credit") == KEEP
