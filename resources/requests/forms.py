"""Forms of requests to the library. They clean input and write nothing."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone

from network.forms import SiteForm
from network.members.forms.choices import area_choices
from network.members.forms.screened import StaffWordsMixin
from network.plain_lines import has_letter_or_digit
from network.taxonomy.models import Area
from resources.enums import WantedFormat

LONGEST_REASON = 1000
LONGEST_ANSWER = 500
USUAL_GRANT = timedelta(days=90)
LONGEST_GRANT = timedelta(days=365)


class AccessForm(StaffWordsMixin, SiteForm):
    """What the files are needed for. Who asks is the account and is not typed."""

    staff_words = "reason"
    character_limits = {"reason": LONGEST_REASON}

    reason = forms.CharField(
        label="What do you need the files for?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A sentence or two about your work. Leave out what could identify a child, a "
        "family or a case.",
        error_messages={"required": "Say in a sentence what you need them for."},
    )

    def __init__(self, *args, names: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names = names


class StepForm(StaffWordsMixin, SiteForm):
    """Words to one step at the desk. Field ids carry the step: several forms share a page."""

    staff_words = "answer"

    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They read this after signing in. It is in no e-mail.",
        error_messages={"required": "Write a sentence."},
    )

    def __init__(
        self, *args, action: str, title: str, names: tuple[str, ...] = (), required=True, **kwargs
    ) -> None:
        super().__init__(*args, auto_id=f"id_{action}_%s", **kwargs)
        self.action, self.title, self.names = action, title, names
        self.fields["answer"].required = required
        self.fields["answer"].label = "Your reason" if required else "Anything to say with it"


class GrantForm(StepForm):
    """Until when the files are given, to the end of that day."""

    until = forms.DateField(
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="To the end of this day. They can ask again after it.",
    )
    field_order = ["until", "answer"]

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("until", today + USUAL_GRANT)

    def clean_until(self) -> datetime:
        """The last second of the day.

        :raises ValidationError: for a day that is over, or more than a year ahead.
        """
        day = self.cleaned_data["until"]
        if not self.today <= day <= self.today + LONGEST_GRANT:
            raise forms.ValidationError("Choose a day from today on, within a year.")
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class FormatForm(StaffWordsMixin, SiteForm):
    """Which file, in which format. A visitor gives an address to be answered at."""

    staff_words = "note"
    character_limits = {"note": LONGEST_ANSWER}

    document = forms.TypedChoiceField(label="Which file?", coerce=int, widget=forms.RadioSelect)
    wanted = forms.ChoiceField(
        label="What would help?", choices=WantedFormat.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label="Anything that we should know",
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as the size of letters or the program you use. You need not say why.",
    )
    contact = forms.EmailField(
        label="Where should we answer?",
        help_text="An editor writes to this address; the site itself sends nothing to it.",
        error_messages={"required": "Without an address we cannot send you anything."},
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, files: list[tuple[int, str]], is_visitor: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = files
        if len(files) == 1:
            self.initial.setdefault("document", files[0][0])
        if not is_visitor:
            del self.fields["contact"]

    def clean(self) -> dict:
        cleaned = super().clean()
        is_untold = "note" in cleaned and not has_letter_or_digit(cleaned["note"])
        if cleaned.get("wanted") == WantedFormat.OTHER and is_untold:
            self.add_error("note", "Tell us in a few words what would help, so we can make it.")
        return cleaned

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Empty this field and send the form again.")
        return ""


class AdaptationForm(StaffWordsMixin, SiteForm):
    """What was changed, and for which area."""

    staff_words = "what_changed"
    character_limits = {"what_changed": LONGEST_REASON}

    area = forms.ChoiceField(
        label="For which area?",
        help_text="The local authority or partnership area that uses it.",
    )
    what_changed = forms.CharField(
        label="What did you change?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="So that others can learn from it: which parts, and why. Everybody who may open "
        "this resource can read it. Leave out what could identify a child, a family or a case.",
        error_messages={"required": "Say in a sentence or two what you changed."},
    )

    def __init__(self, *args, names: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        self.fields["area"].choices = [("", "Choose an area"), *area_choices()[1:]]

    def clean_area(self) -> Area:
        try:
            return Area.objects.get(pk=self.cleaned_data["area"])
        except (Area.DoesNotExist, ValueError) as error:
            raise forms.ValidationError("Choose an area of the list.") from error
