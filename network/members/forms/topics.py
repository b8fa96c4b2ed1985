"""Topics with levels as repeated rows: one form, one error summary, no script."""

from django import forms

from network.forms import SiteForm
from network.members.forms.choices import topic_choices
from network.members.models.profile import ExpertiseLevel
from network.taxonomy.models import Topic


class TopicRowsMixin:
    """Adds ``topic_1``, ``level_1``, ``topic_2`` … to a form; an empty topic is an empty row.

    Two queries: the choices, and the topics chosen when the form is cleaned.
    """

    MOST_ROWS = 20

    def add_topic_rows(self, count: int, levels: dict[Topic, str] | None = None) -> None:
        known = list((levels or {}).items())
        choices = topic_choices()
        self.row_count = min(max(count, len(known)), self.MOST_ROWS)
        for number in range(1, self.row_count + 1):
            topic, level = known[number - 1] if number <= len(known) else (None, None)
            self.fields[f"topic_{number}"] = forms.ChoiceField(
                label=f"Topic {number}",
                choices=choices,
                required=False,
                initial=topic.slug if topic else "",
            )
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=f"How far you are with topic {number}",
                choices=ExpertiseLevel,
                required=False,
                initial=level or ExpertiseLevel.WORKING,
            )

    def topic_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows as pairs of bound fields, for the page."""
        return [
            (self[f"topic_{number}"], self[f"level_{number}"])
            for number in range(1, self.row_count + 1)
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        seen: set[str] = set()
        for number in range(1, self.row_count + 1):
            slug = cleaned.get(f"topic_{number}")
            if slug and slug in seen:
                self.add_error(
                    f"topic_{number}", "You have chosen this topic above. Change or empty one."
                )
            seen.add(slug)
        return cleaned

    def topic_levels(self) -> dict[Topic, str]:
        """The topics chosen, each with its level."""
        levels = {
            self.cleaned_data[f"topic_{number}"]: self.cleaned_data[f"level_{number}"]
            or ExpertiseLevel.WORKING
            for number in range(1, self.row_count + 1)
            if self.cleaned_data.get(f"topic_{number}")
        }
        return {topic: levels[topic.slug] for topic in Topic.objects.filter(slug__in=levels)}


class TopicsForm(TopicRowsMixin, SiteForm):
    """The member's topics and three empty rows; saving gives three more."""

    EMPTY_ROWS = 3

    def __init__(self, *args, levels: dict[Topic, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.add_topic_rows(len(levels) + self.EMPTY_ROWS, levels)
