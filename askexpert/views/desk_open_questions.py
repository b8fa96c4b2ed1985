"""The desk's side of an open question: write what members read, take it back, ask who offered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import workflow
from askexpert.desk_words import told_to_members
from askexpert.errors import TextHeldBack, WordsHeldBack
from askexpert.forms_asking import InviteOfferForm, OpenForm
from askexpert.models import Offer, OpenQuestion, Question
from askexpert.offers import open_on_desk
from askexpert.screening import marks_in
from askexpert.views.desk_taking import version_of
from askexpert.views.lookups import STOPPED, desk_question, say_what_stopped, words_given_back
from network.desk.guards import desk_only
from network.members.interrupted import data_for
from network.members.roles import is_coordinator
from network.privacy.access_log import record_view
from network.safeguarding.screening import screen


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@desk_only
def open_to_members(request, public_id):
    """Write the version that members read, beside the question as it was asked."""
    question = _coordinated(request, public_id)
    shown = open_on_desk(question, now=timezone.now())
    if request.method == "GET" and (shown is None or not shown.is_wanted):
        return redirect(question.desk_url)
    form = OpenForm(data_for(request))
    if request.method == "POST":
        form.is_valid()
        _say_what_must_go(form, question)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.open_to_members(
                question=question,
                actor=request.user,
                now=timezone.now(),
                version=version_of(request),
                **form.cleaned_data,
            )
        except (TextHeldBack, WordsHeldBack):
            form.add_error(None, "Something has to be changed before members can read this.")
        except STOPPED as error:
            say_what_stopped(request, error)
            return words_given_back(
                request, list(form.cleaned_data.values()), question.desk_url, "The question"
            )
        else:
            messages.success(request, "Members can read it now. Offers come to this page.")
            return redirect(question.desk_url)
    now = timezone.now()
    record_view(request, what="question", subject=question.asker, about=question.public_id, now=now)
    return render(
        request,
        "askexpert/desk/open_to_members.html",
        {
            "question": question,
            "shown": shown,
            "form": form,
            "marks": marks_in(
                [(name, form.data.get(name, "")) for name in ("title", "text")]
                if form.is_bound
                else []
            ),
            "trail": [
                {"label": "Desk", "url": "/desk/"},
                {"label": "Questions", "url": reverse("askexpert_desk:questions")},
                {"label": "Question", "url": question.desk_url},
                {"label": "For members"},
            ],
        },
        status=422 if form.errors else 200,
    )


def _say_what_must_go(form: OpenForm, question: Question) -> None:
    """Nothing that is marked may stay in a text for many, nor what tells who asked: each is an
    error, and all of them are said at once, whatever else the form lacks."""
    for name in ("title", "text"):
        value = form.data.get(name, "")
        for sentence in told_to_members(value, question):
            form.add_error(name, sentence)
        for span in screen(value):
            form.add_error(name, f"“{value[span.start : span.end]}”: {span.reason}")


@require_POST
@desk_only
def close_open(request, public_id):
    """Take the open version from members."""
    question = _coordinated(request, public_id)
    try:
        workflow.close_open(question=question, actor=request.user, now=timezone.now())
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "Members cannot read it any more.")
    return redirect(question.desk_url)


@require_POST
@desk_only
def invite_offer(request, public_id):
    """Ask a member who has offered. A question that had rested looks for somebody again with it."""
    question = _coordinated(request, public_id)
    offer = get_object_or_404(
        Offer.objects.standing().select_related("member"),
        pk=InviteOfferForm(request.POST).number,
        open_question__in=OpenQuestion.objects.filter(question=question, closed_at=None),
    )
    try:
        workflow.invite_offered(
            question=question, member=offer.member, actor=request.user, now=timezone.now()
        )
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, f"{offer.member} has been asked.")
    return redirect(question.desk_url)


def _coordinated(request, public_id) -> Question:
    """A question that this person coordinates; others at the desk have no part in it."""
    question = desk_question(request.user, public_id)
    if not is_coordinator(request.user):
        raise Http404
    return question
