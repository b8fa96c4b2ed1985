"""The coordinators' side: the list, and one question with everything needed to take a step."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from askexpert import candidates, enums, permissions, transitions
from askexpert.enums import QuestionStatus
from askexpert.forms_desk import (
    ApproveForm,
    DuplicateForm,
    QuarantineForm,
    ReleaseForm,
    WordsForm,
)
from askexpert.history import history_of
from askexpert.models import CannedText, Question
from askexpert.screening import marked
from askexpert.views.lookups import desk_question, desk_required
from network.members.roles import is_coordinator, is_safeguarding_lead

PAGE_SIZE = 25
GROUPS = {
    "new": ("New", (QuestionStatus.SUBMITTED,)),
    "quarantined": ("With a safeguarding lead", (QuestionStatus.QUARANTINED,)),
    "matching": ("Finding an expert", (QuestionStatus.MATCHING, QuestionStatus.UNMATCHED)),
    "answering": ("Being answered", (QuestionStatus.ANSWERING,)),
    "reviewing": ("Answers to check", (QuestionStatus.REVIEWING,)),
    "waiting": (
        "Waiting for the asker",
        (QuestionStatus.CHANGES_REQUESTED, QuestionStatus.ANSWERED),
    ),
    "ended": ("Ended", enums.ENDED),
}


@require_safe
@desk_required
def question_list(request):
    """Questions that this person may work on, by group, oldest first where somebody waits."""
    group = request.GET.get("group", "")
    questions = Question.objects.visible_to(request.user).exclude(asker=request.user).for_list()
    if group in GROUPS:
        questions = questions.filter(status__in=GROUPS[group][1])
    order = "-ended_at" if group == "ended" else "submitted_at"
    page = Paginator(questions.order_by(order, "pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "askexpert/desk/questions.html",
        {
            "page_obj": page,
            "group": group,
            "group_query": f"group={group}" if group in GROUPS else "",
            "group_links": [
                {"label": label, "url": f"?group={key}", "current": key == group}
                for key, (label, _) in GROUPS.items()
            ],
            "now": timezone.now(),
        },
    )


@require_safe
@desk_required
def question(request, public_id):
    return question_page(request, desk_question(request.user, public_id))


def question_page(request, shown: Question, forms: dict | None = None, status: int = 200):
    """The page of one question. ``forms`` holds a form that came back with errors, by action."""
    user = request.user
    who = _roles_on(user, shown)
    actions = [
        action
        for role in who
        for action in transitions.actions_from(transitions.QUESTION, shown.status, role)
    ]
    matching = shown.status == QuestionStatus.MATCHING and transitions.COORDINATOR in who
    answer = _answer_to_show(shown)
    shown_forms = {**_forms(shown, actions, answer), **(forms or {})}
    canned = _canned_texts()
    marks = marked([("title", shown.title), ("text", shown.text)])
    return render(
        request,
        "askexpert/desk/question.html",
        {
            "question": shown,
            "marks": marks,
            "text_is_marked": any(mark["name"] == "text" for mark in marks),
            "history": history_of(shown),
            "assignments": list(shown.assignments.select_related("expert__profile__organisation")),
            "shortlist": candidates.shortlist(shown, now=timezone.now()) if matching else None,
            "actions": actions,
            "labels": {name: row.label for name, row in transitions.QUESTION.items()},
            "urls": _urls(shown),
            "forms": shown_forms,
            "sections": _sections(shown, shown_forms, canned),
            "buttons": _buttons(shown, actions),
            "canned": canned,
            "answer": answer,
            "answer_marks": marked([("answer", answer.text)]) if answer else [],
            "may_release": permissions.can_release(user, shown),
            "now": timezone.now(),
        },
        status=status,
    )


def _roles_on(user, shown: Question) -> list[str]:
    roles = []
    if is_coordinator(user) and permissions.can_coordinate(user, shown):
        roles.append(transitions.COORDINATOR)
    if is_safeguarding_lead(user) and permissions.can_lead_safeguarding(user, shown):
        roles.append(transitions.LEAD)
    return roles


def _answer_to_show(shown: Question):
    """The answer under review or released; an unfinished draft is the expert's own."""
    return (
        shown.answers.filter(submitted_at__isnull=False)
        .select_related("assignment__expert")
        .order_by("-submitted_at")
        .first()
    )


SECTIONS = ("request_changes", "return_to_asker", "mark_duplicate", "decline", "quarantine")
BUTTONS = ("return_to_queue", "mark_unmatched", "widen")
CANNED_FOR = {"return_to_asker": "changes_requested", "request_changes": "changes_requested"} | {
    "decline": "declined",
    "mark_duplicate": "duplicate",
}
STEPS = (*SECTIONS, *BUTTONS, "approve", "invite", "release_answer", "return_answer")


def _urls(shown: Question) -> dict[str, str]:
    """The address of each step of this question."""
    return {step: reverse(f"askexpert_desk:{step}", args=[shown.public_id]) for step in STEPS}


def _canned_texts() -> dict[str, list[CannedText]]:
    by_purpose: dict[str, list[CannedText]] = {}
    for text in CannedText.objects.all():
        by_purpose.setdefault(text.purpose, []).append(text)
    return by_purpose


def _sections(shown: Question, forms: dict, canned: dict) -> list[dict]:
    """The steps that need words, each behind its own summary."""
    return [
        {
            "label": transitions.QUESTION[action].label,
            "form": forms[action],
            "url": _urls(shown)[action],
            "danger": action == "quarantine",
            "canned": canned.get(CANNED_FOR.get(action, ""), []),
        }
        for action in SECTIONS
        if action in forms
    ]


def _buttons(shown: Question, actions: list[str]) -> list[dict]:
    """The steps that need no words: one button each."""
    return [
        {"label": transitions.QUESTION[action].label, "url": _urls(shown)[action]}
        for action in BUTTONS
        if action in actions
    ]


def _forms(shown: Question, actions: list[str], answer) -> dict:
    """A form for each action that needs words or choices."""
    made = {
        "approve": lambda: ApproveForm(
            initial={
                "topics": shown.topics.all(),
                "contexts": shown.contexts.all(),
                "nation": shown.nation_id,
            },
            prefix="approve",
        ),
        "request_changes": lambda: words_form("request_changes"),
        "return_to_asker": lambda: words_form("return_to_asker"),
        "decline": lambda: words_form("decline"),
        "mark_duplicate": lambda: duplicate_form(shown),
        "quarantine": lambda: QuarantineForm(prefix="quarantine"),
        "return_answer": lambda: words_form("return_answer"),
        "release_answer": lambda: ReleaseForm(
            initial={"text": answer.text if answer else ""}, prefix="release_answer"
        ),
    }
    return {action: made[action]() for action in dict.fromkeys(actions) if action in made}


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


def words_form(action: str, data=None) -> WordsForm:
    label, help_text = WORDS[action]
    return WordsForm(data, label=label, help_text=help_text, prefix=action)


def duplicate_form(shown: Question, data=None) -> DuplicateForm:
    return DuplicateForm(
        data,
        label="A few words for the asker",
        help_text="They see the page's address beside it, and can say that they still need help.",
        asker=shown.asker,
        prefix="mark_duplicate",
    )
