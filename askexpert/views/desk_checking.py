"""Steps of a question's first check, and of a safeguarding lead: one address per verb."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from askexpert import workflow
from askexpert.alarms import has_told
from askexpert.forms_desk import ApproveForm, QuarantineForm
from askexpert.models import Question
from askexpert.models.decision import DecisionKind
from askexpert.views.desk_forms import duplicate_form
from askexpert.views.desk_question import question_page
from askexpert.views.desk_taking import take, version_of, with_words
from askexpert.views.lookups import desk_question
from network.desk.guards import desk_only

WITH_LEADS = "Only safeguarding leads see the question now. They have been told."


@require_POST
@desk_only
def approve(request, public_id):
    question = desk_question(request.user, public_id)
    form = ApproveForm(request.POST, prefix="approve")
    if not form.is_valid():
        return question_page(request, question, {"approve": form}, status=422)
    return take(
        request,
        question,
        workflow.approve,
        "Approved. Here is who fits.",
        version=version_of(request),
        **form.cleaned_data,
    )


@require_POST
@desk_only
def request_changes(request, public_id):
    return with_words(
        request,
        public_id,
        action="request_changes",
        verb=workflow.request_changes,
        done="The asker has been asked for a change.",
    )


@require_POST
@desk_only
def decline(request, public_id):
    return with_words(
        request,
        public_id,
        action="decline",
        verb=workflow.decline,
        done="The question is declined and the asker is told why.",
    )


@require_POST
@desk_only
def mark_duplicate(request, public_id):
    question = desk_question(request.user, public_id)
    form = duplicate_form(question, request.POST)
    if not form.is_valid():
        return question_page(request, question, {"mark_duplicate": form}, status=422)
    return take(
        request,
        question,
        workflow.mark_duplicate,
        "The asker has been pointed to that page.",
        form=form,
        action="mark_duplicate",
        page=form.page,
        reason=form.cleaned_data["words"],
        version=version_of(request),
    )


@require_POST
@desk_only
def quarantine(request, public_id):
    """Never too late: whatever a colleague has done meanwhile, it is stopped. Whoever has stopped
    it does not see it any more, and is told the same when they press twice."""
    told = Question.objects.filter(public_id=public_id).first()
    if told is not None and has_told(request.user, told):
        messages.success(request, WITH_LEADS)
        return redirect("/desk/")
    question = desk_question(request.user, public_id)
    form = QuarantineForm(request.POST, prefix="quarantine")
    if not form.is_valid():
        return question_page(request, question, {"quarantine": form}, status=422)
    return take(
        request,
        question,
        workflow.quarantine,
        WITH_LEADS,
        label=form.cleaned_data["label"],
    )


@require_POST
@desk_only
def mark_seen(request, public_id):
    """A safeguarding lead says that they have seen it: the clock of four working hours stops."""
    question = desk_question(request.user, public_id)
    return take(
        request,
        question,
        workflow.mark_seen,
        "Thank you. The other safeguarding leads are not reminded any more.",
    )


@require_POST
@desk_only
def return_to_asker(request, public_id):
    return with_words(
        request,
        public_id,
        action="return_to_asker",
        verb=workflow.return_to_asker,
        done="The asker has been asked for a change.",
    )


@require_POST
@desk_only
def return_to_queue(request, public_id):
    question = desk_question(request.user, public_id)
    return take(
        request, question, workflow.return_to_queue, "The question is back with the coordinators."
    )


@require_POST
@desk_only
def remove(request, public_id):
    """Propose to remove the question: a second safeguarding lead decides."""
    return with_words(
        request,
        public_id,
        action="remove",
        verb=_propose_removal,
        done="Proposed. A second safeguarding lead decides now; until then nothing is removed.",
        versioned=False,
    )


def _propose_removal(*, question, actor, now, reason: str) -> None:
    workflow.propose(
        kind=DecisionKind.REMOVE, question=question, actor=actor, now=now, reason=reason
    )
