"""The coordinators' side: the list, and one question with everything needed to take a step."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from askexpert import candidates, enums, permissions, transitions
from askexpert.desk import LIST, due_of
from askexpert.enums import AssignmentStatus, QuestionStatus
from askexpert.history import history_of
from askexpert.models import Question
from askexpert.screening import marked
from askexpert.views.desk_forms import (
    buttons_of,
    canned_texts,
    forms_for,
    sections_of,
    urls_of,
    words_typed,
)
from askexpert.views.lookups import desk_question
from network.desk.guards import desk_only
from network.members.interrupted import kept_words
from network.members.roles import is_coordinator, is_safeguarding_lead
from network.privacy.access_log import record_view

PAGE_SIZE = 25
DESK = {"label": "Desk", "url": "/desk/"}
GROUPS = {
    "": ("Everything open", enums.LIVE),
    "quarantined": ("For a safeguarding lead", (QuestionStatus.QUARANTINED,)),
    "new": ("New", (QuestionStatus.SUBMITTED,)),
    "matching": ("Finding an expert", (QuestionStatus.MATCHING, QuestionStatus.UNMATCHED)),
    "answering": ("Being answered", (QuestionStatus.ANSWERING,)),
    "reviewing": ("Answers to check", (QuestionStatus.REVIEWING,)),
    "waiting": (
        "Waiting for the asker",
        (QuestionStatus.CHANGES_REQUESTED, QuestionStatus.ANSWERED),
    ),
    "ended": ("Ended", enums.ENDED),
}
DUE_WORDS = {
    QuestionStatus.SUBMITTED: "First check by",
    QuestionStatus.MATCHING: "Reply by",
    QuestionStatus.ANSWERING: "Answer by",
    QuestionStatus.REVIEWING: "Check by",
}


@require_safe
@desk_only
def question_list(request):
    """Questions that this person may work on, by group: oldest first, ended ones newest first.

    The numbers beside the groups count what this person may see and nothing else.
    """
    user, now = request.user, timezone.now()
    group = request.GET.get("group", "")
    group = group if group in GROUPS else ""
    questions = Question.objects.for_desk(user)
    counts = dict(questions.order_by().values_list("status").annotate(n=Count("pk")))
    order = "-ended_at" if group == "ended" else "submitted_at"
    shown = questions.filter(status__in=GROUPS[group][1]).for_list().order_by(order, "pk")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "askexpert/desk/questions.html",
        {
            "page_obj": page,
            "rows": [_row(question, now) for question in page],
            "trail": [DESK, {"label": "Questions"}],
            "group_label": GROUPS[group][0],
            "group_query": f"group={group}" if group else "",
            "group_links": [
                {
                    "label": label,
                    "url": f"?group={key}" if key else "?",
                    "current": key == group,
                    "count": sum(counts.get(status, 0) for status in statuses),
                }
                for key, (label, statuses) in GROUPS.items()
                if key != "quarantined" or is_safeguarding_lead(user)
            ],
        },
    )


def _row(question: Question, now) -> dict:
    due = due_of(question)
    return {
        "question": question,
        "due": due,
        "due_words": DUE_WORDS.get(question.status, "By"),
        "is_late": due is not None and due <= now,
    }


@require_safe
@desk_only
def question(request, public_id):
    return question_page(request, desk_question(request.user, public_id))


def question_page(
    request, shown: Question, forms: dict | None = None, *, reasons=None, status: int = 200
):
    """The page of one question.

    ``forms`` holds, by action, a form that came back: with errors, or with words that could not
    be sent because somebody else was faster. If its step is no longer possible, the words are
    shown to be copied. ``reasons`` asks why warnings in an edited answer may stay. The look is
    recorded (see :mod:`network.privacy.access_log`).
    """
    user, now = request.user, timezone.now()
    record_view(request, what="question", subject=shown.asker, about=shown.public_id, now=now)
    came_back = forms or {}
    actions = _actions(user, shown)
    answer = _answer_to_show(shown)
    chosen = request.GET.get("start", "")
    canned, urls = canned_texts(), urls_of(shown)
    shown_forms = forms_for(shown, actions, answer, canned=canned, chosen=chosen)
    shown_forms |= {name: form for name, form in came_back.items() if name in shown_forms}
    marks = marked([("title", shown.title), ("text", shown.text)])
    matching = shown.status == QuestionStatus.MATCHING and "mark_unmatched" in actions
    return render(
        request,
        "askexpert/desk/question.html",
        {
            "question": shown,
            "trail": [DESK, {"label": "Questions", "url": LIST}, {"label": "Question"}],
            "marks": marks,
            "text_is_marked": any(mark["name"] == "text" for mark in marks),
            "history": history_of(shown),
            "asked": _asked(shown, now),
            "shortlist": candidates.shortlist(shown, now=now) if matching else None,
            "actions": actions,
            "labels": {name: row.label for name, row in transitions.QUESTION.items()},
            "urls": urls,
            "forms": shown_forms,
            "with_errors": [
                form for form in (*shown_forms.values(), reasons) if form and form.errors
            ],
            "reasons": reasons,
            "unsent": [
                text
                for name, form in came_back.items()
                if name not in shown_forms
                for text in words_typed(form)
            ],
            "kept_words": kept_words(request),
            "sections": sections_of(shown_forms, urls, canned, chosen),
            "buttons": buttons_of(actions, urls),
            "canned": canned,
            "chosen": chosen,
            "answer": answer,
            "answer_marks": marked([("answer", answer.text)]) if answer else [],
            "may_release": "release_answer" in actions and permissions.can_release(user, shown),
            "due": due_of(shown),
            "due_words": DUE_WORDS.get(shown.status, "Due"),
            "now": now,
        },
        status=status,
    )


def _actions(user, shown: Question) -> list[str]:
    """What this person may do now, in the table's order; releasing only with its own guard."""
    who = []
    if is_coordinator(user) and permissions.can_coordinate(user, shown):
        who.append(transitions.COORDINATOR)
    if is_safeguarding_lead(user) and permissions.can_lead_safeguarding(user, shown):
        who.append(transitions.LEAD)
    return [
        action
        for action, transition in transitions.QUESTION.items()
        if shown.status in transition.sources and set(who) & set(transition.who)
    ]


def _answer_to_show(shown: Question):
    """The answer under review or released; an unfinished draft is the expert's own."""
    return (
        shown.answers.filter(submitted_at__isnull=False)
        .select_related("assignment__expert")
        .order_by("-submitted_at")
        .first()
    )


def _asked(shown: Question, now) -> list[dict]:
    """Everybody who was asked, newest first; with the draft of an answer that was handed back."""
    return [
        {
            "row": row,
            "due": _assignment_due(row),
            "is_late": (_assignment_due(row) or now) < now,
            "draft": row.answer.draft
            if row.status == AssignmentStatus.RELEASED and hasattr(row, "answer")
            else "",
        }
        for row in shown.assignments.all()
    ]


def _assignment_due(row):
    if row.status == AssignmentStatus.INVITED:
        return row.respond_by
    return row.answer_by if row.status == AssignmentStatus.ACCEPTED else None
