"""What the access log is narrowed by."""

from datetime import datetime, time

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from network.forms import SiteForm
from network.privacy import access_log

DATE = {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class AccessFilterForm(SiteForm):
    """Who looked, at whose data, of which kind, between which days. Everything is optional."""

    actor = forms.CharField(label="Who looked", required=False, max_length=100)
    subject = forms.CharField(label="At whose data", required=False, max_length=100)
    what = forms.ChoiceField(label="Kind", required=False)
    since = forms.DateField(label="From", required=False, **DATE)
    until = forms.DateField(label="To", required=False, **DATE)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [("", "Every kind"), *access_log.kinds()]

    def narrow(self, records: QuerySet) -> QuerySet:
        """The records that fit. A field that cannot be read narrows nothing; the page says so."""
        chosen = self.cleaned_data
        for name in ("actor", "subject"):
            words = chosen.get(name, "")
            if words:
                fits = _person(name, words)
                records = records.filter(
                    fits | _person("acting_as", words) if name == "actor" else fits
                )
        if chosen.get("what"):
            records = records.filter(what=chosen["what"])
        if chosen.get("since"):
            records = records.filter(at__gte=_moment(chosen["since"], time.min))
        if chosen.get("until"):
            records = records.filter(at__lte=_moment(chosen["until"], time.max))
        return records

    def querystring(self) -> str:
        """The same choice as an address, without empty fields."""
        query = self.data.copy()
        for name in [name for name in query if name not in self.fields or not query[name]]:
            del query[name]
        return query.urlencode()


def _person(name: str, words: str) -> Q:
    return Q(**{f"{name}__name__icontains": words}) | Q(**{f"{name}__email__iexact": words})


def _moment(day, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
