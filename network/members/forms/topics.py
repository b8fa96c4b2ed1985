"""Topics with levels: the whole list, in groups. No script."""

from django import forms

from network.forms import SiteForm
from network.members.models.profile import ExpertiseLevel
from network.taxonomy.models import Context, Topic


class TopicsForm(SiteForm):
    """One short list per topic: not mine, or how far I am. And the contexts of my work.

    The topics come in groups by their first letter, the member's own first, so that a phone shows
    a few lines and not the whole list. Three queries: topics, contexts, and these when cleaned.
    """

    LETTERS = ("A–C", "D–H", "I–O", "P–S", "T–Z")
    OWN = "Your topics"

    contexts = forms.ModelMultipleChoiceField(
        label="Where the harm happens that you work on",
        queryset=Context.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, levels: dict[str, str], contexts: list[Context], **kwargs) -> None:
        """``levels`` are the member's levels by the topic's slug."""
        super().__init__(*args, **kwargs)
        self.initial["contexts"] = [context.pk for context in contexts]
        self.levels = levels
        self.topics = {topic.slug: topic for topic in Topic.objects.order_by("name")}
        for slug, topic in self.topics.items():
            self.fields[f"topic-{slug}"] = forms.ChoiceField(
                label=topic.name,
                choices=[("", "Not one of mine"), *ExpertiseLevel.choices],
                required=False,
                initial=levels.get(slug, ""),
            )

    def groups(self) -> list[dict]:
        """``heading``, ``fields`` and ``is_open`` of each group that has topics, for the page."""
        groups: dict[str, list] = {self.OWN: []} | {letters: [] for letters in self.LETTERS}
        for slug, topic in self.topics.items():
            heading = self.OWN if slug in self.levels else self._letters(topic.name)
            groups[heading].append(self[f"topic-{slug}"])
        with_errors = set(self.errors) if self.is_bound else set()
        return [
            {
                "heading": heading,
                "fields": fields,
                "is_open": heading == self.OWN
                or any(field.name in with_errors for field in fields),
            }
            for heading, fields in groups.items()
            if fields
        ]

    def topic_levels(self) -> dict[Topic, str]:
        """The topics chosen, each with its level."""
        return {
            topic: self.cleaned_data[f"topic-{slug}"]
            for slug, topic in self.topics.items()
            if self.cleaned_data[f"topic-{slug}"]
        }

    def _letters(self, name: str) -> str:
        letter = name[:1].upper()
        return next((span for span in self.LETTERS if letter <= span[-1]), self.LETTERS[-1])
