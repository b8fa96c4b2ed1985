"""The forms of one question's page at the desk: one per step that needs words or choices."""

from django.urls import reverse

from askexpert import transitions
from askexpert.forms_desk import ApproveForm, DuplicateForm, QuarantineForm, ReleaseForm, WordsForm
from askexpert.models import Answer, CannedText, JointDecision, Question
from askexpert.models.canned import CannedPurpose
from askexpert.models.decision import DecisionKind
from network.forms import SiteForm

SECTIONS = (
    "request_changes",
    "return_to_asker",
    "mark_duplicate",
    "decline",
    "quarantine",
    "remove",
)
DANGEROUS = ("quarantine", "remove")
BUTTONS = ("return_to_queue", "mark_unmatched", "widen")
STEPS = (*SECTIONS, *BUTTONS, "approve", "invite", "release_answer", "return_answer")
OTHER_ADDRESSES = ("take_over_one", "choose_inviting")
P = CannedPurpose
CANNED_FOR = {
    "request_changes": (P.CHANGES_REQUESTED,),
    "return_to_asker": (P.LEAD_RETURNED, P.CHANGES_REQUESTED),
    "decline": (P.DECLINED,),
    "mark_duplicate": (P.DUPLICATE,),
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


def words_form(action: str, data=None, initial: str = "") -> WordsForm:
    label, help_text = WORDS[action]
    return WordsForm(
        data, label=label, help_text=help_text, prefix=action, initial={"words": initial}
    )


def names_of_asker(question: Question) -> tuple[str, ...]:
    """What would tell an expert who asked: the person, their organisation and area, now and when
    it was sent. Empty when the asker is named to the expert anyway."""
    if not question.is_anonymous:
        return ()
    profile = question.asker.profile
    places = (
        question.asker_organisation,
        question.asker_area,
        profile.organisation,
        profile.area,
    )
    names = [question.asker.name, profile.proposed_organisation, *map(str, filter(None, places))]
    return tuple(dict.fromkeys(name for name in names if name.strip()))


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
    names = [name for name in ("words", "text", "reason") if name in form.fields]
    texts = [form[name].value() for name in names]
    return [text for text in texts if text and text.strip()]
