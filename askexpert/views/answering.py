"""The expert's side: invitations, and the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import interrupted, workflow
from askexpert.enums import (
    LIVE_ASSIGNMENT,
    READABLE_ASSIGNMENT,
    AssignmentStatus,
)
from askexpert.errors import TextHeldBack
from askexpert.forms import AnswerForm, DeclineForm, HandBackForm, ReasonsForm
from askexpert.models import Assignment
from askexpert.screening import blocking_words, marked, warnings_in
from askexpert.views.lookups import STOPPED, own_assignment, say_what_stopped


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
    try:
        workflow.accept(assignment=assignment, actor=request.user, now=timezone.now())
    except STOPPED as error:
        say_what_stopped(request, error)
        return redirect("askexpert:invitations")
    messages.success(request, "Thank you for saying yes. Your draft is kept as you write.")
    return redirect("askexpert:answer", public_id=public_id)


@require_http_methods(["GET", "POST"])
@login_required
def decline(request, public_id):
    assignment = own_assignment(request.user, public_id)
    form = DeclineForm(request.POST or None, prefix="decline")
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


@require_http_methods(["GET", "POST"])
def answer(request, public_id):
    """Write the answer. Whatever is sent is kept as a draft first, then looked at."""
    if request.method == "POST":
        kept = _kept_for_owner(request, public_id)
        if kept is not None:
            return kept
    return _answer(request, public_id)


@login_required
def _answer(request, public_id):
    assignment = own_assignment(request.user, public_id)
    if assignment.status != AssignmentStatus.ACCEPTED:
        return redirect(assignment)
    draft = assignment.answer.draft
    form = AnswerForm(request.POST or None, initial={"text": draft})
    reasons = ReasonsForm(None)
    marks = []
    if request.method == "POST":
        text = request.POST.get("text", "")[:8000]
        sending = request.POST.get("step") == "send"
        try:
            workflow.save_answer(
                assignment=assignment, actor=request.user, now=timezone.now(), text=text
            )
            if not sending:
                messages.success(request, "Your draft is saved. Only you can read it.")
                return redirect("askexpert:invitations")
            if _may_go(form, text):
                reasons = ReasonsForm(
                    request.POST if "reasons_shown" in request.POST else None,
                    warnings=warnings_in(text),
                )
                if not reasons.fields or reasons.is_valid():
                    workflow.submit_answer(
                        assignment=assignment,
                        actor=request.user,
                        now=timezone.now(),
                        text=form.cleaned_data["text"],
                        reasons=reasons.reasons if reasons.fields else {},
                    )
                    messages.success(
                        request,
                        "Your answer is with the coordinator, who checks it within two working "
                        "days. Thank you.",
                    )
                    return redirect("askexpert:invitations")
        except TextHeldBack:
            messages.error(request, "Something has to be changed before this can be sent.")
        except STOPPED as error:
            say_what_stopped(request, error)
            return redirect("askexpert:invitations")
        marks = marked([("text", text)])
    return render(
        request,
        "askexpert/answer.html",
        _context(
            assignment,
            form=form,
            reasons=reasons,
            marks=marks,
            hand_back_form=HandBackForm(prefix="hand-back"),
            keeper=interrupted.signature(request.user, public_id),
        ),
    )


def _may_go(form: AnswerForm, text: str) -> bool:
    """Valid, and nothing in it that must go first; errors are put on the form."""
    valid = form.is_valid()
    for _, words in blocking_words("", text):
        form.add_error("text", words)
        valid = False
    return valid


def _kept_for_owner(request, public_id) -> HttpResponse | None:
    """Save an answer that arrives without its owner's session, and ask them to sign in again."""
    owner = interrupted.owner_of(request.POST.get("keeper", ""), public_id)
    if owner is None or owner == request.user:
        return None
    assignment = Assignment.objects.visible_to(owner).filter(public_id=public_id).first()
    if assignment is None or assignment.status != AssignmentStatus.ACCEPTED:
        return None
    text = request.POST.get("text", "")[:8000]
    workflow.save_answer(assignment=assignment, actor=owner, now=timezone.now(), text=text)
    messages.info(
        request,
        "You had been signed out. What you wrote is kept in your draft: sign in to go on.",
    )
    return redirect_to_login(reverse("askexpert:answer", args=[public_id]))


@require_POST
@login_required
def hand_back(request, public_id):
    assignment = own_assignment(request.user, public_id)
    form = HandBackForm(request.POST, prefix="hand-back")
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        workflow.hand_back(assignment=assignment, actor=request.user, now=timezone.now(), note=note)
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "You have handed the question back. Thank you for telling us.")
    return redirect("askexpert:invitations")
