"""Steps of an answer that a coordinator checks: back to the expert, or on to the asker."""

from django.views.decorators.http import require_POST

from askexpert import workflow
from askexpert.enums import AssignmentStatus
from askexpert.errors import TextHeldBack
from askexpert.forms import ReasonsForm
from askexpert.forms_desk import ReleaseForm
from askexpert.screening import warnings_in
from askexpert.views.desk_question import question_page
from askexpert.views.desk_taking import take, version_of, with_words
from askexpert.views.lookups import desk_question
from network.desk.guards import desk_only


@require_POST
@desk_only
def return_answer(request, public_id):
    return with_words(
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
            version=version_of(request),
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
