"""Whether a member is willing to be asked, how much, and pauses."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import workflow
from askexpert.forms_expert import AvailabilityForm
from askexpert.models import ExpertAvailability
from askexpert.pauses import LABELS, MONTH, pause_ends, pauses
from askexpert.views.lookups import member_required
from network.consents.agreeing import agree_by_form, asked_by_form
from network.members.interrupted import data_for

WILLING = "willing-to-answer"


@require_http_methods(["GET", "POST"])
@member_required
def edit(request):
    """The member's choices: consent with its date, capacity, a pause, and topics to avoid."""
    today = timezone.localdate()
    availability = ExpertAvailability.objects.filter(
        user=request.user
    ).first() or ExpertAvailability(user=request.user)
    consented_at = availability.consented_at
    paused_until = availability.paused_until_date if availability.is_paused(today) else None
    form = AvailabilityForm(data_for(request), instance=availability, today=today)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if form.cleaned_data["willing"]:
                agree_to_answer(request)
            form.instance.set_willing(form.cleaned_data["willing"], now=timezone.now())
            form.save()
        messages.success(request, "Your choices are saved.")
        return redirect("askexpert:availability")
    context = {
        "is_silent": consented_at is not None and availability.silent_since is not None,
        "form": form,
        "consented_at": consented_at,
        "paused_until": paused_until,
        "pauses": pauses(today),
        "agreement": asked_by_form(request.user, WILLING),
    }
    return render(request, "askexpert/availability.html", context)


def agree_to_answer(request) -> None:
    """Whoever says that they are willing agrees to what that means, in the words shown to them."""
    if asked_by_form(request.user, WILLING) is not None:
        shown = request.POST.get("agreement", "")
        agree_by_form(user=request.user, code=WILLING, shown=shown, now=timezone.now())


@require_POST
@member_required
def pause(request):
    """One press from any invitation: nothing new for as long as the button says, 30 days if none
    was named. A longer pause that was chosen before stays."""
    availability = ExpertAvailability.objects.filter(user=request.user).first()
    if availability is None:
        messages.info(request, "Nobody asks you anything until you say here that they may.")
        return redirect("askexpert:availability")
    kind = request.POST.get("for", MONTH)
    until = pause_ends(kind if kind in LABELS else MONTH, timezone.localdate())
    if availability.paused_until_date is None or availability.paused_until_date < until:
        availability.pause_until(until)
    messages.success(
        request,
        "You are not asked anything new until "
        f"{date_format(availability.paused_until_date, 'j F Y')}; then the pause ends by itself. "
        "To end it earlier, press “End the pause now” on this page.",
    )
    return redirect("askexpert:availability")


def is_silent(user) -> bool:
    """Whether this person is asked nothing until they say that they are still willing: one
    query."""
    return (
        ExpertAvailability.objects.willing().filter(user=user, silent_since__isnull=False).exists()
    )


@require_POST
@member_required
def still_willing(request):
    """The two buttons after silence: to be asked again, or not for now. Each acts once."""
    if request.POST.get("answer") == "no":
        if workflow.stop_being_willing(expert=request.user):
            messages.success(
                request,
                "You are not asked any more. Whenever you would like to be, put the tick back on "
                "this page. Thank you for what you have given.",
            )
    elif workflow.say_still_willing(expert=request.user, now=timezone.now()):
        messages.success(request, "Thank you. You can be asked again from now on.")
    return redirect("askexpert:availability")


@require_POST
@member_required
def resume(request):
    """End the pause now. Pressed twice, it is over once."""
    availability = ExpertAvailability.objects.filter(user=request.user).first()
    if availability is not None and availability.is_paused(timezone.localdate()):
        availability.pause_until(None)
        messages.success(request, "The pause is over: you can be asked again.")
    return redirect("askexpert:availability")
