"""The applicant's forms: one short one after the first sign-in, a reply, an appeal."""

from django import forms

from network.forms import SiteForm
from network.members.forms.choices import area_choices
from network.members.forms.organisation import OrganisationField, OrganisationForm
from network.members.forms.screened import ScreenedFormMixin
from network.members.profiles import ProfileDetails
from network.taxonomy.models import Area, Nation, Sector

NO_CHILD = "Never write anything about a child, a young person or a family here."


class JoinForm(ScreenedFormMixin, OrganisationForm, SiteForm):
    """Everything that a coordinator needs to decide; the profile asks the rest later.

    Three queries to build: sectors, nations, areas.
    """

    screened = ("why",)

    name = forms.CharField(
        label="Your name",
        help_text="Members see it. You can choose later who else does.",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role_title = forms.CharField(
        label="Your role",
        help_text="As you would say it to a colleague: “detached youth worker”.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = OrganisationField(
        label="Your organisation",
        help_text=(
            "Its full name. If it is not in our list, a coordinator adds it. We use it so that a "
            "question never reaches a colleague."
        ),
        required=False,
    )
    sectors = forms.ModelMultipleChoiceField(
        label="Your field of work",
        help_text="Choose all that fit.",
        queryset=Sector.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    nation = forms.ModelChoiceField(
        label="Nation",
        help_text="Law and guidance differ between the four.",
        queryset=Nation.objects.all(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    area = forms.ChoiceField(
        label="Area",
        help_text="The local authority or partnership area where you mostly work.",
        required=False,
    )
    why = forms.CharField(
        label="Why would you like to join?",
        help_text=f"Two or three sentences. Only coordinators read them. {NO_CHILD}",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    character_limits = {"why": 1000}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_area(self) -> Area | None:
        value = self.cleaned_data["area"]
        return Area.objects.select_related("nation").get(pk=value) if value else None

    def clean(self) -> dict:
        cleaned = super().clean()
        nation, area = cleaned.get("nation"), cleaned.get("area")
        if nation and area and area.nation_id != nation.pk:
            self.add_error(
                "area",
                f"{area.name} is in {area.nation.name}, and you chose {nation.name}. "
                "Change one of the two.",
            )
        return cleaned

    def details(self) -> ProfileDetails:
        """What was said, as plain values."""
        cleaned = self.cleaned_data
        return ProfileDetails(
            name=cleaned["name"],
            sectors=list(cleaned["sectors"]),
            role_title=cleaned["role_title"],
            nation=cleaned["nation"],
            area=cleaned["area"],
            **self.workplace(),
        )


class ReplyForm(ScreenedFormMixin, SiteForm):
    """The applicant's answer to a coordinator's question."""

    screened = ("text",)

    text = forms.CharField(
        label="Your reply",
        help_text=NO_CHILD,
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
