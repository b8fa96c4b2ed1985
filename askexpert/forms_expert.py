"""Forms of the expert's own pages: availability, ties, certificates. They clean input and write
nothing."""

from datetime import date

from django import forms
from django.db.models import Q

from askexpert.models import ExpertAvailability
from askexpert.ties import AVOID, TIE
from network.forms import SiteForm, SiteModelForm
from network.members.forms.organisation import ListedOrganisationField
from network.plain_lines import plain_line
from network.taxonomy.models import Area, Topic

ALL_TIME = "all"
MOST_NAMES = 5
NO_DATE = "Write the date as day, month and year."


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

    def __init__(self, *args, years: list[tuple[int, int]], total: int, **kwargs):
        """``years`` are pairs of a year and its number of questions answered; ``total`` is that of
        all time."""
        super().__init__(*args, **kwargs)
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


class AvailabilityForm(SiteModelForm):
    willing = forms.BooleanField(
        label="I am willing to be asked questions by other practitioners",
        required=False,
        help_text="You can always say no to a question, and change this at any time.",
    )
    avoid_topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label="Topics you would rather not take",
        help_text="Your own topics, and those that are hard to carry. You need not say why, and "
        "nobody is told.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ExpertAvailability
        fields = [
            "willing",
            "capacity",
            "paused_until_date",
            "away_from_date",
            "away_until_date",
            "avoid_topics",
        ]
        labels = {
            "capacity": "How many questions at a time?",
            "paused_until_date": "Pause invitations until",
            "away_from_date": "First day away",
            "away_until_date": "Last day away",
        }
        widgets = {
            "capacity": forms.NumberInput(attrs={"min": 0, "max": 5, "inputmode": "numeric"}),
            "paused_until_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "away_from_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "away_until_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "capacity": "From 0 to 5. Most people choose 1 or 2; with 0 you are not asked.",
            "paused_until_date": "Leave it empty if you need no pause. Questions that you have "
            "agreed to answer stay yours.",
            "away_from_date": "If you know of a leave ahead. Nobody asks you what would have to be "
            "answered in that time; before and after, all is as usual.",
        }
        error_messages = {
            "capacity": {
                "required": "Write a whole number from 0 to 5.",
                "max_value": "Choose a number from 0 to 5.",
                "min_value": "Choose a number from 0 to 5.",
                "invalid": "Write a whole number from 0 to 5.",
            },
            "paused_until_date": {"invalid": NO_DATE},
            "away_from_date": {"invalid": NO_DATE},
            "away_until_date": {"invalid": NO_DATE},
        }

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["willing"] = self.instance.consented_at is not None
        self.fields["avoid_topics"].queryset = Topic.objects.filter(
            Q(is_distressing=True)
            | Q(expertise__profile__user=self.instance.user_id)
            | Q(avoided_by=self.instance.pk)
        ).distinct()

    def clean_paused_until_date(self) -> date | None:
        """A pause lies ahead; one that is over may stay as it was stored."""
        day = self.cleaned_data["paused_until_date"]
        if day and day <= self.today and "paused_until_date" in self.changed_data:
            raise forms.ValidationError("Choose a day after today, or leave it empty.")
        return day

    def clean(self) -> dict:
        """Both days of an absence or neither, in their order, and not over already; one that is
        over may stay as it was stored."""
        cleaned = super().clean()
        first, last = cleaned.get("away_from_date"), cleaned.get("away_until_date")
        if {"away_from_date", "away_until_date"} & self.errors.keys():
            return cleaned
        if first and not last:
            self.add_error("away_until_date", "Choose the last day too, or leave both empty.")
        elif last and not first:
            self.add_error("away_from_date", "Choose the first day too, or leave both empty.")
        elif first and last < first:
            self.add_error("away_until_date", "Choose a last day that is not before the first.")
        elif last and last < self.today and "away_until_date" in self.changed_data:
            self.add_error("away_until_date", "Choose a day that is not over yet.")
        return cleaned
