"""Whether a member is willing to be asked."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from askexpert.forms import AvailabilityForm
from askexpert.models import ExpertAvailability
from askexpert.views.lookups import member_required
from network.members.interrupted import data_for

PAUSE = timedelta(days=30)


@require_http_methods(["GET", "POST"])
@member_required
def edit(request):
    availability = ExpertAvailability.objects.filter(
        user=request.user
    ).first() or ExpertAvailability(user=request.user)
    form = AvailabilityForm(
        data_for(request),
        instance=availability,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        form.instance.set_willing(form.cleaned_data["willing"], now=timezone.now())
        form.save()
        messages.success(request, "Your choices are saved.")
        return redirect("askexpert:availability")
    return render(request, "askexpert/availability.html", {"form": form})


@require_POST
@member_required
def pause(request):
    """One click from any invitation: nothing new for thirty days, or for as long as was chosen."""
    availability = ExpertAvailability.objects.filter(user=request.user).first()
    if availability is None:
        messages.info(request, "Nobody asks you anything until you say here that they may.")
        return redirect("askexpert:availability")
    until = timezone.localdate() + PAUSE
    if availability.paused_until_date is None or availability.paused_until_date < until:
        availability.pause_until(until)
    messages.success(
        request,
        "You are not asked anything new until "
        f"{date_format(availability.paused_until_date, 'j F Y')}. You can change this here.",
    )
    return redirect("askexpert:availability")
