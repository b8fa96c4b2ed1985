"""A question for which nobody was found: what its asker chooses, and what members see of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from askexpert import clocks, workflow
from askexpert.alarms import has_told
from askexpert.errors import TextHeldBack
from askexpert.forms_asking import NextStep, NextStepForm, OfferForm
from askexpert.models import ExpertAvailability, Offer, OpenQuestion
from askexpert.views.availability import WILLING, agree_to_answer
from askexpert.views.lookups import (
    STOPPED,
    give_to_leads,
    member_required,
    own_question,
    say_what_stopped,
    words_given_back,
)
from askexpert.views.questions import question_page
from network.consents.agreeing import asked_by_form
from network.members.interrupted import data_for

PAGE_SIZE = 20


@require_POST
@member_required
def choose_next(request, public_id):
    """The asker of an unmatched question chooses what happens next."""
    question = own_question(request.user, public_id)
    form = NextStepForm(request.POST)
    if not form.is_valid():
        return question_page(request, question, next_form=form)
    step, sector = form.cleaned_data["step"], form.cleaned_data["sector"]
    if step == NextStep.WITHDRAW:
        return redirect("askexpert:withdraw", public_id=public_id)
    try:
        if step == NextStep.WIDEN:
            workflow.widen(question=question, actor=request.user, now=timezone.now())
            said = "Thank you. We are looking again."
        else:
            workflow.choose_open(
                question=question,
                actor=request.user,
                now=timezone.now(),
                sector=sector if step == NextStep.PEERS else None,
            )
            said = "Thank you. A coordinator writes a short version for members now."
    except STOPPED as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, said)
    return redirect(question)


@require_safe
@member_required
def open_list(request):
    """Open questions that this member may read, newest first; their own offers are marked."""
    rows = OpenQuestion.objects.visible_to(request.user).for_list()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    offered = set(
        Offer.objects.standing()
        .filter(member=request.user, open_question__in=[row.pk for row in page])
        .values_list("open_question", flat=True)
    )
    return render(
        request,
        "askexpert/open_questions.html",
        {"page_obj": page, "rows": [{"row": row, "offered": row.pk in offered} for row in page]},
    )


@require_safe
@member_required
def open_detail(request, public_id):
    """One open question, and the offer to answer it."""
    return _open_page(request, _readable(request, public_id))


@sensitive_post_parameters()
@require_POST
@member_required
def offer(request, public_id):
    """Offer to answer."""
    row = _readable(request, public_id)
    form = OfferForm(request.POST, ask_consent=not _is_willing(request.user))
    if not form.is_valid():
        return _open_page(request, row, form)
    note = form.cleaned_data["note"]
    willing = form.cleaned_data.get("willing", False)
    try:
        with transaction.atomic():
            if willing:
                agree_to_answer(request)
            workflow.offer_answer(
                open_question=row,
                actor=request.user,
                now=timezone.now(),
                note=note,
                willing=willing,
            )
    except TextHeldBack as held:
        for span in (*held.blocking, *held.unjustified):
            form.add_error("note", f"“{note[span.start : span.end]}”: {span.reason}")
        return _open_page(request, row, form)
    except STOPPED as error:
        say_what_stopped(request, error)
        if note:
            return words_given_back(request, [note], "/ask/open/", "Open questions")
        return redirect("askexpert:open_questions")
    messages.success(
        request,
        "Thank you. A coordinator reads your offer and asks you if it fits. You need not do "
        "anything until then.",
    )
    return redirect(row)


@require_POST
@member_required
def take_back(request, public_id):
    """Take an offer back."""
    row = _readable(request, public_id)
    workflow.take_back_offer(open_question=row, actor=request.user, now=timezone.now())
    messages.success(request, "You have taken your offer back. Thank you for having thought of it.")
    return redirect(row)


@require_POST
@member_required
def alarm(request, public_id):
    """A member says that an open question identifies somebody or shows risk: it is gone at once."""
    told = OpenQuestion.objects.filter(public_id=public_id).select_related("question").first()
    if told is None or not has_told(request.user, told.question):
        told = _readable(request, public_id)
    give_to_leads(
        request,
        told.question,
        "Thank you. Nobody sees it any more, and a safeguarding lead looks at it now.",
    )
    return redirect("askexpert:open_questions")


def _readable(request, public_id) -> OpenQuestion:
    return get_object_or_404(
        OpenQuestion.objects.visible_to(request.user).for_list(), public_id=public_id
    )


def _is_willing(user) -> bool:
    return ExpertAvailability.objects.willing().filter(user=user).exists()


def _open_page(request, row: OpenQuestion, form: OfferForm | None = None):
    user = request.user
    standing = Offer.objects.standing().filter(open_question=row, member=user).first()
    is_willing = _is_willing(user)
    if form is None:
        form = OfferForm(data_for(request), ask_consent=not is_willing)
    return render(
        request,
        "askexpert/open_question.html",
        {
            "row": row,
            "topics": list(row.question.topics.all()),
            "form": form,
            "agreement": None if is_willing else asked_by_form(user, WILLING),
            "offer": standing,
            "is_own": row.question.asker_id == user.pk,
            "minutes": clocks.ANSWER_MINUTES,
        },
    )
