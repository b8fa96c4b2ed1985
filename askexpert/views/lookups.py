"""Look private objects up through what the person may see; everything else is 404."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from askexpert import alarms, turns, workflow
from askexpert.errors import ExpertNotEligible, SomebodyWasFaster, StaleForm
from askexpert.models import Assignment, JointDecision, LegalHold, Publication, Question
from askexpert.models.decision import DecisionStatus
from network.members.roles import is_verified_member
from network.workflows import NotPermitted, TransitionNotAllowed


def own_question(user, public_id) -> Question:
    """The user's own question, with what its page shows."""
    return get_object_or_404(
        Question.objects.for_asker(user)
        .with_writer()
        .select_related("nation", "sector_wanted", "asker", "see_instead", "open_question__sector"),
        public_id=public_id,
    )


def desk_question(user, public_id) -> Question:
    """A question that this coordinator or safeguarding lead works on, with all that its page
    shows, and whether there is anything of what most questions have not: a publication, a legal
    hold, a proposal that waits."""
    asked = Assignment.objects.select_related("expert__profile__organisation", "answer")
    of_this = {"question": OuterRef("pk")}
    return get_object_or_404(
        turns.with_turn(Question.objects.for_desk(user))
        .annotate(
            has_publication=Exists(Publication.objects.filter(**of_this)),
            has_hold=Exists(LegalHold.objects.filter(**of_this, lifted_at=None)),
            has_proposal=Exists(
                JointDecision.objects.filter(**of_this, status=DecisionStatus.PROPOSED)
            ),
        )
        .select_related(
            "nation",
            "sector_wanted",
            "coordinator",
            "asker__profile__organisation",
            "asker__profile__area",
            "asker_organisation",
            "asker_area",
            "asker_sector",
            "answer",
            "see_instead",
            "open_question",
        )
        .prefetch_related("topics", "contexts", Prefetch("assignments", queryset=asked)),
        public_id=public_id,
    )


def own_assignment(user, public_id) -> Assignment:
    """One of the user's own asks."""
    return get_object_or_404(
        Assignment.objects.visible_to(user).select_related(
            "question__nation", "question__asker", "expert__membership"
        ),
        public_id=public_id,
    )


def member_required(view):
    """Sign-in first; a person without an approved membership is told so, kindly."""

    @wraps(view)
    @login_required
    def wrapped(request, *args, **kwargs):
        if not is_verified_member(request.user):
            messages.info(
                request,
                "Asking and answering is for members whose membership has been approved. Here "
                "you see where yours stands.",
            )
            return redirect("/me/")
        return view(request, *args, **kwargs)

    return wrapped


def say_what_stopped(request, error: Exception) -> None:
    """Tell the person in words why a verb did not happen."""
    if isinstance(error, NotPermitted):
        messages.error(request, error.reason)
    elif isinstance(error, ExpertNotEligible):
        messages.error(request, error.words)
    elif isinstance(error, StaleForm):
        messages.warning(
            request,
            "Somebody has taken a step since you opened this page. This is how it stands now; "
            "nothing of yours was sent.",
        )
    elif isinstance(error, SomebodyWasFaster):
        messages.info(
            request,
            "Thank you for saying yes. Somebody else did so just before you, so the question is in "
            "good hands and you need not do anything.",
        )
    elif isinstance(error, TransitionNotAllowed):
        messages.warning(request, "That step is not possible any more. This is how it stands now.")


def give_to_leads(request, question: Question, thanks: str) -> None:
    """Stop a question by the button of whoever reads it, with the reason that the button names.
    Pressed twice, it is thanked for twice."""
    label = alarms.chosen(request.POST.get("because"))
    try:
        workflow.quarantine(question=question, actor=request.user, now=timezone.now(), label=label)
    except STOPPED as error:
        question.refresh_from_db()
        if not alarms.has_told(request.user, question):
            say_what_stopped(request, error)
            return
    messages.success(request, thanks)


def words_given_back(request, words: list[str], url: str, label: str) -> HttpResponse:
    """Nothing could be sent, and what was typed is shown to whoever typed it, to be copied.

    ``url`` and ``label`` say where to go on.
    """
    return render(
        request,
        "askexpert/words_given_back.html",
        {"words": words, "url": url, "label": label},
        status=409,
    )


STOPPED = (NotPermitted, ExpertNotEligible, TransitionNotAllowed)
