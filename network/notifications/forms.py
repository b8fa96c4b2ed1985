"""The form of somebody's choices about e-mail."""

from datetime import date, timedelta

from django import forms

from network.forms import SiteForm
from network.notifications import preferences
from network.notifications.kinds import Pace

LONGEST_PAUSE = timedelta(days=92)


class ChoicesForm(SiteForm):
    """A pace for each group, and days without e-mail.

    ``save`` writes only what differs from what holds now, so that saving twice changes nothing.
    """

    paused_until = forms.DateField(
        label="No e-mail before",
        required=False,
        help_text="For a holiday or any other rest: the first day on which e-mail comes again. "
        "What gathers until then comes in one summary. Urgent messages and those about your "
        "account still come. Leave empty for no pause.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date, such as 2027-01-04."},
    )

    def __init__(self, *args, user, has_desk: bool, today: date, **kwargs):
        self.user, self.today = user, today
        self.groups = preferences.groups_for(has_desk)
        self.paces = preferences.paces_of(user)
        self.until = preferences.pause_of(user, today)
        initial = {"paused_until": self.until}
        initial.update({group.code: self.paces[group.code] for group in self.groups})
        super().__init__(*args, initial=initial, **kwargs)
        for group in self.groups:
            self.fields[group.code] = forms.ChoiceField(
                label=group.title,
                help_text=group.about,
                choices=[(pace.value, pace.label) for pace in group.paces],
                widget=forms.RadioSelect,
            )
        self.order_fields([*(group.code for group in self.groups), "paused_until"])

    def rows(self) -> list:
        """The bound fields of the groups, in order."""
        return [self[group.code] for group in self.groups]

    def clean_paused_until(self) -> date | None:
        until = self.cleaned_data["paused_until"]
        if until is None:
            return None
        if until <= self.today and until != self.until:
            raise forms.ValidationError("Choose a day after today, or leave this empty.")
        if until - self.today > LONGEST_PAUSE:
            raise forms.ValidationError(
                "Choose a day within the next three months. For longer, turn e-mail off above."
            )
        return until

    def save(self, *, now) -> None:
        for group in self.groups:
            pace = Pace(self.cleaned_data[group.code])
            if pace != self.paces[group.code]:
                preferences.choose(user=self.user, group=group.code, pace=pace, now=now)
        if self.cleaned_data["paused_until"] != self.until:
            preferences.pause(user=self.user, until=self.cleaned_data["paused_until"], now=now)
