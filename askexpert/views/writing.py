"""The expert writes: a draft that saves itself, marks, and sending."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import workflow
from askexpert.desk_words import own_names_in
from askexpert.enums import READABLE_ASSIGNMENT, AssignmentStatus
from askexpert.errors import NewerWords, TextHeldBack
from askexpert.forms import AnswerForm, HandBackForm, ReasonsForm
from askexpert.interrupted import keeps_text
from askexpert.models import Answer, Assignment
from askexpert.screening import blocking_words, marks_in, warnings_in
from askexpert.similar import similar_entries
from askexpert.views.answering import ask_context
from askexpert.views.lookups import (
    STOPPED,
    own_assignment,
    say_what_stopped,
    words_given_back,
)
from askexpert.workflow.answers import plain_lines
from askexpert.workflow.more_time import last_word_on_time
from network.members.interrupted import kept_fields, signature
from network.members.roles import is_verified_member
from network.safeguarding.screening import combination_risks
from network.safeguarding.urgency import tells_of_risk_now

LONGEST_ANSWER = 8000
URGENT_SEEN = "urgent_seen"
BETWEEN_TWO_VERSIONS = "\n\n– – –\n\n"


def _keep_draft(owner, public_id, data) -> bool:
    """Save what was typed into its owner's answer, if they are still asked. What another window
    has saved since stays before it."""
    assignment = Assignment.objects.visible_to(owner).filter(public_id=public_id).first()
    if assignment is None or not _may_write(assignment):
        return False
    try:
        _save(assignment, data)
    except NewerWords:
        stored = Answer.objects.get(assignment=assignment).draft
        _write(assignment, stored + BETWEEN_TWO_VERSIONS + data.get("text", ""))
    return True


def _may_write(assignment: Assignment) -> bool:
    return assignment.status == AssignmentStatus.ACCEPTED and is_verified_member(assignment.expert)


def _save(assignment: Assignment, data) -> str:
    """Keep the draft, as much of it as a draft holds, and return what was typed."""
    text = data.get("text", "")
    assignment.answer = _write(assignment, text, seen_at=_moment(data.get("saved_at", "")))
    return text


def _write(assignment: Assignment, text: str, *, seen_at: datetime | None = None) -> Answer:
    return workflow.save_answer(
        assignment=assignment,
        actor=assignment.expert,
        now=timezone.now(),
        text=text[:LONGEST_ANSWER],
        seen_at=seen_at,
    )


def _moment(value: str) -> datetime | None:
    """A moment as a form wrote it; anything else is none."""
    try:
        moment = parse_datetime(value)
    except ValueError:
        return None
    return moment if moment is not None and timezone.is_aware(moment) else None


@sensitive_post_parameters()
@keeps_text(_keep_draft, elsewhere="askexpert:invitations")
@require_http_methods(["GET", "POST"])
@login_required
def answer(request, public_id):
    """Write the answer. Whatever is sent is kept as a draft first, then looked at."""
    assignment = own_assignment(request.user, public_id)
    if not _may_write(assignment):
        return _no_longer_asked(request, assignment)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"text": assignment.answer.draft},
    )
    reasons = ReasonsForm(None)
    text, newer, own = "", "", []
    if request.method == "POST":
        try:
            text = _save(assignment, request.POST)
            if request.POST.get("step") == "send":
                own = own_names_in(text, request.user)
                reasons = _reasons_for(request, text, own)
                if _may_go(form, reasons, text, own) and _has_seen_urgent_help(request, text):
                    return _send(request, assignment, form, reasons)
            elif len(text) <= LONGEST_ANSWER:
                messages.success(request, "Your draft is saved. Only you can read it.")
                return redirect("askexpert:invitations")
            else:
                form.is_valid()
        except NewerWords:
            assignment.answer.refresh_from_db()
            newer = assignment.answer.draft
        except TextHeldBack:
            messages.error(request, "Something has to be changed before this can be sent.")
        except STOPPED as error:
            return _no_longer_asked(request, own_assignment(request.user, public_id), error)
    return render(
        request,
        "askexpert/answer.html",
        ask_context(
            assignment,
            form=form,
            reasons=reasons,
            marks=marks_in([("text", text)], own=own),
            urgent=tells_of_risk_now(text),
            newer=newer,
            saved_at=assignment.answer.saved_at.isoformat(),
            similar=similar_entries(assignment.question, request.user),
            hand_back_form=HandBackForm(kept_fields(request), prefix="hand-back"),
            draft_keeper=signature(request.user, of=public_id),
            is_late=assignment.is_late(timezone.now()),
            time=_last_word_on_time(assignment),
        ),
        status=409 if newer else 200,
    )


@sensitive_post_parameters()
@require_POST
def save(request, public_id):
    """Keep the draft while it is being written: a fragment that says in words what is saved, with
    the marks of the screening. Nothing of the text is logged."""
    if not request.user.is_authenticated:
        if request.headers.get("HX-Request"):
            return render(request, "askexpert/_saved.html", {"signed_out": True})
        return redirect_to_login(reverse("askexpert:answer", args=[public_id]))
    assignment = own_assignment(request.user, public_id)
    text = request.POST.get("text", "")
    shown = {"too_long": len(text) > LONGEST_ANSWER}
    try:
        _save(assignment, request.POST)
    except NewerWords:
        shown["newer"] = True
    except STOPPED:
        shown["is_over"] = True
    else:
        shown |= _marks_of(text[:LONGEST_ANSWER], request.user)
        shown |= {
            "saved_at": assignment.answer.saved_at.isoformat(),
            "saved": assignment.answer.saved_at,
        }
    if not request.headers.get("HX-Request"):
        return redirect("askexpert:answer", public_id=public_id)
    return render(request, "askexpert/_saved.html", shown)


def _marks_of(text: str, writer) -> dict:
    marks = marks_in([("text", text)], own=own_names_in(text, writer))
    return {
        "marks": marks,
        "count": sum(bool(part.get("type")) for mark in marks for part in mark["segments"]),
        "risks": combination_risks(text),
    }


def _reasons_for(request, text: str, own: list[str]) -> ReasonsForm:
    """Why each warning stays: asked once the writer has seen the marks."""
    data = request.POST if "reasons_shown" in request.POST else None
    return ReasonsForm(data, warnings=warnings_in(text, own=own))


def _may_go(form: AnswerForm, reasons: ReasonsForm, text: str, own: list[str]) -> bool:
    """Valid, nothing in it that must go first, not the writer's ``own`` names either, and a reason
    for every warning. What is missing is put on the forms."""
    valid = form.is_valid()
    for _, words in blocking_words("", text, own=own):
        form.add_error("text", words)
        valid = False
    return valid and (not reasons.fields or reasons.is_valid())


def _has_seen_urgent_help(request, text: str) -> bool:
    """Whose words say that somebody is in danger now is asked once: it is sent when they say no."""
    return URGENT_SEEN in request.POST or not tells_of_risk_now(text)


def _last_word_on_time(assignment: Assignment) -> str:
    event = last_word_on_time(assignment)
    return event.action if event is not None else ""


def _send(request, assignment: Assignment, form: AnswerForm, reasons: ReasonsForm):
    workflow.submit_answer(
        assignment=assignment,
        actor=request.user,
        now=timezone.now(),
        text=form.cleaned_data["text"],
        reasons=reasons.reasons if reasons.fields else {},
    )
    return _thank(request)


def _thank(request) -> HttpResponse:
    messages.success(
        request,
        "Your answer is with the coordinator, who checks it within two working days. Thank you.",
    )
    return redirect("askexpert:invitations")


def _no_longer_asked(
    request, assignment: Assignment, error: Exception | None = None
) -> HttpResponse:
    """To the invitation as it stands; words that were not sent are given back to be copied. Once
    the ask has ended there is nothing to write here any more, for good: 410.

    Where the very words have been sent, by a button that was pressed twice, that is said, and
    nothing of ``error``, which stopped the second of the two.
    """
    written = plain_lines(request.POST.get("text", ""))
    answer = getattr(assignment, "answer", None)
    is_same = bool(written) and answer is not None and written == plain_lines(answer.text)
    if is_same and assignment.status == AssignmentStatus.SUBMITTED:
        return _thank(request)
    if error is not None:
        say_what_stopped(request, error)
    if written and not is_same:
        return words_given_back(request, [written], assignment.get_absolute_url(), "The invitation")
    if request.method != "POST" and assignment.status not in READABLE_ASSIGNMENT:
        context = ask_context(assignment, is_late=False)
        return render(request, "askexpert/invitation.html", context, status=410)
    return redirect(assignment)
