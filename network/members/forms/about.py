"""What a member says in their own words, the languages they work in, and links."""

from django import forms
from django.core.exceptions import ValidationError

from network.forms import SiteForm
from network.members.profile.languages import LANGUAGES
from network.members.profile.languages import MOST as MOST_LANGUAGES
from network.members.profile.links import LONGEST, checked_link
from network.members.profile.links import MOST as MOST_LINKS
from network.members.screening import blocked_phrases, phrases_to_explain, screen
from network.safeguarding.screening import marked


class AboutForm(SiteForm):
    """A statement, ``language_1`` …, ``link_1`` …

    The statement is screened like every text: what identifies somebody has to go; what may is
    marked, and stays once the writer has ticked that it identifies nobody.
    """

    statement = forms.CharField(
        label="About your work",
        help_text=(
            "What you do, what you have tried, what people may ask you about. Never write about a "
            "young person here."
        ),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    character_limits = {"statement": 1500}

    def __init__(self, *args, profile, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["statement"] = profile.statement
        self.segments: list[dict] = []
        choices = [("", "None"), *LANGUAGES.items()]
        for number in range(1, MOST_LANGUAGES + 1):
            self.fields[f"language_{number}"] = forms.ChoiceField(
                label=f"Language {number}",
                choices=choices,
                required=False,
                initial=_nth(profile.languages, number),
            )
        for number in range(1, MOST_LINKS + 1):
            self.fields[f"link_{number}"] = forms.CharField(
                label=f"Link {number}",
                max_length=LONGEST,
                required=False,
                initial=_nth(profile.links, number),
                widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
            )
        self.fields["looked"] = forms.BooleanField(
            label="I have looked at what is marked, and it identifies no young person",
            required=False,
        )

    def rows(self, name: str) -> list[forms.BoundField]:
        """The fields ``name_1``, ``name_2`` …"""
        return [self[field] for field in self.fields if field.startswith(f"{name}_")]

    @property
    def language_fields(self) -> list[forms.BoundField]:
        return self.rows("language")

    @property
    def link_fields(self) -> list[forms.BoundField]:
        return self.rows("link")

    @property
    def languages(self) -> list[str]:
        return self._filled("language")

    @property
    def links(self) -> list[str]:
        return self._filled("link")

    def clean(self) -> dict:
        cleaned = super().clean()
        for number in range(1, MOST_LINKS + 1):
            self._clean_link(f"link_{number}")
        self._screen(cleaned.get("statement", ""), looked=cleaned.get("looked", False))
        return cleaned

    def _clean_link(self, name: str) -> None:
        address = self.cleaned_data.get(name)
        if not address:
            return
        try:
            self.cleaned_data[name] = checked_link(address)
        except ValidationError as error:
            self.add_error(name, error)

    def _screen(self, statement: str, *, looked: bool) -> None:
        blocked = blocked_phrases(statement)
        to_explain = phrases_to_explain(statement)
        if not blocked and (looked or not to_explain):
            return
        self.segments = marked(statement, screen(statement))
        if blocked:
            for words in blocked:
                self.add_error("statement", f"Take this out: {words}")
        else:
            self.add_error(
                "looked",
                "Some words in “About your work” may identify somebody. Change them, or tick this "
                "box if they do not.",
            )

    def _filled(self, name: str) -> list[str]:
        values = [self.cleaned_data.get(field.name, "") for field in self.rows(name)]
        return [value for value in values if value]


def _nth(values: list[str], number: int) -> str:
    return values[number - 1] if number <= len(values) else ""
