"""How a step at the desk is taken and answered, whichever it is: done, refused, too late, or words
that must not go out."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from askexpert.errors import ExpertNotEligible, WordsHeldBack
from askexpert.models import Question
from askexpert.views.desk_forms import WITH_PLACES, words_form, words_typed
from askexpert.views.desk_question import question_page
from askexpert.views.lookups import (
    STOPPED,
    desk_question,
    say_what_stopped,
    words_given_back,
)
from network.members.interrupted import forget
from network.workflows import NotPermitted


def version_of(request) -> int | None:
    """The state that the form was made from, so that a step of somebody else is noticed."""
    value = request.POST.get("version", "")
    return int(value) if value.isdigit() else None


def take(request, question, verb, done: str, /, *, form=None, action: str = "", **arguments):
    """Call the verb, say what happened and go back to the question, or to the desk if it is no
    longer this person's to see. ``form`` is what was typed for ``action``: it is never lost."""
    try:
        verb(question=question, actor=request.user, now=timezone.now(), **arguments)
    except WordsHeldBack as error:
        form.add_error("words", error.held)
        return question_page(request, question, {action: form}, status=422)
    except STOPPED as error:
        say_what_stopped(request, error)
        return as_it_stands(request, question, action, form, refused=is_refusal(error))
    messages.success(request, done)
    forget(request.user, question.desk_url)
    return redirect(question.desk_url if _is_visible(request.user, question) else "/desk/")


def is_refusal(error: Exception) -> bool:
    """Whether a rule forbids it, for whoever asks; not that somebody else was faster."""
    return isinstance(error, NotPermitted | ExpertNotEligible)


def as_it_stands(request, question, action: str, form, *, refused: bool):
    """The question as it is now, with the words that could not be sent.

    What a rule refuses is answered as a refusal (403), what came too late as a conflict (409).
    """
    visible = _is_visible(request.user, question)
    words = words_typed(form)
    if visible and (words or refused):
        fresh = desk_question(request.user, question.public_id)
        forms = {action: form} if form is not None else None
        return question_page(request, fresh, forms, status=403 if refused else 409)
    if words:
        return words_given_back(request, words, "/desk/", "The desk")
    return redirect(question.desk_url if visible else "/desk/")


def _is_visible(user, question: Question) -> bool:
    return Question.objects.for_desk(user).filter(pk=question.pk).exists()


def with_words(
    request,
    public_id,
    *,
    action: str,
    verb,
    done: str,
    argument: str = "reason",
    versioned: bool = True,
):
    """A step that writes to somebody: the words in the form go to the verb as ``argument``."""
    question = desk_question(request.user, public_id)
    form = words_form(action, question, request.POST)
    if not form.is_valid():
        return question_page(request, question, {action: form}, status=422)
    arguments = {argument: form.cleaned_data["words"]}
    if action in WITH_PLACES:
        arguments["places"] = form.places
    if versioned:
        arguments["version"] = version_of(request)
    return take(request, question, verb, done, form=form, action=action, **arguments)
