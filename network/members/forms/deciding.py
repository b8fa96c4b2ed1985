"""The desk's forms about a membership: one per verb, each with a reason in words."""

from django import forms

from network.forms import SiteForm
from network.members.forms.screened import StaffWordsMixin
from network.members.transitions import MEMBERSHIP

# label, hint, whether it must be filled in
REASONS = {
    "approve": (
        "Note for your colleagues",
        "Kept with the application. Whoever it is about finds it in the copy of their data.",
        False,
    ),
    "ask": (
        "What would you like to know?",
        "The applicant reads this after signing in. Do not ask for anybody's name: their reply may "
        "hold none, so ask what somebody does instead.",
        True,
    ),
    "decline": (
        "Why, and where else they may turn",
        "The applicant reads this after signing in.",
        True,
    ),
    "uphold": (
        "Why the decision stands",
        "They read this after signing in. It is final: there is no second appeal.",
        True,
    ),
    "suspend": (
        "Why",
        "The member reads this after signing in. Do not say who has complained of them.",
        True,
    ),
    "reinstate": ("Note for your colleagues", "Kept with the membership; optional.", False),
}


class DecisionForm(StaffWordsMixin, SiteForm):
    """The reason for one verb. Field ids carry the verb, since several forms share a page.

    ``names`` are those of the member and of the coordinator.
    """

    staff_words = "reason"

    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, action: str, names: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, auto_id=f"id_{action}_%s", **kwargs)
        self.action, self.names = action, names
        label, hint, required = REASONS[action]
        field = self.fields["reason"]
        field.label, field.help_text, field.required = label, hint, required
        field.error_messages["required"] = "Write a sentence or two."

    @property
    def title(self) -> str:
        return MEMBERSHIP[self.action].label

    @property
    def is_final(self) -> bool:
        """Whether the button should look like a step that closes a door."""
        return self.action in ("decline", "suspend", "uphold")
