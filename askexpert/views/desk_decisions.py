"""What takes two people, at the desk: propose, agree, refuse, take back, and what waits."""

import uuid

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import candidates, workflow
from askexpert.enums import QuestionStatus
from askexpert.errors import WordsHeldBack
from askexpert.forms_desk import SetAsideForm
from askexpert.matching.values import Override
from askexpert.models import JointDecision, Question
from askexpert.models.decision import DecisionKind
from askexpert.views.desk import DESK, LIST
from askexpert.views.desk_forms import decision_form
from askexpert.views.desk_question import question_page
from askexpert.views.lookups import STOPPED, desk_question, say_what_stopped
from askexpert.workflow.deciding import where_decided
from network.desk.guards import desk_only
from network.members.interrupted import data_for, forget
from network.members.roles import is_coordinator
from network.privacy.access_log import record_view
from network.workflows import NotPermitted

SHOWN = 10
RANKED = 60
SET_ASIDE = {
    "area": (DecisionKind.OVERRIDE_AREA, "Ask somebody of the same area"),
    "nation": (DecisionKind.OVERRIDE_NATION, "Ask somebody of another nation"),
}
DONE = {
    "agree": "Agreed, and done.",
    "refuse": "Refused. Nothing has changed.",
    "take-back": "Taken back. Nothing has changed.",
}
STEPS = {"agree": workflow.agree, "refuse": workflow.refuse, "take-back": workflow.take_back}


@require_safe
@desk_only
def waiting(request):
    """Everything that waits for a second person, on questions that this person works on."""
    rows = [
        {
            "row": decision,
            "is_own": decision.proposed_by_id == request.user.pk,
            "url": where_decided(decision),
        }
        for decision in JointDecision.objects.waiting_at_desk_of(request.user)
    ]
    trail = [DESK, {"label": "Questions", "url": LIST}, {"label": "Decisions"}]
    return render(request, "askexpert/desk/decisions.html", {"rows": rows, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def set_aside(request, public_id, what: str):
    """Who is kept out by area, or by nation, and by nothing else; and proposing one of them."""
    shown = desk_question(request.user, public_id)
    if what not in SET_ASIDE or not is_coordinator(request.user):
        raise Http404
    kind, title = SET_ASIDE[what]
    form = SetAsideForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        expert = get_object_or_404(
            get_user_model().objects.active(), public_id=form.cleaned_data["expert"]
        )
        try:
            workflow.propose(
                kind=kind,
                question=shown,
                expert=expert,
                actor=request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except STOPPED as error:
            say_what_stopped(request, error)
            return _set_aside_page(request, shown, form, what, title, status=409)
        except WordsHeldBack as error:
            form.add_error("reason", error.held)
            return _set_aside_page(request, shown, form, what, title, status=422)
        messages.success(request, "Proposed. A second coordinator decides now.")
        return redirect(shown.desk_url)
    status = 422 if request.method == "POST" else 200
    return _set_aside_page(request, shown, form, what, title, status=status)


def _set_aside_page(request, shown, form, what: str, title: str, *, status: int):
    now = timezone.now()
    record_view(request, what="question", subject=shown.asker, about=shown.public_id, now=now)
    looks = shown.status == QuestionStatus.MATCHING
    kept_out = _kept_out(shown, what, now) if looks else []
    form.offer(kept_out)
    return render(
        request,
        "askexpert/desk/set_aside.html",
        {
            "question": shown,
            "form": form,
            "title": title,
            "what": what,
            "candidates": kept_out,
            "looks": looks,
            "trail": [
                DESK,
                {"label": "Questions", "url": LIST},
                {"label": "Question", "url": shown.desk_url},
                {"label": title},
            ],
        },
        status=status,
    )


def _kept_out(shown: Question, what: str, now) -> list[candidates.Candidate]:
    """The best of those who would be asked if ``what`` were set aside, and only then."""
    plain = candidates.shortlist(shown, now=now, limit=RANKED)
    known = {candidate.user.pk for candidate in plain.candidates}
    wider = candidates.shortlist(shown, now=now, limit=RANKED, override=Override(**{what: True}))
    return [row for row in wider.candidates if row.user.pk not in known][:SHOWN]


@require_POST
@desk_only
def decide(request, public_id, decision: uuid.UUID, step: str):
    """Agree, refuse or take back. A forged address of another question's decision is not found.

    Words to take out are decided on beside the words themselves (:mod:`.redacting`), never here.
    Who may not decide is answered with 403, as there.
    """
    shown = desk_question(request.user, public_id)
    row = get_object_or_404(
        shown.joint_decisions.exclude(kind=DecisionKind.REDACT), public_id=decision
    )
    if step not in STEPS:
        raise Http404
    form = decision_form(row, request.POST)
    forms = {f"decision-{row.pk}": form} if step == "agree" else None
    arguments = {}
    if step == "agree":
        if not form.is_valid():
            return question_page(request, shown, forms, status=422)
        arguments = {"words": form.cleaned_data.get("words", "")}
    try:
        STEPS[step](decision=row, actor=request.user, now=timezone.now(), **arguments)
    except WordsHeldBack as error:
        form.add_error("words", error.held)
        return question_page(request, shown, forms, status=422)
    except STOPPED as error:
        say_what_stopped(request, error)
        if not Question.objects.for_desk(request.user).filter(pk=shown.pk).exists():
            return redirect("/desk/")
        fresh = desk_question(request.user, public_id)
        return question_page(
            request, fresh, forms, status=403 if isinstance(error, NotPermitted) else 409
        )
    messages.success(request, DONE[step])
    forget(request.user, shown.desk_url)
    visible = Question.objects.for_desk(request.user).filter(pk=shown.pk).exists()
    return redirect(shown.desk_url if visible else "/desk/")
