"""Narrow the directory of members."""

from django import forms

from network.forms import SiteForm
from network.taxonomy.models import Nation, Sector, Topic


class DirectoryFilterForm(SiteForm):
    """Three lists, sent by GET; a value that is not in a list is taken as "all"."""

    sector = forms.ModelChoiceField(
        label="Field of work",
        queryset=Sector.objects.all(),
        to_field_name="slug",
        empty_label="All fields",
        required=False,
    )
    nation = forms.ModelChoiceField(
        label="Nation",
        queryset=Nation.objects.all(),
        to_field_name="slug",
        empty_label="All nations",
        required=False,
    )
    topic = forms.ModelChoiceField(
        label="Topic",
        queryset=Topic.objects.order_by("name"),
        to_field_name="slug",
        empty_label="All topics",
        required=False,
    )

    def chosen(self) -> dict:
        """The valid choices only: ``{"sector": Sector, …}``."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
