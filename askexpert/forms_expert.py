"""Forms of the expert's own pages: ties and certificates. They clean input and write nothing."""

from django import forms

from askexpert.ties import AVOID, TIE
from network.forms import SiteForm
from network.members.forms.organisation import ListedOrganisationField
from network.plain_lines import plain_line
from network.taxonomy.models import Area

ALL_TIME = "all"
MOST_NAMES = 5


class FindPersonForm(SiteForm):
    """Words to look somebody up by, in the directory as it shows itself to the reader."""

    who = forms.CharField(
        label="Find somebody in the directory",
        required=False,
        max_length=100,
        help_text="A name is enough. Only people whom the directory shows you are found.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PersonForm(SiteForm):
    """Which person, and what about them."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(choices=[(AVOID, AVOID), (TIE, TIE)], widget=forms.HiddenInput)


class PlaceForm(SiteForm):
    """An organisation or an area that somebody has a tie to: one of the two, or both."""

    organisation = ListedOrganisationField(
        label="An organisation",
        required=False,
        help_text="Such as one where a partner works, or of which you are a trustee. Everything "
        "that belongs to it counts too.",
    )
    area = forms.CharField(
        label="An area",
        required=False,
        max_length=100,
        help_text="The name of a council’s area, such as the one you live in.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_area(self) -> Area | None:
        """The area of this name: one query, and one more for names that are like it."""
        words = plain_line(self.cleaned_data["area"])
        if not words:
            return None
        area = Area.objects.filter(name__iexact=words).first()
        if area is None:
            like = Area.objects.filter(name__icontains=words).order_by("name")
            names = ", ".join(like.values_list("name", flat=True)[:MOST_NAMES])
            offered = f" There is: {names}." if names else ""
            raise forms.ValidationError(f"No area in the list has this name.{offered}")
        return area

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("organisation") and not cleaned.get("area"):
            raise forms.ValidationError("Choose an organisation or an area.")
        return cleaned


class MoreTimeForm(SiteForm):
    """A few words to the coordinators from somebody whose answer takes longer."""

    note = forms.CharField(
        label="What should the coordinators know?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "data-character-limit": "500"}),
        help_text="Such as: “I am on leave until Thursday; you have it on Monday.” Only the "
        "coordinators read it.",
        error_messages={
            "required": "Say in a few words what you need.",
            "max_length": "Shorten this to 500 characters; it is %(show_value)d now.",
        },
    )


class CertificateForm(SiteForm):
    """The time that a certificate is about: everything so far, or one year with answers."""

    period = forms.ChoiceField(
        label="For which time?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a time."},
    )

    def __init__(self, *args, years: list[tuple[int, int]], **kwargs):
        """``years`` are pairs of a year and its number of answers."""
        super().__init__(*args, **kwargs)
        total = sum(number for _, number in years)
        self.fields["period"].choices = [
            (ALL_TIME, f"Everything so far ({total})"),
            *((str(year), f"{year} ({number})") for year, number in years),
        ]
        self.initial.setdefault("period", ALL_TIME)

    @property
    def year(self) -> int | None:
        """The chosen year; ``None`` for everything."""
        period = self.cleaned_data["period"]
        return None if period == ALL_TIME else int(period)
