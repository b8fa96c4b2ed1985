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
from network.desk.too_late import SECOND_PRESS
from network.members.interrupted import forget
from network.workflows import NotPermitted

# What a step was given, by the name of its argument, and how to see that this was it.
SAME = {
    "reason": lambda question, words: question.reason == words,
    "words": lambda question, words: question.reason == words,
    "note": lambda question, note: question.answers.filter(note_to_expert=note).exists(),
    "text": lambda question, text: question.answers.filter(released_text=text).exists(),
    "page": lambda question, page: question.see_instead_id == page.pk,
    "nation": lambda question, nation: question.nation == nation,
    "expert": lambda question, expert: question.assignments.filter(expert=expert).exists(),
    "topics": lambda question, topics: set(question.topics.all()) == set(topics),
}


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
        form.add_error("words" if "words" in form.fields else "text", error.held)
        return question_page(request, question, {action: form}, status=422)
    except STOPPED as error:
        too_late = not is_refusal(error)
        if too_late and is_second_press(request.user, question, verb, arguments):
            messages.success(request, done)
            return _back_to(request, question)
        say_what_stopped(request, error)
        return as_it_stands(request, question, action, form, refused=is_refusal(error))
    messages.success(request, done)
    forget(request.user, question.desk_url)
    return _back_to(request, question)


def _back_to(request, question: Question):
    return redirect(question.desk_url if _is_visible(request.user, question) else "/desk/")


def is_second_press(user, question: Question, verb, arguments: dict) -> bool:
    """Whether this person has just taken this step with the same words and choices: the button was
    pressed twice, and the second press is answered like the first."""
    if not has_just_taken(user, question, verb):
        return False
    stands = Question.objects.get(pk=question.pk)
    return all(
        is_the_same(stands, arguments[name])
        for name, is_the_same in SAME.items()
        if name in arguments
    )


def has_just_taken(user, question: Question, verb) -> bool:
    """Whether this person has called this verb on the question within the last minute."""
    step = question.events.filter(action=getattr(verb, "__name__", ""), actor=user)
    return step.filter(at__gte=timezone.now() - SECOND_PRESS).exists()


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
