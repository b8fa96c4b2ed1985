"""How a step of a publication is taken and answered: done, too late, or pressed twice."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from askexpert.models import Publication, Question
from askexpert.views.desk_taking import has_just_taken
from askexpert.views.lookups import say_what_stopped
from network.workflows import TransitionNotAllowed


def latest(question: Question) -> Publication | None:
    """The publication of a question's answer that was proposed last, with what its page shows."""
    return (
        question.publications.select_related(
            "asker__profile__organisation",
            "asker__profile__area",
            "expert__profile__organisation",
            "expert__profile__area",
            "rewritten_by",
            "checked_by",
            "nation",
            "page",
        )
        .order_by("-proposed_at", "-pk")
        .first()
    )


def open_one(question: Question) -> Publication:
    """The publication that a step is about.

    :raises Http404: when nothing was ever proposed.
    """
    found = latest(question)
    if found is None:
        raise Http404
    found.question = question
    return found


def take(request, asked: Question, verb, words: str, **arguments):
    """Call a verb and go back to the publication. Who may not gets a 403; whoever was too late
    is told how it stands, and whoever pressed twice what the first press did."""
    try:
        verb(actor=request.user, now=timezone.now(), **arguments)
    except TransitionNotAllowed as error:
        if _is_second_press(request.user, asked, verb, arguments):
            messages.success(request, words)
        else:
            say_what_stopped(request, error)
    else:
        messages.success(request, words)
    return redirect("askexpert_publishing:publication", public_id=asked.public_id)


def _is_second_press(user, asked: Question, verb, arguments: dict) -> bool:
    stands = latest(asked)
    return (
        has_just_taken(user, asked, verb)
        and arguments.get("because") in (None, stands.ended_because)
        and arguments.get("note") in (None, stands.checklist.get("note", ""))
    )
