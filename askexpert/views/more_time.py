"""More time for an answer: the expert asks for it, a coordinator gives it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import clocks, permissions, workflow
from askexpert.enums import AssignmentStatus
from askexpert.errors import WordsHeldBack
from askexpert.forms_expert import MoreTimeForm
from askexpert.views.lookups import (
    STOPPED,
    desk_question,
    own_assignment,
    say_what_stopped,
    words_given_back,
)
from askexpert.workflow.more_time import GIVE, last_word_on_time
from network.desk.guards import desk_only
from network.members.interrupted import data_for, forget


@require_http_methods(["GET", "POST"])
@login_required
def ask(request, public_id):
    """A few words to the coordinators: that it takes longer. No date moves by it."""
    assignment = own_assignment(request.user, public_id)
    form = MoreTimeForm(data_for(request), prefix="more-time")
    if request.method == "POST" and form.is_valid():
        try:
            return _send(request, assignment, form.cleaned_data["note"])
        except WordsHeldBack as error:
            form.add_error("note", error.held)
    if not permissions.can_answer(request.user, assignment):
        return redirect(assignment)
    if assignment.status != AssignmentStatus.ACCEPTED:
        return redirect(assignment)
    event = last_word_on_time(assignment)
    if event is not None and event.action == GIVE:
        messages.info(request, "A coordinator has given you more time already.")
        return redirect("askexpert:answer", public_id=public_id)
    return render(
        request,
        "askexpert/more_time.html",
        {"assignment": assignment, "form": form, "days": clocks.MORE_TIME_DAYS},
    )


def _send(request, assignment, note: str):
    try:
        workflow.ask_for_time(
            assignment=assignment, actor=request.user, now=timezone.now(), note=note
        )
    except STOPPED as error:
        say_what_stopped(request, error)
        return words_given_back(request, [note], assignment.get_absolute_url(), "The invitation")
    forget(request.user, request.path)
    messages.success(
        request,
        "Thank you for telling us. A coordinator reads it; until you hear from them, the dates "
        "stay as they are.",
    )
    return redirect("askexpert:answer", public_id=assignment.public_id)


@require_POST
@desk_only
def give(request, public_id):
    """A coordinator gives the expert who writes more time. Twice pressed, it is given once.

    :raises Http404: when nobody writes an answer to this question.
    """
    question = desk_question(request.user, public_id)
    assignment = question.assignments.filter(status=AssignmentStatus.ACCEPTED).first()
    if assignment is None:
        raise Http404
    try:
        workflow.give_time(assignment=assignment, actor=request.user, now=timezone.now())
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "The expert has more time, and has been told until when.")
    return redirect(question.desk_url)
