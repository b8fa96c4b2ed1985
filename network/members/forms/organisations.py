"""The desk's forms about organisations: decide on a proposal, merge two."""

from django import forms

from network.forms import LineField, SiteForm
from network.members.forms.choices import area_choices
from network.members.forms.organisation import ListedOrganisationField
from network.members.forms.screened import StaffWordsMixin
from network.taxonomy.models import Area, Nation, Organisation
from network.taxonomy.naming import folded


class AddOrganisationForm(SiteForm):
    """Put a proposed organisation into the tree."""

    name = LineField(label="Name in the list", max_length=200)
    kind = LineField(
        label="Kind",
        help_text="Such as “council”, “school” or “charity”.",
        max_length=60,
        required=False,
    )
    parent = ListedOrganisationField(
        label="Belongs to",
        help_text=(
            "The organisation above it, such as the council of a school. Colleagues under the same "
            "top are never matched with each other."
        ),
        required=False,
    )
    nation = forms.ModelChoiceField(
        label="Nation", queryset=Nation.objects.all(), required=False, empty_label="Several"
    )
    area = forms.ChoiceField(label="Area", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="id_add_%s", **kwargs)
        self.fields["area"].choices = area_choices()

    def clean_area(self) -> Area | None:
        value = self.cleaned_data["area"]
        return Area.objects.select_related("nation").get(pk=value) if value else None

    def clean(self) -> dict:
        cleaned = super().clean()
        nation, area = cleaned.get("nation"), cleaned.get("area")
        if nation and area and area.nation_id != nation.pk:
            self.add_error("area", f"{area.name} is in {area.nation.name}. Change one of the two.")
        if area and not nation:
            cleaned["nation"] = area.nation
        if "name" in cleaned and self._is_there(cleaned["name"], area):
            self.add_error(
                "name", "An organisation of this name and area is in the list. Point to it instead."
            )
        return cleaned

    def _is_there(self, name: str, area: Area | None) -> bool:
        return Organisation.objects.filter(key=folded(name), area=area).exists()


class PointToForm(SiteForm):
    """Say which organisation of the list a proposed name means."""

    organisation = ListedOrganisationField(label="It is this one")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="id_point_%s", **kwargs)


class RefuseForm(StaffWordsMixin, SiteForm):
    """Leave a name out of the list."""

    staff_words = "reason"

    reason = forms.CharField(
        label="Why it is not added",
        help_text="Everybody who wrote it reads this after signing in.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="id_refuse_%s", **kwargs)


class MergeForm(SiteForm):
    """Two entries that are one organisation."""

    duplicate = ListedOrganisationField(
        label="The duplicate", help_text="It goes; its name stays findable as another name."
    )
    keep = ListedOrganisationField(
        label="Merge it into", help_text="It stays, with everybody and everything of both."
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        keep, duplicate = cleaned.get("keep"), cleaned.get("duplicate")
        if keep is not None and keep == duplicate:
            self.add_error("keep", "These are one and the same organisation. Choose another.")
        return cleaned
