"""Legal holds: on a question's page, and the list of all of them, for safeguarding leads."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import workflow
from askexpert.errors import WordsHeldBack
from askexpert.forms_publishing import HoldByNumberForm, HoldForm
from askexpert.models import LegalHold, Question
from askexpert.views.desk_question import question_page
from askexpert.views.lookups import desk_question, say_what_stopped
from network.desk.guards import desk_only
from network.members.roles import is_safeguarding_lead
from network.workflows import TransitionNotAllowed


def _question(request, public_id) -> Question:
    """Any question that was sent: a lead holds words without having to read them."""
    if not is_safeguarding_lead(request.user):
        raise Http404
    sent = Question.objects.filter(submitted_at__isnull=False).exclude(asker=request.user)
    return get_object_or_404(sent, public_id=public_id)


def _back(request, question: Question):
    visible = Question.objects.for_desk(request.user).filter(pk=question.pk).exists()
    return redirect(question.desk_url if visible else "askexpert_publishing:holds")


@require_POST
@desk_only
def place(request, public_id):
    question = _question(request, public_id)
    form = HoldForm(request.POST, prefix="hold")
    if form.is_valid() and _place(request, question, form):
        return _back(request, question)
    return question_page(
        request, desk_question(request.user, public_id), {"hold": form}, status=422
    )


def _place(request, question: Question, form: HoldForm) -> bool:
    """Keep the words, or say at the field why the reason cannot stand in the records."""
    try:
        workflow.place_hold(
            question=question,
            actor=request.user,
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )
    except WordsHeldBack as error:
        form.add_error("reason", error.held)
        return False
    messages.success(request, "The words are kept until a safeguarding lead lifts the hold.")
    return True


@require_POST
@desk_only
def lift(request, public_id):
    question = _question(request, public_id)
    try:
        workflow.lift_hold(question=question, actor=request.user, now=timezone.now())
    except TransitionNotAllowed as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "The hold is lifted. What is overdue goes within the hour.")
    return _back(request, question)


def _numbered(user, form: HoldByNumberForm) -> Question | None:
    """The one question whose number begins so, or an error at the field."""
    sent = Question.objects.filter(submitted_at__isnull=False, anonymised_at__isnull=True)
    found = sent.exclude(asker=user).numbered(form.cleaned_data["number"])[:2]
    if len(found) == 1:
        return found[0]
    form.add_error(
        "number",
        "Several numbers begin so. Copy the address of the question."
        if found
        else "There is no such question whose words are still here.",
    )
    return None


@require_http_methods(["GET", "POST"])
@desk_only
def holds(request):
    """All holds in force, without a word of their questions, and placing one by number."""
    if not is_safeguarding_lead(request.user):
        raise Http404
    form = HoldByNumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        question = _numbered(request.user, form)
        if question is not None and _place(request, question, form):
            return redirect("askexpert_publishing:holds")
    in_force = (
        LegalHold.objects.filter(lifted_at__isnull=True)
        .exclude(question__asker=request.user)
        .select_related("question", "placed_by")
    )
    return render(
        request,
        "askexpert/desk/holds.html",
        {"form": form, "holds": in_force},
        status=422 if form.errors else 200,
    )
