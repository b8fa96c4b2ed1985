"""The forms of one question's page at the desk: one per step that needs words or choices."""

from django.urls import reverse

from askexpert import transitions
from askexpert.forms_desk import ApproveForm, DuplicateForm, QuarantineForm, ReleaseForm, WordsForm
from askexpert.models import Answer, CannedText, Question

SECTIONS = ("request_changes", "return_to_asker", "mark_duplicate", "decline", "quarantine")
BUTTONS = ("return_to_queue", "mark_unmatched", "widen")
STEPS = (*SECTIONS, *BUTTONS, "approve", "invite", "release_answer", "return_answer")
CANNED_FOR = {
    "request_changes": "changes_requested",
    "return_to_asker": "changes_requested",
    "decline": "declined",
    "mark_duplicate": "duplicate",
    "return_answer": "returned",
}
WORDS = {
    "request_changes": (
        "What should be changed, and why?",
        "The asker reads this. Say what to do instead.",
    ),
    "return_to_asker": (
        "What should be changed, and why?",
        "The asker reads this. Say what to do instead.",
    ),
    "decline": (
        "Why can the network not answer this, and where should they go instead?",
        "The asker reads this.",
    ),
    "return_answer": ("What should the expert change?", "The expert reads this."),
}


def words_form(action: str, data=None, initial: str = "") -> WordsForm:
    label, help_text = WORDS[action]
    return WordsForm(
        data, label=label, help_text=help_text, prefix=action, initial={"words": initial}
    )


def duplicate_form(shown: Question, data=None, initial: str = "") -> DuplicateForm:
    return DuplicateForm(
        data,
        label="A few words for the asker",
        help_text="They see the page's address beside it, and can say that they still need help.",
        asker=shown.asker,
        prefix="mark_duplicate",
        initial={"words": initial},
    )


def urls_of(shown: Question) -> dict[str, str]:
    """The address of each step of this question."""
    return {step: reverse(f"askexpert_desk:{step}", args=[shown.public_id]) for step in STEPS}


def canned_texts() -> dict[str, list[CannedText]]:
    """The texts to start from, by the step that they are for: one query."""
    by_purpose: dict[str, list[CannedText]] = {}
    for text in CannedText.objects.all():
        by_purpose.setdefault(text.purpose, []).append(text)
    return {action: by_purpose.get(purpose, []) for action, purpose in CANNED_FOR.items()}


def forms_for(
    shown: Question, actions: list[str], answer: Answer | None, *, canned: dict, chosen: str
) -> dict:
    """A form for each of ``actions`` that needs words or choices.

    ``chosen`` is ``action:pk`` of a text to start from, as the page's links say it; what does not
    name one is ignored.
    """

    def start(action: str) -> str:
        texts = {f"{action}:{text.pk}": text.body for text in canned.get(action, [])}
        return texts.get(chosen, "")

    made = {
        "approve": lambda: ApproveForm(
            initial={
                "topics": shown.topics.all(),
                "contexts": shown.contexts.all(),
                "nation": shown.nation_id,
            },
            prefix="approve",
        ),
        "mark_duplicate": lambda: duplicate_form(shown, initial=start("mark_duplicate")),
        "quarantine": lambda: QuarantineForm(prefix="quarantine"),
        "release_answer": lambda: ReleaseForm(
            initial={"text": answer.text if answer else ""}, prefix="release_answer"
        ),
    }
    forms = {}
    for action in dict.fromkeys(actions):
        if action in made:
            forms[action] = made[action]()
        elif action in WORDS:
            forms[action] = words_form(action, initial=start(action))
    return forms


def sections_of(forms: dict, urls: dict[str, str], canned: dict, chosen: str) -> list[dict]:
    """The steps that need words, each behind its own summary; open where something was begun."""
    return [
        {
            "action": action,
            "label": transitions.QUESTION[action].label,
            "form": forms[action],
            "url": urls[action],
            "danger": action == "quarantine",
            "canned": canned.get(action, []),
            "open": forms[action].is_bound or chosen.startswith(f"{action}:"),
        }
        for action in SECTIONS
        if action in forms
    ]


def buttons_of(actions: list[str], urls: dict[str, str]) -> list[dict]:
    """The steps that need no words: one button each."""
    return [
        {"label": transitions.QUESTION[action].label, "url": urls[action]}
        for action in BUTTONS
        if action in actions
    ]


def words_typed(form) -> list[str]:
    """What somebody wrote into a form that could not be sent: its texts, not its choices."""
    if form is None or not form.is_bound:
        return []
    texts = [form[name].value() for name in ("words", "text") if name in form.fields]
    return [text for text in texts if text and text.strip()]
