"""One field for "where do you work": found in the list while one writes, or written in full.

Works without JavaScript: what was written is looked up when the form arrives, and when it may mean
several organisations the page asks which one.
"""

from dataclasses import dataclass

from django import forms

from network.plain_lines import has_letter, plain_line
from network.taxonomy.models import Organisation
from network.taxonomy.organisations import LONGEST, find, label_of, search

# The choice "none of these".
AS_WRITTEN = "as-written"


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organisation of the list, or a name that is not in it; both empty for neither."""

    organisation: Organisation | None = None
    proposed: str = ""


class OrganisationInput(forms.TextInput):
    """A text input with a place for organisations to choose from, as ``<name>_pick``.

    The value is the words and the pick. A page that wants suggestions while one writes includes
    htmx; the input asks ``organisation_suggestions``.
    """

    template_name = "members/organisation_input.html"
    # Whether only organisations of the list will do.
    listed = False

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs)
        self.suggestions: list[Organisation] = []

    def value_from_datadict(self, data, files, name) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_pick", "")

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data

    def get_context(self, name, value, attrs) -> dict:
        words, pick = value if isinstance(value, tuple) else (value or "", "")
        context = super().get_context(name, words, attrs)
        attrs_id = context["widget"]["attrs"]["id"]
        context["widget"].update(
            suggestions=self.suggestions,
            pick=pick,
            listed=self.listed,
            found_id=f"{attrs_id}_found",
        )
        return context


class OrganisationField(forms.Field):
    """Cleans to a :class:`Workplace`. Three queries at most.

    An exact name or another name of one organisation is that organisation. Where the words fit
    several, or only resemble names in the list, the person is asked to choose, once.
    """

    widget = OrganisationInput

    def has_changed(self, initial, data) -> bool:
        return (initial or "") != data[0] or bool(data[1])

    def clean(self, value) -> Workplace:
        words = plain_line(value[0] or "")
        self.widget.suggestions = []
        if not words:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return Workplace()
        if len(words) > LONGEST:
            raise forms.ValidationError(f"Write {LONGEST} characters or fewer.")
        if not has_letter(words):
            raise forms.ValidationError("Write its name with at least one letter.", code="letter")
        picked = self._picked(value[1])
        if picked is not None:
            self.widget.suggestions = [picked]
            return Workplace(picked)
        found = find(words)
        if found.organisation is not None:
            return Workplace(found.organisation)
        self.widget.suggestions = found.several or search(words)
        if self.widget.suggestions and value[1] != AS_WRITTEN:
            raise forms.ValidationError(
                "Choose which one you mean, or say that yours is not among them.", code="several"
            )
        return Workplace(proposed=words)

    def _picked(self, pick: str) -> Organisation | None:
        if not pick.isdecimal() or len(pick) > 18:
            return None
        return Organisation.objects.select_related("area", "nation").filter(pk=int(pick)).first()


class ListedOrganisationField(OrganisationField):
    """An organisation that is in the list, or none; anything else is an error."""

    default_error_messages = {"unlisted": "No organisation in the list has this name."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.widget.listed = True

    def clean(self, value) -> Organisation | None:
        chosen = super().clean(value)
        if chosen.proposed:
            raise forms.ValidationError(self.error_messages["unlisted"], code="unlisted")
        return chosen.organisation


def words_for(profile) -> str:
    """The initial value for what a profile says now."""
    organisation = profile.organisation
    return label_of(organisation) if organisation else profile.proposed_organisation


class OrganisationForm(forms.Form):
    """Base for forms whose ``organisation`` is such a field: what it cleaned to, as fields of a
    profile."""

    def workplace(self) -> dict:
        chosen = self.cleaned_data["organisation"]
        return {
            "organisation": chosen.organisation,
            "proposed_organisation": chosen.proposed,
        }
