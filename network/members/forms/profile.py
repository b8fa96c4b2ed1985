"""What members say of their work. Forms clean, :mod:`network.members.profile.writing` writes."""

from django import forms

from network.forms import LineField, SiteForm
from network.members.forms.choices import area_choices
from network.members.forms.organisation import OrganisationField, OrganisationForm
from network.members.profile.names import reason_against, reason_against_pronouns
from network.members.profile.writing import ProfileDetails
from network.taxonomy.models import Area, Nation, Sector
from network.taxonomy.organisations import label_of


class WorkFields(OrganisationForm, SiteForm):
    """The fields that joining and editing a profile share.

    Three queries to build: sectors, nations, areas.
    """

    name = LineField(
        label="Your name",
        help_text="Members see it. You can choose later who else does.",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    sectors = forms.ModelMultipleChoiceField(
        label="Your field of work",
        help_text="Choose all that fit.",
        queryset=Sector.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    role_title = LineField(
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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if reason := reason_against(name):
            raise forms.ValidationError(reason)
        return name

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

    def details(self, **more) -> ProfileDetails:
        """What was said, as plain values. ``more`` are the fields that this form does not ask."""
        cleaned = self.cleaned_data
        return ProfileDetails(
            name=cleaned["name"],
            sectors=list(cleaned["sectors"]),
            role_title=cleaned["role_title"],
            nation=cleaned["nation"],
            area=cleaned["area"],
            **self.workplace(),
            **more,
        )

    def initial_of(self, details: dict) -> dict:
        """The form's initial values for what :func:`profiles.details_of` gives."""
        organisation = details.get("organisation")
        return {
            **details,
            "organisation": label_of(organisation)
            if organisation
            else details.get("proposed_organisation", ""),
            "area": details["area"].pk if details.get("area") else "",
        }


class ProfileForm(WorkFields):
    """Edit one's own name and work. Contexts stand with the topics, on a page of their own."""

    pronouns = LineField(
        label="Your pronouns",
        help_text="As you would like colleagues to use them, such as “she/her” or “they/them”.",
        max_length=40,
        required=False,
    )
    field_order = [
        "name",
        "pronouns",
        "sectors",
        "role_title",
        "organisation",
        "nation",
        "area",
    ]

    def __init__(self, *args, details: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial_of(details)

    def clean_pronouns(self) -> str:
        pronouns = self.cleaned_data["pronouns"]
        if reason := reason_against_pronouns(pronouns):
            raise forms.ValidationError(reason)
        return pronouns

    def details(self) -> ProfileDetails:
        return super().details(pronouns=self.cleaned_data["pronouns"])
