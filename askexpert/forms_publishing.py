"""Forms of publishing an answer."""

import hashlib
import re
from collections.abc import Iterable

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.text import Truncator

from askexpert.checklist import CHECKS
from askexpert.models import Publication
from askexpert.models.publication import REASONS_TO_REFUSE
from askexpert.rewriting import Hint
from network.forms import SiteForm
from network.privacy.redaction import SHORTEST
from network.taxonomy.models import Context, Nation, Topic

# The long number with or without hyphens, else its first eight characters; standing by itself.
NUMBER = re.compile(
    r"(?<![0-9a-z-])(?P<number>[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{8})"
    r"(?![0-9a-z-])",
    re.IGNORECASE,
)


class RewriteForm(SiteForm):
    """The words for everybody. What is typed is kept, screened or not."""

    character_limits = {
        "title": 150,
        "question_text": 1500,
        "short_answer": 500,
        "answer_text": 8000,
    }

    title = forms.CharField(
        label="Title",
        max_length=150,
        help_text="As somebody else with this question would look for it.",
    )
    question_text = forms.CharField(
        label="The question, said anew",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What many could ask. Round dates to a season, widen places and ages, leave out "
        "what happened to one person.",
    )
    short_answer = forms.CharField(
        label="The answer in two or three sentences",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer_text = forms.CharField(
        label="The answer, said anew",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="An empty line begins a paragraph; lines that begin with a dash become a list.",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    contexts = forms.ModelMultipleChoiceField(
        Context.objects.all(), widget=forms.CheckboxSelectMultiple, required=False
    )
    nation = forms.ModelChoiceField(
        Nation.objects.all(),
        label="Whose law and guidance apply?",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, publication: Publication, **kwargs):
        question = publication.question
        kwargs.setdefault(
            "initial",
            {
                "title": publication.title,
                "question_text": publication.question_text,
                "short_answer": publication.short_answer,
                "answer_text": publication.answer_text,
                "topics": (publication if publication.rewritten_at else question).topics.all(),
                "contexts": (publication if publication.rewritten_at else question).contexts.all(),
                "nation": publication.nation_id or question.nation_id,
                "seen": stamp_of(publication),
            },
        )
        super().__init__(*args, **kwargs)

    def as_typed(self) -> dict:
        """What to keep of a form whether it may be sent or not; call after ``is_valid()``."""
        cleaned = self.cleaned_data
        texts = {
            name: cleaned.get(name, (self.data.get(name) or "")[:limit])
            for name, limit in self.character_limits.items()
        }
        return {
            **texts,
            "topics": cleaned.get("topics", ()),
            "contexts": cleaned.get("contexts", ()),
            "nation": cleaned.get("nation"),
            "seen": seen_in(self.data),
        }


class LookedAtForm(SiteForm):
    """One tick for each phrase that may stay only if its writer has looked at it."""

    def __init__(self, *args, hints: Iterable[Hint] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.keys: dict[str, str] = {}
        self.beside: dict[str, list] = {}
        for hint in hints:
            name = f"seen_{hashlib.blake2s(hint.key.encode(), digest_size=6).hexdigest()}"
            if name in self.keys:
                continue
            self.keys[name] = hint.key
            phrase = Truncator(hint.phrase).words(14)
            self.fields[name] = forms.BooleanField(
                label=f"“{phrase}” can stay: I have looked at it, and it leads to nobody",
                help_text=hint.advice,
                error_messages={"required": f"Change “{phrase}”, or tick that it can stay."},
            )
            self.beside.setdefault(hint.field, []).append(self[name])

    @property
    def confirmed(self) -> set[str]:
        """The keys that are ticked, after validation."""
        return {key for name, key in self.keys.items() if self.cleaned_data.get(name)}


class CheckForm(SiteForm):
    """The stranger's list: yes or no to each question, and a note."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for check in CHECKS:
            self.fields[check.code] = forms.TypedChoiceField(
                label=check.question,
                help_text=check.hint,
                choices=[("no", "No"), ("yes", "Yes, it could")],
                coerce=lambda value: value == "yes",
                widget=forms.RadioSelect,
                error_messages={"required": f"Answer this: {check.question}"},
            )
        self.fields["note"] = forms.CharField(
            label="A note for whoever wrote it",
            required=False,
            max_length=1500,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="What to change, if you send it back. It is kept with the check.",
        )

    @property
    def answers(self) -> dict[str, bool]:
        return {check.code: self.cleaned_data[check.code] for check in CHECKS}


class RefuseForm(SiteForm):
    because = forms.ChoiceField(
        label="Why not?",
        choices=[(reason.value, reason.label) for reason in REASONS_TO_REFUSE],
        widget=forms.RadioSelect,
        help_text="The two people are told that it will not be published.",
    )


class RedactForm(SiteForm):
    """The words to take out, one phrase a line, and why."""

    phrases = forms.CharField(
        label="Words to take out",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One phrase a line; capitals and spaces do not matter. They are kept "
        "encrypted, only until a second person has decided.",
    )
    reason = forms.CharField(
        label="Why do they have to go?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="This stays in the records: say why, never what.",
    )

    def clean_phrases(self) -> list[str]:
        phrases = [line.strip() for line in self.cleaned_data["phrases"].splitlines()]
        phrases = [phrase for phrase in phrases if phrase]
        if any(len(" ".join(phrase.split())) < SHORTEST for phrase in phrases):
            raise forms.ValidationError("Each phrase needs at least three characters.")
        return phrases


class HoldForm(SiteForm):
    """Why words are needed by law."""

    reason = forms.CharField(
        label="Which duty needs the words?",
        max_length=300,
        help_text="Name the duty, never the case: it stays in the records.",
    )


class HoldByNumberForm(HoldForm):
    """For a question that its placer need not read."""

    NO_NUMBER = (
        "Write the number as the desk shows it, such as 4f9a02c7, or copy the address of the "
        "question."
    )

    number = forms.CharField(
        label="Number of the question",
        max_length=300,
        help_text="The eight characters that the desk shows, the long number, or the question’s "
        "address.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": NO_NUMBER},
    )
    field_order = ["number", "reason"]

    def clean_number(self) -> str:
        """At least the eight characters of the short number, wherever in an address they stand."""
        found = NUMBER.search(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(self.NO_NUMBER)
        return found["number"]


def stamp_of(publication: Publication) -> str:
    """What a form carries to say which text was read."""
    return publication.rewritten_at.isoformat() if publication.rewritten_at else ""


def seen_in(data):
    """When the text that a form was made from had been written; ``None`` if the form says none."""
    try:
        return parse_datetime(data.get("seen") or "")
    except ValueError:
        return None
