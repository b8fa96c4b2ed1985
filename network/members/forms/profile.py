"""What a member says about their work. Forms clean; :mod:`network.members.profiles` writes."""

from django import forms

from network.forms import SiteForm
from network.members.forms.choices import area_choices, organisation_labels
from network.members.models.profile import Visibility
from network.members.profiles import ProfileDetails
from network.taxonomy.models import Area, Context, Nation, Sector


class SuggestingInput(forms.TextInput):
    """A text input that the browser completes from a list; anything else may be written."""

    template_name = "members/suggesting_input.html"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs)
        self.suggestions: list[str] = []

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        context["widget"]["attrs"]["list"] = f"{context['widget']['attrs']['id']}_list"
        return context


class WorkFields(SiteForm):
    """The fields that joining and editing a profile share.

    Six queries to build: sectors, nations, areas, organisations, contexts, and the area again when
    it is cleaned.
    """

    name = forms.CharField(
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
    role_title = forms.CharField(
        label="Your role",
        help_text="As you would say it to a colleague: “detached youth worker”.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    organisation = forms.CharField(
        label="Your organisation",
        help_text=(
            "Begin to write and choose from the list. If it is not there, write its full name: a "
            "coordinator adds it. We use it so that a question never reaches a colleague."
        ),
        max_length=200,
        required=False,
        widget=SuggestingInput,
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
    contexts = forms.ModelMultipleChoiceField(
        label="Where the harm happens that you work on",
        queryset=Context.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices()
        self.organisations = organisation_labels()
        self.fields["organisation"].widget.suggestions = list(self.organisations)

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

    def details(self, **more) -> ProfileDetails:
        """What was said, as plain values. ``more`` are the fields that this form does not ask.

        The organisation is looked for by its words, in any case; words that find nothing are a
        proposal.
        """
        cleaned = self.cleaned_data
        words = " ".join(cleaned["organisation"].split())
        by_words = {label.casefold(): found for label, found in self.organisations.items()}
        organisation = by_words.get(words.casefold())
        return ProfileDetails(
            name=cleaned["name"],
            sectors=list(cleaned["sectors"]),
            role_title=cleaned["role_title"],
            nation=cleaned["nation"],
            area=cleaned["area"],
            organisation=organisation,
            proposed_organisation="" if organisation else words,
            contexts=list(cleaned["contexts"]),
            **more,
        )

    def initial_of(self, details: dict) -> dict:
        """The form's initial values for what :func:`profiles.details_of` gives."""
        organisation = details.get("organisation")
        label = next(
            (label for label, found in self.organisations.items() if found == organisation), ""
        )
        return {
            **details,
            "organisation": label or details.get("proposed_organisation", ""),
            "area": details["area"].pk if details.get("area") else "",
        }


class ProfileForm(WorkFields):
    """Edit one's own profile."""

    statement = forms.CharField(
        label="About your work",
        help_text=(
            "What you do, what you have tried, what people may ask you about. Never write about a "
            "young person here."
        ),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    character_limits = {"statement": 1500}

    def __init__(self, *args, details: dict, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.initial_of(details)
        self.name_visibility = details.get("name_visibility", Visibility.MEMBERS)

    def details(self) -> ProfileDetails:
        return super().details(
            statement=self.cleaned_data["statement"], name_visibility=self.name_visibility
        )


class NameVisibilityForm(SiteForm):
    name_visibility = forms.ChoiceField(
        label="Who may see your name and profile?",
        help_text=(
            "Coordinators always can. Your e-mail address is never shown to anybody on the site."
        ),
        choices=[
            (Visibility.PUBLIC, "Everybody, where I have written something for the public site"),
            (Visibility.MEMBERS, "Members of the network"),
            (
                Visibility.COORDINATORS,
                "Coordinators only: I do not appear in the directory of members",
            ),
        ],
        widget=forms.RadioSelect,
    )
