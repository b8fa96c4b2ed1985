"""Forms whose words must not identify a child."""

import hashlib

from django import forms

from network.members import screening
from network.safeguarding.screening import marked


class StaffWordsMixin:
    """Holds back what identifies a child in the words that staff write to members.

    ``staff_words`` names the field, ``names`` are the people who may be named in it.
    """

    staff_words = ""
    names: tuple[str, ...] = ()

    def clean(self) -> dict:
        cleaned = super().clean()
        written = cleaned.get(self.staff_words, "")
        for words in screening.blocked_phrases(written, names=self.names):
            self.add_error(self.staff_words, f"Take this out: {words}")
        return cleaned


class ScreenedFormMixin:
    """Screens the fields named in ``screened`` when the form arrives.

    What identifies somebody beyond doubt is an error at its field. For each phrase that may, the
    form grows a field that asks why it is safe to keep; it is named after the phrase, so that a
    reason stays with its phrase when the text around it changes.
    """

    screened: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reason_fields: dict[str, str] = {}
        if not self.is_bound:
            return
        for name in self.screened:
            for key, phrase in screening.phrases_to_explain(self._written(name)).items():
                self._ask_for_reason(key, phrase)

    def _written(self, name: str) -> str:
        return self.data.get(self.add_prefix(name), "")[: self.fields[name].max_length * 2]

    def _ask_for_reason(self, key: str, phrase: str) -> None:
        name = f"reason_{hashlib.blake2s(key.encode(), digest_size=6).hexdigest()}"
        self.reason_fields[name] = key
        self.fields[name] = forms.CharField(
            label=f"Why does “{phrase}” identify no child or family?",
            help_text="A few words for the coordinator. Or change what you wrote.",
            max_length=300,
            error_messages={"required": f"Say why “{phrase}” is safe to keep, or change it above."},
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in self.screened:
            for words in screening.blocked_phrases(cleaned.get(name, "")):
                self.add_error(name, words)
        return cleaned

    def reasons(self) -> list[forms.BoundField]:
        """The fields that ask for reasons, for the page."""
        return [self[name] for name in self.reason_fields]

    def marks(self) -> list[dict]:
        """What was marked, as segments for the page; empty when nothing was."""
        if not self.is_bound:
            return []
        texts = [self._written(name) for name in self.screened]
        texts = [marked(text, screening.screen(text)) for text in texts]
        return [{"segments": segments} for segments in texts if segments]

    def kept_phrases(self) -> list[dict]:
        """The phrases that stay, each with its kind and the writer's reason."""
        kept = []
        for name, key in self.reason_fields.items():
            kind, _, phrase = key.partition(":")
            kept.append({"type": kind, "phrase": phrase, "why": self.cleaned_data[name]})
        return kept
