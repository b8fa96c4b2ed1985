"""``/me/``: one's own page and its forms. Nobody else's data is reachable from here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from network.members import profiles, workflow
from network.members.enums import MembershipStatus
from network.members.forms import (
    NameVisibilityForm,
    PreviousEmployersForm,
    ProfileForm,
    ReplyForm,
    TopicsForm,
)
from network.members.interrupted import data_for
from network.members.models import Membership, Profile


def _own_profile(request: HttpRequest) -> Profile:
    return get_object_or_404(
        Profile.objects.select_related("user", "organisation", "nation", "area__nation"),
        user=request.user,
    )


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """State of the membership in plain words, what waits for me, and everything that is mine."""
    membership = getattr(request.user, "membership", None)
    context = {
        "profile": Profile.objects.select_related("user").filter(user=request.user).first(),
        "membership": membership,
        "can_reply": membership is not None and membership.status == MembershipStatus.ASKED,
    }
    return render(request, "members/me.html", context)


@login_required
def edit_profile(request: HttpRequest) -> HttpResponse:
    _own_profile(request)
    form = ProfileForm(data_for(request), details=profiles.details_of(request.user))
    if request.method == "POST" and form.is_valid():
        profiles.save_profile(user=request.user, details=form.details(), now=timezone.now())
        messages.success(request, "Your profile has been saved.")
        return redirect("me")
    return render(request, "members/edit_profile.html", {"form": form})


@login_required
def edit_topics(request: HttpRequest) -> HttpResponse:
    """Topics with levels. "Save and add more" comes back with empty rows."""
    profile = _own_profile(request)
    levels = {row.topic: row.level for row in profile.topic_expertise.select_related("topic")}
    form = TopicsForm(request.POST or None, levels=levels)
    if request.method == "POST" and form.is_valid():
        profiles.save_topics(profile=profile, levels=form.topic_levels())
        messages.success(request, "Your topics have been saved.")
        return redirect("me_topics" if "more" in request.POST else "me")
    return render(request, "members/edit_topics.html", {"form": form})


@login_required
def edit_name(request: HttpRequest) -> HttpResponse:
    profile = _own_profile(request)
    form = NameVisibilityForm(
        request.POST or None, initial={"name_visibility": profile.name_visibility}
    )
    if request.method == "POST" and form.is_valid():
        profiles.save_name_visibility(
            profile=profile,
            name_visibility=form.cleaned_data["name_visibility"],
            now=timezone.now(),
        )
        messages.success(request, "Your choice has been saved.")
        return redirect("me")
    return render(request, "members/edit_name.html", {"form": form})


@login_required
def edit_employers(request: HttpRequest) -> HttpResponse:
    profile = _own_profile(request)
    until = {
        row.organisation: row.until_date
        for row in profile.previous_employments.select_related("organisation")
    }
    form = PreviousEmployersForm(request.POST or None, until=until, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        profiles.save_previous_employers(profile=profile, until=form.until)
        messages.success(request, "Your previous employers have been saved.")
        return redirect("me_employers" if "more" in request.POST else "me")
    return render(request, "members/edit_employers.html", {"form": form})


@login_required
def reply(request: HttpRequest) -> HttpResponse:
    """Answer the coordinator's question about one's application."""
    membership = get_object_or_404(
        Membership, user=request.user, status__in=[MembershipStatus.ASKED]
    )
    form = ReplyForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reply(
                membership=membership,
                actor=request.user,
                now=timezone.now(),
                text=form.cleaned_data["text"],
            )
        except workflow.TransitionNotAllowed:
            messages.info(request, "Your application has been decided meanwhile.")
            return redirect("me")
        messages.success(request, "Your reply is with the coordinators.")
        return redirect("me")
    return render(request, "members/reply.html", {"form": form, "membership": membership})
