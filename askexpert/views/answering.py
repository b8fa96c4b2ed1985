"""The expert's side: what they are asked, yes and no. Writing is in ``writing.py``."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import clocks, transitions, workflow
from askexpert.closeness import tied_asks
from askexpert.conversation import ANSWERS_REST, conversation_of
from askexpert.enums import (
    LIVE_ASSIGNMENT,
    READABLE_ASSIGNMENT,
    AssignmentStatus,
    DeclineReason,
)
from askexpert.errors import ExpertNotEligible, WordsHeldBack
from askexpert.forms import DeclineForm, HandBackForm
from askexpert.models import Assignment
from askexpert.views.availability import is_silent
from askexpert.views.lookups import (
    STOPPED,
    give_to_leads,
    own_assignment,
    say_what_stopped,
)
from network.members.interrupted import data_for, forget
from network.members.roles import is_verified_member
from network.workflows import allows

# Why somebody cannot say yes any more, where it is about themselves. Every other guard is about
# somebody else too, and its reason would tell who that is.
ABOUT_YOURSELF = {
    "paused": "You have paused invitations until after the answer would be due, or are away then, "
    "so we ask somebody else. To be asked again, change that under “How much would you like to be "
    "asked?”.",
    "at_capacity": "You are answering as many questions as you wanted at a time, so we ask "
    "somebody else this time.",
    "not_consenting": "You have said that you would rather not be asked, so we ask somebody else.",
    "opted_out": "This touches a topic that you would rather not take, so we ask somebody else.",
}
ABOUT_YOURSELF["not_verified"] = ABOUT_YOURSELF["suspended"] = (
    "Answering is for members whose membership is active. Under “My pages” you see where yours "
    "stands."
)
A_TIE = (
    "Since we asked you, a tie to this question has come up, so somebody else answers it. You have "
    "done nothing wrong, and it never counts against you. Thank you for saying yes."
)


@require_safe
@login_required
def invitations(request):
    """What this person is asked now, and what they were asked before."""
    now = timezone.now()
    assignments = list(Assignment.objects.visible_to(request.user).for_list())
    live = [row for row in assignments if row.status in LIVE_ASSIGNMENT]
    tied = tied_asks(request.user, live, today=timezone.localdate(now))
    return render(
        request,
        "askexpert/invitations.html",
        {
            "live": [
                {"row": row, "is_late": row.is_late(now), "has_tie": row.pk in tied} for row in live
            ],
            "past": [row for row in assignments if row.status not in LIVE_ASSIGNMENT],
            "is_silent": is_silent(request.user),
        },
    )


@require_safe
@login_required
def invitation(request, public_id):
    """One ask: the question as long as the ask is open, and what to do about it.

    Whoever has come too close since they were asked reads nothing of it, and nor does somebody
    whose membership is paused or has lapsed. Looking changes nothing: the ask ends when they say
    so, or when its time is over.
    """
    assignment = own_assignment(request.user, public_id)
    now = timezone.now()
    if not is_verified_member(assignment.expert):
        return render(request, "askexpert/resting.html", resting_context(assignment))
    if assignment.status == AssignmentStatus.ACCEPTED:
        return redirect("askexpert:answer", public_id=public_id)
    if tied_asks(request.user, [assignment], today=timezone.localdate(now)):
        return render(
            request,
            "askexpert/too_close.html",
            {"assignment": assignment, "conflict": DeclineReason.CONFLICT},
        )
    context = ask_context(assignment, is_late=assignment.is_late(now))
    return render(request, "askexpert/invitation.html", context)


def ask_context(assignment: Assignment, **more) -> dict:
    """What every page about an ask shows: nothing of the question once it may not be read, or
    while the expert's membership is not approved."""
    question = assignment.question
    readable = (
        assignment.status in READABLE_ASSIGNMENT
        and question.status not in ANSWERS_REST
        and is_verified_member(assignment.expert)
    )
    return {
        "assignment": assignment,
        "question": question if readable else None,
        "topics": list(question.topics.all()),
        "turns": conversation_of(question) if readable and assignment.follow_up_id else [],
        "asker_label": _asker_label(question) if readable else "",
        "answer": getattr(assignment, "answer", None) if readable else None,
        "may_alarm": readable
        and question.anonymised_at is None
        and allows(transitions.QUESTION, "quarantine", question.status),
        "asked_before": readable and _has_answered_before(assignment),
        "minutes": clocks.ANSWER_MINUTES,
        "answer_days": clocks.ANSWER_DAYS,
        **more,
    }


def resting_context(assignment: Assignment) -> dict:
    """What somebody sees of an ask while their membership is not approved: nothing of the question,
    and the ways to let it go."""
    return {
        "assignment": assignment,
        "is_asked": assignment.status == AssignmentStatus.INVITED,
        "is_writing": assignment.status == AssignmentStatus.ACCEPTED,
        "hand_back_form": HandBackForm(prefix="hand-back"),
    }


def _has_answered_before(assignment: Assignment) -> bool:
    """Whether a follow-up goes to whoever answered the question: one query, for follow-ups only."""
    if assignment.follow_up_id is None:
        return False
    earlier = Assignment.objects.filter(
        question=assignment.question_id,
        expert=assignment.expert_id,
        status=AssignmentStatus.COMPLETED,
    )
    return earlier.exclude(pk=assignment.pk).exists()


def _asker_label(question) -> str:
    """How the asker is named to the expert: as frozen when the question was sent."""
    if question.is_anonymous or question.asker is None:
        return "A member of the network"
    organisation = question.asker_organisation
    return f"{question.asker}, {organisation}" if organisation else str(question.asker)


@require_POST
@login_required
def accept(request, public_id):
    assignment = own_assignment(request.user, public_id)
    if assignment.status == AssignmentStatus.ACCEPTED:
        return redirect("askexpert:answer", public_id=public_id)
    try:
        workflow.accept(assignment=assignment, actor=request.user, now=timezone.now())
    except ExpertNotEligible as error:
        messages.info(request, ABOUT_YOURSELF.get(error.reason, A_TIE))
        return redirect("askexpert:invitations")
    except STOPPED as error:
        say_what_stopped(request, error)
        return redirect("askexpert:invitations")
    messages.success(request, "Thank you for saying yes. Save your draft whenever you like.")
    return redirect("askexpert:answer", public_id=public_id)


@require_POST
@login_required
def alarm(request, public_id):
    """An expert who reads a question says that it identifies somebody or shows risk.

    By the key of their own ask: no page of theirs holds the question's.
    """
    assignment = own_assignment(request.user, public_id)
    give_to_leads(
        request,
        assignment.question,
        "Thank you. A safeguarding lead looks at it now, and you need not do anything more here.",
    )
    return redirect("askexpert:invitations")


@require_http_methods(["GET", "POST"])
@login_required
def decline(request, public_id):
    """Say no, with a reason. An ask that waits for no reply any more shows how it stands."""
    assignment = own_assignment(request.user, public_id)
    if assignment.status != AssignmentStatus.INVITED:
        if request.method == "POST":
            messages.info(request, "This invitation needs no reply any more. Thank you.")
        return redirect(assignment)
    form = DeclineForm(data_for(request), prefix="decline")
    if request.method == "POST" and form.is_valid():
        try:
            workflow.decline_invitation(
                assignment=assignment, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except WordsHeldBack as error:
            form.add_error("note", error.held)
            return _decline_page(request, assignment, form)
        except STOPPED as error:
            say_what_stopped(request, error)
        else:
            messages.success(
                request,
                "Thank you for telling us. We ask somebody else; it never counts against you.",
            )
        return redirect("askexpert:invitations")
    return _decline_page(request, assignment, form)


def _decline_page(request, assignment: Assignment, form: DeclineForm):
    return render(request, "askexpert/decline.html", ask_context(assignment, decline_form=form))


@require_POST
@login_required
def hand_back(request, public_id):
    """Hand it back. A note that cannot go so comes back on a page of its own, to be changed."""
    assignment = own_assignment(request.user, public_id)
    form = HandBackForm(request.POST, prefix="hand-back")
    if not form.is_valid():
        return _hand_back_page(request, assignment, form)
    try:
        workflow.hand_back(
            assignment=assignment, actor=request.user, now=timezone.now(), **form.cleaned_data
        )
    except WordsHeldBack as error:
        form.add_error("note", error.held)
        return _hand_back_page(request, assignment, form)
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, "You have handed the question back. Thank you for telling us.")
    forget(request.user, reverse("askexpert:answer", args=[public_id]))
    return redirect("askexpert:invitations")


def _hand_back_page(request, assignment: Assignment, form: HandBackForm):
    return render(
        request,
        "askexpert/hand_back.html",
        {"assignment": assignment, "hand_back_form": form},
        status=422,
    )
