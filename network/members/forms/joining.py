"""The applicant's forms: one short one after the first sign-in, a reply, an appeal."""

from django import forms

from network.forms import SiteForm
from network.members.forms.organisation import OrganisationField, OrganisationForm
from network.members.forms.profile import WorkFields
from network.members.forms.screened import ScreenedFormMixin

NO_CHILD = "Never write anything about a child, a young person or a family here."


class JoinForm(ScreenedFormMixin, WorkFields):
    """Everything that a coordinator needs to decide; the profile asks the rest later."""

    screened = ("why",)

    why = forms.CharField(
        label="Why would you like to join?",
        help_text=f"Two or three sentences. Only coordinators read them. {NO_CHILD}",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    character_limits = {"why": 1000}
    # As the page shows them, so that the error summary is in the same order.
    field_order = ["name", "role_title", "organisation", "sectors", "nation", "area", "why"]


class ReplyForm(ScreenedFormMixin, SiteForm):
    """The applicant's answer to a coordinator's question."""

    screened = ("text",)

    text = forms.CharField(
        label="Your reply",
        help_text=f"Of colleagues write what they do, not their names. {NO_CHILD}",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    character_limits = {"text": 1000}


class AppealForm(ScreenedFormMixin, SiteForm):
    """Why the decision is wrong, for another coordinator."""

    screened = ("text",)

    text = forms.CharField(
        label="What should we look at again?",
        help_text=f"What we have got wrong, or did not know. {NO_CHILD}",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    character_limits = {"text": 1000}


class WorkplaceForm(OrganisationForm, SiteForm):
    """Only the organisation."""

    organisation = OrganisationField(
        label="Your organisation",
        help_text="Its full name. If it is not in our list, a coordinator adds it.",
        required=False,
    )
