"""The expert's side: invitations, and the answer."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import workflow
from askexpert.conversation import conversation_of
from askexpert.enums import (
    LIVE_ASSIGNMENT,
    READABLE_ASSIGNMENT,
    AssignmentStatus,
)
from askexpert.errors import TextHeldBack
from askexpert.forms import AnswerForm, DeclineForm, HandBackForm, ReasonsForm
from askexpert.interrupted import keeps_text
from askexpert.models import Assignment
from askexpert.screening import blocking_words, marked, warnings_in
from askexpert.views.lookups import (
    STOPPED,
    own_assignment,
    say_what_stopped,
    words_given_back,
)
from network.members.interrupted import data_for, forget, kept_fields, signature

LONGEST_ANSWER = 8000


@require_safe
@login_required
def invitations(request):
    """What this person is asked now, and what they were asked before."""
    assignments = list(Assignment.objects.visible_to(request.user).for_list())
    return render(
        request,
        "askexpert/invitations.html",
        {
            "live": [row for row in assignments if row.status in LIVE_ASSIGNMENT],
            "past": [row for row in assignments if row.status not in LIVE_ASSIGNMENT],
        },
    )


@require_safe
@login_required
def invitation(request, public_id):
    """One ask: the question as long as the ask is open, and what to do about it."""
    assignment = own_assignment(request.user, public_id)
    if assignment.status == AssignmentStatus.ACCEPTED:
        return redirect("askexpert:answer", public_id=public_id)
    return render(request, "askexpert/invitation.html", _context(assignment))


def _context(assignment: Assignment, **more) -> dict:
    question = assignment.question
    readable = assignment.status in READABLE_ASSIGNMENT
    return {
        "assignment": assignment,
        "question": question if readable else None,
        "topics": list(question.topics.all()),
        "turns": conversation_of(question) if readable and assignment.follow_up_id else [],
        "asker_label": _asker_label(question) if readable else "",
        "answer": getattr(assignment, "answer", None),
        "decline_form": DeclineForm(prefix="decline"),
        **more,
    }


def _asker_label(question) -> str:
    """How the asker is named to the expert: as frozen when the question was sent."""
    if question.is_anonymous:
        return "A member of the network"
    organisation = question.asker_organisation
    return f"{question.asker}, {organisation}" if organisation else str(question.asker)


@require_POST
@login_required
def accept(request, public_id):
    assignment = own_assignment(request.user, public_id)
    if assignment.status == AssignmentStatus.ACCEPTED:
        return redirect("askexpert:answer", public_id=public_id)
    try:
        workflow.accept(assignment=assignment, actor=request.user, now=timezone.now())
    except STOPPED as error:
        say_what_stopped(request, error)
        return redirect("askexpert:invitations")
    messages.success(request, "Thank you for saying yes. Save your draft whenever you like.")
    return redirect("askexpert:answer", public_id=public_id)


@require_http_methods(["GET", "POST"])
@login_required
def decline(request, public_id):
    assignment = own_assignment(request.user, public_id)
    form = DeclineForm(data_for(request), prefix="decline")
    if request.method == "POST" and form.is_valid():
        try:
            workflow.decline_invitation(
                assignment=assignment, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except STOPPED as error:
            say_what_stopped(request, error)
        else:
            messages.success(
                request,
                "Thank you for telling us. We ask somebody else; it never counts against you.",
            )
        return redirect("askexpert:invitations")
    return render(request, "askexpert/decline.html", _context(assignment, decline_form=form))


def _keep_draft(owner, public_id, data) -> bool:
    """Save what was typed into its owner's answer, if they are still asked."""
    assignment = Assignment.objects.visible_to(owner).filter(public_id=public_id).first()
    if assignment is None or assignment.status != AssignmentStatus.ACCEPTED:
        return False
    _save(assignment, data, now=timezone.now())
    return True


def _save(assignment: Assignment, data, *, now: datetime) -> str:
    """Keep the draft, as much of it as a draft holds, and return what was typed."""
    text = data.get("text", "")
    workflow.save_answer(
        assignment=assignment, actor=assignment.expert, now=now, text=text[:LONGEST_ANSWER]
    )
    return text


@keeps_text(_keep_draft, elsewhere="askexpert:invitations")
@require_http_methods(["GET", "POST"])
@login_required
def answer(request, public_id):
    """Write the answer. Whatever is sent is kept as a draft first, then looked at."""
    assignment = own_assignment(request.user, public_id)
    if assignment.status != AssignmentStatus.ACCEPTED:
        return _no_longer_asked(request, assignment)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"text": assignment.answer.draft},
    )
    reasons = ReasonsForm(None)
    text = ""
    if request.method == "POST":
        try:
            text = _save(assignment, request.POST, now=timezone.now())
            if request.POST.get("step") == "send":
                reasons = _reasons_for(request, text)
                if _may_go(form, reasons, text):
                    return _send(request, assignment, form, reasons)
            elif len(text) <= LONGEST_ANSWER:
                messages.success(request, "Your draft is saved. Only you can read it.")
                return redirect("askexpert:invitations")
            else:
                form.is_valid()
        except TextHeldBack:
            messages.error(request, "Something has to be changed before this can be sent.")
        except STOPPED as error:
            say_what_stopped(request, error)
            return _no_longer_asked(request, own_assignment(request.user, public_id))
    return render(
        request,
        "askexpert/answer.html",
        _context(
            assignment,
            form=form,
            reasons=reasons,
            marks=marked([("text", text)]),
            hand_back_form=HandBackForm(kept_fields(request), prefix="hand-back"),
            draft_keeper=signature(request.user, of=public_id),
        ),
    )


def _reasons_for(request, text: str) -> ReasonsForm:
    """Why each warning stays: asked once the writer has seen the marks."""
    data = request.POST if "reasons_shown" in request.POST else None
    return ReasonsForm(data, warnings=warnings_in(text))


def _may_go(form: AnswerForm, reasons: ReasonsForm, text: str) -> bool:
    """Valid, nothing in it that must go first, and a reason for every warning. What is missing is
    put on the forms."""
    valid = form.is_valid()
    for _, words in blocking_words("", text):
        form.add_error("text", words)
        valid = False
    return valid and (not reasons.fields or reasons.is_valid())


def _send(request, assignment: Assignment, form: AnswerForm, reasons: ReasonsForm):
    workflow.submit_answer(
        assignment=assignment,
        actor=request.user,
        now=timezone.now(),
        text=form.cleaned_data["text"],
        reasons=reasons.reasons if reasons.fields else {},
    )
    messages.success(
        request,
        "Your answer is with the coordinator, who checks it within two working days. Thank you.",
    )
    return redirect("askexpert:invitations")


def _no_longer_asked(request, assignment: Assignment) -> HttpResponse:
    """To the invitation as it stands; words that were not sent are given back to be copied."""
    written = request.POST.get("text", "").replace("\r\n", "\n").strip()
    if request.method == "POST" and written:
        answer = getattr(assignment, "answer", None)
        sent = answer.text.replace("\r\n", "\n").strip() if answer else ""
        if written != sent:
            return words_given_back(
                request, [written], assignment.get_absolute_url(), "The invitation"
            )
    return redirect(assignment)


@require_POST
@login_required
def hand_back(request, public_id):
    assignment = own_assignment(request.user, public_id)
    form = HandBackForm(request.POST, prefix="hand-back")
    note = form.cleaned_data["note"] if form.is_valid() else ""
    forget(request.user, reverse("askexpert:answer", args=[public_id]))
    try:
        workflow.hand_back(assignment=assignment, actor=request.user, now=timezone.now(), note=note)
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "You have handed the question back. Thank you for telling us.")
    return redirect("askexpert:invitations")
