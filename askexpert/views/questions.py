"""What an asker sees of their questions, and the steps that are theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import permissions, transitions, workflow
from askexpert.conversation import conversation_of, follow_up_by
from askexpert.enums import LIVE_ASSIGNMENT, QuestionStatus
from askexpert.errors import TextHeldBack, WordsHeldBack
from askexpert.forms import HelpedForm
from askexpert.forms_asking import NextStepForm
from askexpert.models import Assignment, FollowUp, Question
from askexpert.timeline import WITHDRAWN_WORDS_KEPT, timeline_of
from askexpert.views.lookups import (
    STOPPED,
    member_required,
    own_question,
    say_what_stopped,
    words_given_back,
)
from network.members.interrupted import forget, kept_words
from network.workflows import actions_from


@require_safe
@login_required
def mine(request):
    """The user's questions, newest first."""
    questions = Question.objects.for_asker(request.user).with_writer().prefetch_related("topics")
    return render(request, "askexpert/mine.html", {"questions": questions})


@require_safe
@login_required
def detail(request, public_id):
    """A question for the person who asked it; others are led to their own place."""
    question = get_object_or_404(
        Question.objects.visible_to(request.user)
        .with_writer()
        .select_related("nation", "see_instead", "open_question__sector"),
        public_id=public_id,
    )
    if question.asker_id != request.user.pk:
        return redirect(_place_of(request.user, question))
    return question_page(request, question)


def question_page(
    request,
    question: Question,
    *,
    form: HelpedForm | None = None,
    next_form: NextStepForm | None = None,
):
    """The page of one's own question. A form that came back is shown with its errors."""
    now = timezone.now()
    turns = conversation_of(question)
    asked = sum(turn.said == "followed_up" for turn in turns)
    choosing = question.status == QuestionStatus.UNMATCHED
    return render(
        request,
        "askexpert/question.html",
        {
            "question": question,
            "form": form or HelpedForm(),
            "next_form": next_form or NextStepForm() if choosing else None,
            "open_question": _open_version(question),
            "kept_words": kept_words(request),
            "turns": turns,
            "answers": sum(turn.is_answer for turn in turns),
            "latest_answer": max(
                (place for place, turn in enumerate(turns, start=1) if turn.is_answer), default=0
            ),
            "follow_ups_left": FollowUp.MAX_ROUNDS - asked,
            "may_follow_up": permissions.may_follow_up(question, rounds=asked, now=now),
            "until": follow_up_by(question),
            "timeline": timeline_of(question, now=now),
            "actions": actions_from(transitions.QUESTION, question.status, transitions.ASKER),
        },
    )


def _open_version(question: Question):
    """What members read or will read of it, while that is not over."""
    row = getattr(question, "open_question", None)
    return row if row is not None and row.closed_at is None else None


def _place_of(user, question: Question) -> str:
    assignment = Assignment.objects.visible_to(user).readable().filter(question=question).first()
    return assignment.get_absolute_url() if assignment else question.desk_url


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request, public_id):
    """Say what happens to the words, ask once, then withdraw."""
    question = own_question(request.user, public_id)
    if request.method == "POST":
        try:
            workflow.withdraw(question=question, actor=request.user, now=timezone.now())
        except STOPPED as error:
            say_what_stopped(request, error)
        else:
            messages.success(request, "You have withdrawn the question.")
        return redirect("askexpert:mine")
    if "withdraw" not in actions_from(transitions.QUESTION, question.status, transitions.ASKER):
        return redirect(question)
    return render(
        request,
        "askexpert/withdraw.html",
        {
            "question": question,
            "was_sent": question.submitted_at is not None,
            "is_asked": question.assignments.filter(status__in=LIVE_ASSIGNMENT).exists(),
            "gone": timezone.now() + WITHDRAWN_WORDS_KEPT,
        },
    )


@require_POST
@login_required
def close(request, public_id):
    """Say whether it helped."""
    question = own_question(request.user, public_id)
    form = HelpedForm(request.POST)
    if form.is_valid():
        try:
            workflow.close(
                question=question, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except TextHeldBack as held:
            outcome = form.cleaned_data["outcome"]
            for span in (*held.blocking, *held.unjustified):
                form.add_error("outcome", f"“{outcome[span.start : span.end]}”: {span.reason}")
        except WordsHeldBack as error:
            form.add_error("outcome", error.held)
        except STOPPED as error:
            say_what_stopped(request, error)
            if outcome := form.cleaned_data["outcome"]:
                return words_given_back(
                    request, [outcome], question.get_absolute_url(), "Your question"
                )
            return redirect(question)
        else:
            forget(request.user, question.get_absolute_url())
            messages.success(request, "Thank you. The person who answered reads what came of it.")
            return redirect(question)
    return question_page(request, question, form=form)


@require_POST
@member_required
def reopen(request, public_id):
    """The page that the asker was pointed to was not enough."""
    question = own_question(request.user, public_id)
    return _step(
        request,
        question,
        workflow.reopen,
        "Your question is open again. A coordinator reads it within one working day.",
    )


@require_POST
@member_required
def widen(request, public_id):
    """Look again for somebody to answer."""
    question = own_question(request.user, public_id)
    return _step(request, question, workflow.widen, "We are looking again.")


def _step(request, question: Question, verb, words: str):
    try:
        verb(question=question, actor=request.user, now=timezone.now())
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, words)
    return redirect(question)
