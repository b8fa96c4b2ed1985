"""What a report is about: a time and a nation."""

from datetime import date

from django import forms

from askexpert.reports import periods
from askexpert.reports.periods import Period
from network.forms import SiteForm
from network.taxonomy.models import Nation


class ReportForm(SiteForm):
    """Fields that a report or its reader does not have are left out. What cannot be read counts as
    not chosen, and the page says so."""

    period = forms.ChoiceField(label="Time", required=False)
    nation = forms.ChoiceField(label="Nation", required=False)

    def __init__(
        self, data, *, today: date, oldest: date, rolling: bool, nations: dict, has_period
    ):
        super().__init__(data)
        self.today, self.oldest, self.rolling, self.nations = today, oldest, rolling, nations
        self.fields["period"].choices = periods.choices(today, oldest, rolling=rolling)
        self.fields["nation"].choices = [("", "Every nation"), *nations.items()]
        if not has_period:
            del self.fields["period"]
        if not nations:
            del self.fields["nation"]
        self.is_valid()

    @classmethod
    def nation_names(cls) -> dict[str, str]:
        return dict(Nation.objects.order_by("sort_order", "name").values_list("slug", "name"))

    @property
    def chosen_period(self) -> Period:
        default = periods.choices(self.today, self.oldest, rolling=self.rolling)[0][0]
        code = self.cleaned_data.get("period") or default
        return periods.period_of(code, self.today, self.oldest, rolling=self.rolling)

    @property
    def nation_slug(self) -> str:
        return self.cleaned_data.get("nation") or ""

    @property
    def where(self) -> str:
        """Such as “ in Wales”, or nothing."""
        return f" in {self.nations[self.nation_slug]}" if self.nation_slug else ""

    def querystring(self) -> str:
        query = self.data.copy()
        for name in [name for name in query if name not in self.fields or not query[name]]:
            del query[name]
        return query.urlencode()
