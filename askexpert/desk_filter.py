"""What the desk's list of questions is narrowed by, and its groups with their numbers.

Everything here works on what the person may see: a number never tells of a question that a
conflict of interest hides. Nothing private is searched, so that nothing private is in an address.
"""

from django import forms
from django.db.models import Count, QuerySet

from askexpert import enums
from askexpert.enums import QuestionStatus
from network.forms import SiteForm
from network.taxonomy.models import Nation, Sector, Topic

Q = QuestionStatus

GROUPS = {
    "": ("Everything open", enums.LIVE),
    "quarantined": ("For a safeguarding lead", (Q.QUARANTINED,)),
    "new": ("New", (Q.SUBMITTED,)),
    "matching": ("Finding an expert", (Q.MATCHING, Q.UNMATCHED)),
    "answering": ("Being answered", (Q.ANSWERING,)),
    "reviewing": ("Answers to check", (Q.REVIEWING,)),
    "waiting": ("With the asker", (Q.CHANGES_REQUESTED, Q.ANSWERED)),
    "ended": ("Ended", enums.ENDED),
}
FOR_LEADS = "quarantined"
ENDED = "ended"


class DeskFilterForm(SiteForm):
    """Nation, topic, the asker's field of work, whose it is, whether it is late, and its number."""

    number = forms.RegexField(
        r"^[0-9a-fA-F-]{1,36}$",
        label="Number",
        required=False,
        max_length=36,
        help_text="Its first characters are enough.",
        error_messages={"invalid": "A number has the digits 0 to 9 and the letters a to f."},
    )
    nation = forms.ModelChoiceField(
        Nation.objects.all(), required=False, empty_label="Every nation", to_field_name="slug"
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), required=False, empty_label="Every topic", to_field_name="slug"
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label="The asker’s sector",
        required=False,
        empty_label="Every sector",
        to_field_name="slug",
    )
    whose = forms.ChoiceField(
        label="Looked after by",
        required=False,
        choices=[("", "Anybody"), ("mine", "Me"), ("nobody", "Nobody yet")],
    )
    late = forms.BooleanField(label="Only what is late", required=False)
    group = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[(key, label) for key, (label, _) in GROUPS.items()],
    )

    def clean_number(self) -> str:
        number = self.cleaned_data["number"]
        if len(number.replace("-", "")) > 32:
            raise forms.ValidationError("That is longer than a number.")
        return number

    @property
    def chosen_group(self) -> str:
        return self.cleaned_data.get("group") or ""

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "group")

    def narrow(self, questions: QuerySet, *, user, now) -> QuerySet:
        """The questions that fit, in any group. A field that cannot be read narrows nothing, and
        the page says so."""
        chosen = self.cleaned_data
        if chosen.get("number"):
            questions = questions.numbered(chosen["number"])
        if chosen.get("nation"):
            questions = questions.filter(nation=chosen["nation"])
        if chosen.get("topic"):
            questions = questions.filter(topics=chosen["topic"])
        if chosen.get("sector"):
            questions = questions.filter(asker_sector=chosen["sector"])
        if chosen.get("whose") == "mine":
            questions = questions.filter(coordinator=user)
        if chosen.get("whose") == "nobody":
            questions = questions.filter(coordinator=None)
        if chosen.get("late"):
            questions = questions.late(now)
        return questions

    def querystring(self, **instead: str) -> str:
        """The same choice as an address, without empty fields; ``instead`` replaces some."""
        query = self.data.copy()
        for name, value in instead.items():
            query[name] = value
        for name in [name for name in query if name not in self.fields or not query[name]]:
            del query[name]
        return query.urlencode()


def group_links(form: DeskFilterForm, questions: QuerySet, *, is_lead: bool) -> list[dict]:
    """The groups as links that keep the rest of the choice, each with its number: one query.

    What has ended is not counted: it only grows, and nobody acts on it.
    """
    live = questions.filter(status__in=enums.LIVE).order_by()
    counts = dict(live.values_list("status").annotate(n=Count("pk", distinct=True)))
    return [
        {
            "label": label,
            "url": f"?{form.querystring(group=key)}",
            "current": key == form.chosen_group,
            "count": None if key == ENDED else sum(counts.get(status, 0) for status in statuses),
        }
        for key, (label, statuses) in GROUPS.items()
        if key != FOR_LEADS or is_lead
    ]
