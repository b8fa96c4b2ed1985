"""The forms of one question's page at the desk: one per step that needs words or choices."""

from django.urls import reverse

from askexpert import transitions
from askexpert.conversation import texts_of
from askexpert.forms_desk import (
    ApproveForm,
    ChangesForm,
    DuplicateForm,
    QuarantineForm,
    ReleaseForm,
    WordsForm,
)
from askexpert.models import Answer, CannedText, JointDecision, Question
from askexpert.models.canned import CannedPurpose
from askexpert.models.decision import DecisionKind
from network.forms import SiteForm
from network.safeguarding.screening import screen

SECTIONS = (
    "request_changes",
    "return_to_asker",
    "mark_duplicate",
    "decline",
    "mark_unmatched",
    "quarantine",
    "remove",
)
DANGEROUS = ("quarantine", "remove")
BUTTONS = ("return_to_queue", "widen")
WITH_PLACES = ("request_changes", "return_to_asker")
STEPS = (*SECTIONS, *BUTTONS, "approve", "invite", "release_answer", "return_answer")
OTHER_ADDRESSES = ("take_over_one", "choose_inviting", "mark_seen")
P = CannedPurpose
CANNED_FOR = {
    "request_changes": (P.CHANGES_REQUESTED,),
    "return_to_asker": (P.LEAD_RETURNED, P.CHANGES_REQUESTED),
    "decline": (P.DECLINED,),
    "mark_duplicate": (P.DUPLICATE,),
    "mark_unmatched": (P.UNMATCHED,),
    "return_answer": (P.RETURNED,),
    "agree": (P.REMOVED,),
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
    "mark_unmatched": (
        "What would you like to say to the asker?",
        "They are told in any case that nobody who fits is free, and can choose: look more widely, "
        "ask a peer group, ask all members, or withdraw. You need not add anything.",
    ),
    "return_answer": ("What should the expert change?", "The expert reads this."),
    "remove": (
        "Why must it go?",
        "The second safeguarding lead reads this, and it stays when the words are gone. Say why, "
        "never what the question says.",
    ),
    "agree": (
        "What should the asker read?",
        "General words, nothing from the question. They also get a message that it is removed.",
    ),
}
BUTTON_LABELS = {
    "quarantine": "Tell the safeguarding leads",
    "remove": "Propose to remove it",
}


def words_form(action: str, shown: Question, data=None, initial: str = "") -> WordsForm:
    """The form of a step that writes to somebody."""
    label, help_text = WORDS[action]
    made = {"label": label, "help_text": help_text, "prefix": action, "initial": {"words": initial}}
    if action in WITH_PLACES:
        texts = texts_of(shown)
        spans = {name: screen(text) for name, text in texts.items()}
        return ChangesForm(data, texts=texts, spans=spans, **made)
    form = WordsForm(data, **made)
    form.fields["words"].required = action != "mark_unmatched"
    return form


def decision_form(decision: JointDecision, data=None, *, start: str = ""):
    """What the second person writes when they agree: words for the asker of what is removed, else
    nothing."""
    prefix = f"decision-{decision.pk}"
    if decision.kind != DecisionKind.REMOVE:
        return SiteForm(data, prefix=prefix)
    label, help_text = WORDS["agree"]
    return WordsForm(
        data, label=label, help_text=help_text, prefix=prefix, initial={"words": start}
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
    return {
        step: reverse(f"askexpert_desk:{step}", args=[shown.public_id])
        for step in (*STEPS, *OTHER_ADDRESSES)
    }


def canned_texts(*, is_follow_up: bool = False) -> dict[str, list[CannedText]]:
    """The texts to start from, by the step that they are for: one query.

    The answer to a follow-up is returned with texts of its own, and with those of any answer.
    """
    by_purpose: dict[str, list[CannedText]] = {}
    for text in CannedText.objects.all():
        by_purpose.setdefault(text.purpose, []).append(text)
    purposes = dict(CANNED_FOR)
    if is_follow_up:
        purposes["return_answer"] = (P.FOLLOW_UP, P.RETURNED)
    return {
        action: [text for purpose in fitting for text in by_purpose.get(purpose, [])]
        for action, fitting in purposes.items()
    }


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
            forms[action] = words_form(action, shown, initial=start(action))
    return forms


def sections_of(forms: dict, urls: dict[str, str], canned: dict, chosen: str) -> list[dict]:
    """The steps that need words, each behind its own summary; open where something was begun."""
    return [
        {
            "action": action,
            "label": transitions.QUESTION[action].label,
            "form": forms[action],
            "url": urls[action],
            "button": BUTTON_LABELS.get(action, transitions.QUESTION[action].label),
            "look": "button--danger" if action in DANGEROUS else "button--secondary",
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
    names = [name for name in ("words", "text", "reason", "phrases") if name in form.fields]
    texts = [form[name].value() for name in names]
    return [text for text in texts if text and text.strip()]
