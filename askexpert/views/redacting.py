"""Taking words out everywhere: propose, and as the second person read the words and decide."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import permissions, workflow
from askexpert.errors import WordsHeldBack
from askexpert.forms_publishing import RedactForm
from askexpert.models import AnswerPage, JointDecision, Question
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.views.lookups import desk_question, say_what_stopped
from askexpert.views.published import keepers_only
from askexpert.workflow.deciding import may_decide
from askexpert.workflow.redacting import (
    STILL_ASKED,
    open_redaction,
    phrases_of,
    question_behind,
)
from network.desk.guards import desk_only
from network.members.interrupted import data_for
from network.privacy.access_log import record_view
from network.workflows import NotPermitted, TransitionNotAllowed

STEPS = {"agree": workflow.agree, "refuse": workflow.refuse, "take-back": workflow.take_back}
DONE = {
    "agree": "Taken out everywhere. The record says that and why, not what.",
    "refuse": "Refused. Nothing has changed.",
    "take-back": "Taken back. Nothing has changed.",
}


@require_http_methods(["GET", "POST"])
@desk_only
def redact(request, public_id):
    """The words that wait for a decision, or the form to propose some."""
    question = desk_question(request.user, public_id)
    if not permissions.can_redact(request.user, question):
        raise Http404
    now = timezone.now()
    record_view(request, what="question", subject=question.asker, about=public_id, now=now)
    address = reverse("askexpert_publishing:redact", args=[public_id])
    return _page(request, open_redaction(question), address, question.desk_url, question=question)


@require_POST
@desk_only
def decide(request, public_id, step: str):
    """Agree, refuse or take back. Whoever proposed it cannot agree: 403."""
    question = desk_question(request.user, public_id)
    decision = open_redaction(question)
    _take(request, decision, step)
    still = Question.objects.for_desk(request.user).filter(pk=question.pk).exists()
    return redirect(question.desk_url if still else "/desk/")


@require_http_methods(["GET", "POST"])
@keepers_only
def redact_page(request, pk: int):
    """The same for a published answer that no private question leads to any more.

    As long as there is one, the words go out of both together: whoever looks after it is led there.
    """
    page = get_object_or_404(AnswerPage, pk=pk)
    behind = question_behind(page)
    if behind is not None:
        if Question.objects.for_desk(request.user).filter(pk=behind.pk).exists():
            return redirect("askexpert_publishing:redact", behind.public_id)
        messages.info(request, STILL_ASKED)
        return redirect("askexpert_consents:answers")
    address = reverse("askexpert_consents:redact_page", args=[pk])
    back = reverse("askexpert_consents:answers")
    return _page(request, _waiting_on(page), address, back, page=page)


@require_POST
@keepers_only
def decide_page(request, pk: int, step: str):
    _take(request, _waiting_on(get_object_or_404(AnswerPage, pk=pk)), step)
    return redirect("askexpert_consents:answers")


def _waiting_on(page: AnswerPage) -> JointDecision | None:
    return JointDecision.objects.filter(
        kind=DecisionKind.REDACT, status=DecisionStatus.PROPOSED, page=page.pk, question=None
    ).first()


def _take(request, decision: JointDecision | None, step: str) -> None:
    if step not in STEPS:
        raise Http404
    if decision is None:
        messages.warning(request, "That is decided already.")
        return
    try:
        STEPS[step](decision=decision, actor=request.user, now=timezone.now())
    except TransitionNotAllowed as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, DONE[step])


def _page(request, waiting: JointDecision | None, address: str, back: str, **about):
    form = RedactForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.propose_redaction(
                actor=request.user, now=timezone.now(), **form.cleaned_data, **about
            )
        except NotPermitted as error:
            form.add_error(None, error.reason)
        except WordsHeldBack as error:
            form.add_error("reason", error.held)
        except TransitionNotAllowed as error:
            say_what_stopped(request, error)
            return redirect(address)
        else:
            messages.success(request, "Proposed. A second person decides now.")
            return redirect(address)
    may = may_decide(request.user, waiting) if waiting else None
    return render(
        request,
        "askexpert/desk/redact.html",
        {
            "form": form,
            "waiting": waiting,
            "phrases": phrases_of(waiting) if waiting else [],
            "may_decide": may,
            "is_own": waiting is not None and waiting.proposed_by_id == request.user.pk,
            "address": address,
            "back": back,
        },
        status=422 if form.errors else 200,
    )
