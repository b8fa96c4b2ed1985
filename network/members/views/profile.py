"""The forms of one's own profile under ``/me/``, one thing per page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.members.forms import (
    AboutForm,
    PhotoForm,
    PreviousEmployersForm,
    ProfileForm,
    TopicsForm,
    VisibilityForm,
)
from network.members.interrupted import data_for
from network.members.models import Profile
from network.members.models.profile import Visibility
from network.members.profile import photos, writing
from network.members.profile.visibility import choices, initials_of, view_for
from network.pages.departed_authors import published_by

PREVIEWS = {"everybody": Visibility.PUBLIC, "members": Visibility.MEMBERS}


def _own_profile(request: HttpRequest) -> Profile:
    return get_object_or_404(
        Profile.objects.select_related("user", "organisation", "nation", "area__nation", "photo"),
        user=request.user,
    )


@login_required
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Name, pronouns, fields of work, role, organisation and place."""
    _own_profile(request)
    form = ProfileForm(data_for(request), details=writing.details_of(request.user))
    if request.method == "POST" and form.is_valid():
        writing.save_profile(user=request.user, details=form.details(), now=timezone.now())
        messages.success(request, "Your name and work have been saved.")
        return redirect("me")
    return render(request, "members/edit_profile.html", {"form": form})


@login_required
def edit_about(request: HttpRequest) -> HttpResponse:
    """The statement, screened, with languages and links."""
    profile = _own_profile(request)
    form = AboutForm(data_for(request), profile=profile)
    if request.method == "POST" and form.is_valid():
        writing.save_about(
            profile=profile,
            statement=form.cleaned_data["statement"],
            languages=form.languages,
            links=form.links,
            now=timezone.now(),
        )
        messages.success(request, "What you say about your work has been saved.")
        return redirect("me")
    return render(request, "members/edit_about.html", {"form": form})


@login_required
def edit_topics(request: HttpRequest) -> HttpResponse:
    """Every topic with how far the member is, and the contexts of their work."""
    profile = _own_profile(request)
    levels = dict(profile.topic_expertise.values_list("topic__slug", "level"))
    form = TopicsForm(data_for(request), levels=levels, contexts=list(profile.contexts.all()))
    if request.method == "POST" and form.is_valid():
        writing.save_topics(profile=profile, levels=form.topic_levels())
        writing.save_contexts(profile=profile, contexts=list(form.cleaned_data["contexts"]))
        messages.success(request, "Your topics have been saved.")
        return redirect("me")
    return render(request, "members/edit_topics.html", {"form": form})


@login_required
def edit_photo(request: HttpRequest) -> HttpResponse:
    """Put a photo in the place of any other."""
    profile = _own_profile(request)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        photos.keep_squares(profile=profile, cut=form.cleaned_data["photo"], now=timezone.now())
        messages.success(request, "Your photo has been saved.")
        return redirect("me_photo")
    context = {
        "form": form,
        "has_photo": getattr(profile, "photo", None) is not None,
        "public_id": profile.user.public_id,
        "initials": initials_of(profile.user.name),
    }
    return render(request, "members/edit_photo.html", context)


@require_POST
@login_required
def remove_photo(request: HttpRequest) -> HttpResponse:
    """Delete one's own photo; pressed twice, it is gone once."""
    if photos.remove_photo(profile=_own_profile(request)):
        messages.success(request, "Your photo has been deleted.")
    return redirect("me_photo")


@login_required
def edit_visibility(request: HttpRequest) -> HttpResponse:
    """Who sees which part, on one page, and which published pages name the person in any case."""
    profile = _own_profile(request)
    form = VisibilityForm(data_for(request), choices=choices(profile))
    if request.method == "POST" and form.is_valid():
        writing.save_visibility(profile=profile, choices=form.cleaned_data, now=timezone.now())
        messages.success(request, "Your choices have been saved. They hold from now on.")
        return redirect("me_visibility")
    published = list(published_by(request.user).order_by("title", "pk"))
    context = {"form": form, "published": published}
    return render(request, "members/edit_visibility.html", context)


@require_safe
@login_required
def preview(request: HttpRequest, audience: str) -> HttpResponse:
    """One's own profile as everybody, or as members, see it: made by what makes theirs.

    :raises Http404: for an audience that does not exist.
    """
    if audience not in PREVIEWS:
        raise Http404
    profile = get_object_or_404(Profile.objects.for_list(), user=request.user)
    context = {
        "view": view_for(profile, PREVIEWS[audience], with_extras=True),
        "audience": audience,
    }
    return render(request, "members/preview.html", context)


@login_required
def edit_employers(request: HttpRequest) -> HttpResponse:
    """Employers of the last 24 months. "Save and add more" comes back with empty rows."""
    profile = _own_profile(request)
    until = {
        row.organisation: row.until_date
        for row in profile.previous_employments.select_related("organisation__area")
    }
    form = PreviousEmployersForm(data_for(request), until=until, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        writing.save_previous_employers(profile=profile, until=form.until)
        messages.success(request, "Your previous employers have been saved.")
        return redirect("me_employers" if "more" in request.POST else "me")
    return render(request, "members/edit_employers.html", {"form": form})
