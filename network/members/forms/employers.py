"""Previous employers of the last 24 months, as repeated rows."""

from datetime import date, timedelta

from django import forms

from network.forms import SiteForm
from network.members.forms.organisation import ListedOrganisationField
from network.taxonomy.models import Organisation
from network.taxonomy.organisations import label_of

# 24 months, with a leap year in them.
KEPT = timedelta(days=731)
NOT_LISTED = (
    "Choose an organisation from the list. If it is not there, nobody in the network works for it "
    "and you need not name it."
)


class PreviousEmployersForm(SiteForm):
    """``employer_1``, ``until_1``, ``employer_2`` …; a row whose employer is empty is left out."""

    EMPTY_ROWS = 2

    def __init__(self, *args, until: dict[Organisation, date], today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = list(until.items())
        self.row_count = len(known) + self.EMPTY_ROWS
        for number in range(1, self.row_count + 1):
            employer, last_day = known[number - 1] if number <= len(known) else (None, None)
            self.fields[f"employer_{number}"] = ListedOrganisationField(
                label=f"Employer {number}",
                required=False,
                initial=label_of(employer) if employer else "",
                error_messages={"unlisted": NOT_LISTED},
            )
            self.fields[f"until_{number}"] = forms.DateField(
                label=f"Last day at employer {number}",
                required=False,
                initial=last_day,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"invalid": "Write a date such as 31/03/2026."},
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [
            (self[f"employer_{number}"], self[f"until_{number}"])
            for number in range(1, self.row_count + 1)
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        self.until: dict[Organisation, date] = {}
        for number in range(1, self.row_count + 1):
            employer = cleaned.get(f"employer_{number}")
            last_day = cleaned.get(f"until_{number}")
            if employer is None and f"employer_{number}" not in self.errors:
                continue
            if last_day is None:
                if f"until_{number}" not in self.errors:
                    self.add_error(f"until_{number}", "Say when you left; roughly is enough.")
            elif last_day > self.today:
                self.add_error(f"until_{number}", "This day has not come yet.")
            elif last_day < self.today - KEPT:
                self.add_error(
                    f"until_{number}", "This is more than 24 months ago, so leave the row empty."
                )
            elif employer is not None:
                self.until[employer] = last_day
        return cleaned
