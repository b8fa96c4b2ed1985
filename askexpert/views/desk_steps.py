"""One address per verb of the desk: load, permit by the verb itself, one call, message, back."""

import uuid

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from askexpert import workflow
from askexpert.enums import AssignmentStatus
from askexpert.errors import ExpertNotEligible, TextHeldBack
from askexpert.forms import ReasonsForm
from askexpert.forms_desk import ApproveForm, QuarantineForm, ReleaseForm
from askexpert.models import Question
from askexpert.models.decision import DecisionKind
from askexpert.screening import warnings_in
from askexpert.views.desk_forms import (
    duplicate_form,
    names_of_asker,
    words_form,
    words_typed,
)
from askexpert.views.desk_question import question_page
from askexpert.views.lookups import (
    STOPPED,
    desk_question,
    say_what_stopped,
    words_given_back,
)
from network.desk.guards import desk_only
from network.members.interrupted import forget
from network.workflows import NotPermitted

VERSIONED = ("request_changes", "decline")


def _version(request) -> int | None:
    """The state that the form was made from, so that a step of somebody else is noticed."""
    value = request.POST.get("version", "")
    return int(value) if value.isdigit() else None


def take(request, question, verb, words: str, *, form=None, action: str = "", **arguments):
    """Call the verb, say what happened and go back to the question, or to the desk if it is no
    longer this person's to see. ``form`` is what was typed for ``action``: it is never lost."""
    try:
        verb(question=question, actor=request.user, now=timezone.now(), **arguments)
    except STOPPED as error:
        say_what_stopped(request, error)
        return _as_it_stands(request, question, action, form, refused=_is_refusal(error))
    messages.success(request, words)
    forget(request.user, question.desk_url)
    still_visible = Question.objects.for_desk(request.user).filter(pk=question.pk).exists()
    return redirect(question.desk_url if still_visible else "/desk/")


def _is_refusal(error: Exception) -> bool:
    """Whether a rule forbids it, for whoever asks; not that somebody else was faster."""
    return isinstance(error, NotPermitted | ExpertNotEligible)


def _as_it_stands(request, question, action: str, form, *, refused: bool):
    """The question as it is now, with the words that could not be sent.

    What a rule refuses is answered as a refusal (403), what came too late as a conflict (409).
    """
    visible = Question.objects.for_desk(request.user).filter(pk=question.pk).exists()
    words = words_typed(form)
    if visible and (words or refused):
        fresh = desk_question(request.user, question.public_id)
        forms = {action: form} if form is not None else None
        return question_page(request, fresh, forms, status=403 if refused else 409)
    if words:
        return words_given_back(request, words, "/desk/", "The desk")
    return redirect(question.desk_url if visible else "/desk/")


def _with_words(request, public_id, *, action: str, verb, done: str, argument: str = "reason"):
    question = desk_question(request.user, public_id)
    form = words_form(action, request.POST)
    if action == "return_answer":
        form.must_not_name = names_of_asker(question)
    if not form.is_valid():
        return question_page(request, question, {action: form}, status=422)
    arguments = {argument: form.cleaned_data["words"]}
    if action in VERSIONED:
        arguments["version"] = _version(request)
    return take(request, question, verb, done, form=form, action=action, **arguments)


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
        version=_version(request),
        **form.cleaned_data,
    )


@require_POST
@desk_only
def request_changes(request, public_id):
    return _with_words(
        request,
        public_id,
        action="request_changes",
        verb=workflow.request_changes,
        done="The asker has been asked for a change.",
    )


@require_POST
@desk_only
def decline(request, public_id):
    return _with_words(
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
        version=_version(request),
    )


@require_POST
@desk_only
def quarantine(request, public_id):
    question = desk_question(request.user, public_id)
    form = QuarantineForm(request.POST, prefix="quarantine")
    if not form.is_valid():
        return question_page(request, question, {"quarantine": form}, status=422)
    return take(
        request,
        question,
        workflow.quarantine,
        "Only safeguarding leads see the question now. They have been told.",
        label=form.cleaned_data["label"],
    )


@require_POST
@desk_only
def return_to_asker(request, public_id):
    return _with_words(
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
def mark_unmatched(request, public_id):
    question = desk_question(request.user, public_id)
    return take(
        request,
        question,
        workflow.mark_unmatched,
        "The asker has been told that nobody fits just now.",
    )


@require_POST
@desk_only
def widen(request, public_id):
    question = desk_question(request.user, public_id)
    return take(request, question, workflow.widen, "Looking again. Here is who fits.")


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
        version=_version(request),
    )


@require_POST
@desk_only
def remove(request, public_id):
    """Propose to remove the question: a second safeguarding lead decides."""
    return _with_words(
        request,
        public_id,
        action="remove",
        verb=_propose_removal,
        done="Proposed. A second safeguarding lead decides now; until then nothing is removed.",
    )


def _propose_removal(*, question, actor, now, reason: str) -> None:
    workflow.propose(
        kind=DecisionKind.REMOVE, question=question, actor=actor, now=now, reason=reason
    )


@require_POST
@desk_only
def take_over_one(request, public_id):
    question = desk_question(request.user, public_id)
    return take(request, question, workflow.take_over, "You look after this question now.")


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
def return_answer(request, public_id):
    return _with_words(
        request,
        public_id,
        action="return_answer",
        verb=workflow.return_answer,
        done="The expert has the answer back with your note.",
        argument="note",
    )


@require_POST
@desk_only
def release_answer(request, public_id):
    """Release as sent or as edited. A warning that an edit brought in needs a reason first."""
    question = desk_question(request.user, public_id)
    form = ReleaseForm(request.POST, prefix="release_answer")
    if not form.is_valid():
        return question_page(request, question, {"release_answer": form}, status=422)
    text = form.cleaned_data["text"]
    reasons = ReasonsForm(
        request.POST if "reasons_shown" in request.POST else None,
        warnings=_unexplained(question, text),
        prefix="release_reasons",
    )
    answered = reasons.fields and reasons.is_valid()
    try:
        return take(
            request,
            question,
            workflow.release_answer,
            "The answer is released. The asker and the expert have been told.",
            form=form,
            action="release_answer",
            text=text,
            version=_version(request),
            reasons=reasons.reasons if answered else {},
        )
    except TextHeldBack as held:
        for span in held.blocking:
            form.add_error("text", f"“{text[span.start : span.end]}”: {span.reason}")
        for span in held.unjustified:
            words = text[span.start : span.end]
            form.add_error("text", f"“{words}” may identify somebody. Change it, or say why not.")
        return question_page(
            request,
            question,
            {"release_answer": form},
            reasons=reasons if reasons.fields else None,
            status=422,
        )


def _unexplained(question, text: str) -> list[tuple[str, str]]:
    """Warnings that neither the expert nor, so far, the coordinator has given a reason for."""
    answer = question.answers.filter(assignment__status=AssignmentStatus.SUBMITTED).first()
    kept = answer.justifications if answer else []
    given = {f"{reason['type']}:{reason['phrase']}" for reason in kept}
    return [(key, phrase) for key, phrase in warnings_in(text) if key not in given]
