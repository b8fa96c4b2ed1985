"""Steps of the search for somebody who answers: one address per verb."""

import uuid
from functools import partial

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from askexpert import workflow
from askexpert.forms_cancelling import CancelForm
from askexpert.views.desk_question import cancelling, question_page
from askexpert.views.desk_taking import take, version_of, with_words
from askexpert.views.lookups import desk_question
from network.desk.guards import desk_only


@require_POST
@desk_only
def invite(request, public_id):
    question = desk_question(request.user, public_id)
    try:
        expert_id = uuid.UUID(request.POST.get("expert", ""))
    except ValueError as error:
        raise Http404 from error
    expert = get_object_or_404(get_user_model().objects.active(), public_id=expert_id)
    return take(
        request,
        question,
        workflow.invite,
        "Invited. You are told when there is a reply.",
        expert=expert,
        version=version_of(request),
    )


@require_POST
@desk_only
def cancel(request, public_id, assignment: uuid.UUID):
    """End what was asked of one expert; the form asks why."""
    question = desk_question(request.user, public_id)
    row = get_object_or_404(question.assignments, public_id=assignment)
    form = CancelForm(request.POST, prefix=cancelling(row))
    if not form.is_valid():
        return question_page(request, question, {form.prefix: form}, status=422)
    return take(
        request,
        question,
        partial(_cancel, row),
        "They have been told kindly, and need not answer.",
        version=version_of(request),
        **form.cleaned_data,
    )


def _cancel(assignment, *, question, **arguments) -> None:
    workflow.cancel(assignment=assignment, **arguments)


@require_POST
@desk_only
def choose_inviting(request, public_id):
    """Switch whether the site asks the next person by itself."""
    question = desk_question(request.user, public_id)
    by_itself = request.POST.get("by_itself") == "yes"
    words = (
        "The site asks the next person when somebody cannot answer."
        if by_itself
        else "Nobody is asked by the site alone now: you choose whom to ask next."
    )
    return take(request, question, workflow.choose_inviting, words, by_itself=by_itself)


@require_POST
@desk_only
def mark_unmatched(request, public_id):
    return with_words(
        request,
        public_id,
        action="mark_unmatched",
        verb=workflow.mark_unmatched,
        done="The asker has been told that nobody fits just now.",
        argument="words",
    )


@require_POST
@desk_only
def widen(request, public_id):
    question = desk_question(request.user, public_id)
    return take(request, question, workflow.widen, "Looking again. Here is who fits.")


@require_POST
@desk_only
def take_over_one(request, public_id):
    question = desk_question(request.user, public_id)
    return take(request, question, workflow.take_over, "You look after this question now.")
