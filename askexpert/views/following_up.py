"""The asker asks on about an answer."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from askexpert import permissions, workflow
from askexpert.conversation import follow_up_by
from askexpert.enums import QuestionStatus
from askexpert.errors import TextHeldBack, WordsHeldBack
from askexpert.forms import ReasonsForm
from askexpert.forms_asking import FollowUpForm
from askexpert.models import FollowUp
from askexpert.screening import blocking_words, marks_in, warnings_in
from askexpert.views.lookups import (
    STOPPED,
    member_required,
    own_question,
    say_what_stopped,
    words_given_back,
)
from askexpert.views.urgent import urgent_page
from network.members.interrupted import data_for, forget
from network.safeguarding.urgency import suggests_risk_now
from network.safeguarding.urgent_help import notice_for

URGENT_SEEN = "urgent_seen"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@member_required
def follow_up(request, public_id):
    """One form: the text, its marks and reasons, and urgent help when words suggest it."""
    question = own_question(request.user, public_id)
    asked = question.follow_ups.count()
    now = timezone.now()
    if request.method == "POST" and request.POST.get("at_risk") == "yes":
        forget(request.user, request.path)
        workflow.signpost(actor=request.user, question=None, now=now)
        return urgent_page(request)
    if request.method == "GET":
        if question.status != QuestionStatus.ANSWERED:
            return redirect(question)
        may = permissions.may_follow_up(question, rounds=asked, now=now)
        if not may:
            messages.info(request, may.reason)
            return redirect(question)
    data = data_for(request)
    form = FollowUpForm(data, initial={"number": asked + 1})
    text = (data or {}).get("text", "").strip()
    reasons = ReasonsForm(
        data if data and "reasons_shown" in data else None, warnings=warnings_in(text)
    )
    urgent = suggests_risk_now(text)
    if request.method == "POST" and _may_go(request, form, reasons, text, urgent=urgent):
        sent = _send(request, question, form, reasons, urgent=urgent)
        if sent is not None:
            return sent
    return render(
        request,
        "askexpert/follow_up.html",
        {
            "question": question,
            "form": form,
            "reasons": reasons,
            "marks": marks_in([("text", text)]),
            "urgent": urgent,
            "shown": notice_for(question.nation or request.user, now.date()) if urgent else None,
            "left": FollowUp.MAX_ROUNDS - asked,
            "until": follow_up_by(question),
        },
    )


def _may_go(request, form: FollowUpForm, reasons: ReasonsForm, text: str, *, urgent: bool) -> bool:
    """Valid, nothing in it that must go first, a reason for every warning, and urgent help seen.
    What is missing is put on the forms."""
    valid = form.is_valid()
    for _, words in blocking_words("", text):
        form.add_error("text", words)
        valid = False
    if reasons.fields and not reasons.is_valid():
        valid = False
    return valid and (not urgent or URGENT_SEEN in request.POST)


def _send(request, question, form: FollowUpForm, reasons: ReasonsForm, *, urgent: bool):
    """Where to go when it is sent, or is too late; nothing where words have to be changed first."""
    text = form.cleaned_data["text"]
    try:
        workflow.follow_up(
            question=question,
            actor=request.user,
            now=timezone.now(),
            text=text,
            number=form.cleaned_data["number"],
            reasons=reasons.reasons if reasons.fields else {},
        )
    except TextHeldBack:
        messages.error(request, "Something has to be changed before this can be sent.")
        return redirect("askexpert:follow_up", public_id=question.public_id)
    except WordsHeldBack as error:
        form.add_error("text", error.held)
        return None
    except STOPPED as error:
        say_what_stopped(request, error)
        return words_given_back(request, [text], question.get_absolute_url(), "Your question")
    if urgent:
        sent = "Your follow-up question is sent. A safeguarding lead reads it first."
    else:
        sent = "Your follow-up question is on its way. Here you see what happens."
    messages.success(request, sent)
    return redirect(question)
