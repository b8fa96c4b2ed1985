"""Whom and what a member is too close to: one page to look, add and remove. Nobody is told."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from askexpert import ties
from askexpert.forms_expert import FindPersonForm, PersonForm, PlaceForm
from askexpert.views.lookups import member_required
from network.members.directory import browsing
from network.members.interrupted import data_for


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def edit(request):
    """What is declared, a search of the directory, and the form for organisations and areas."""
    form = PlaceForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        for name in ("organisation", "area"):
            if form.cleaned_data[name]:
                ties.declare_tie(user=request.user, now=now, **{name: form.cleaned_data[name]})
        messages.success(request, "Your tie is kept. Questions from there do not reach you.")
        return redirect("askexpert:ties")
    search = FindPersonForm(request.GET if "who" in request.GET else None)
    words = search.cleaned_data["who"] if search.is_bound and search.is_valid() else ""
    allowed = not words or browsing.may_go_on(
        request.user, "lists", limit=browsing.LISTS_PER_HOUR, now=timezone.now()
    )
    return render(
        request,
        "askexpert/ties.html",
        {
            "form": form,
            "search": search,
            "words": words,
            "found": ties.find_people(request.user, words) if words and allowed else [],
            "most_found": ties.MOST_FOUND,
            "is_too_often": not allowed,
            "avoided": ties.avoided_by(request.user),
            "declared": ties.declared_by(request.user),
        },
        status=200 if allowed else 429,
    )


@require_POST
@member_required
def add_person(request):
    """A person whom the directory shows, from its search on this page.

    :raises Http404: alike for somebody it does not show and for an id that is nobody's.
    """
    form = PersonForm(request.POST)
    person = form.is_valid() and ties.person_shown(request.user, form.cleaned_data["person"])
    if not person:
        raise Http404
    if form.cleaned_data["what"] == ties.AVOID:
        ties.avoid(user=request.user, other=person, now=timezone.now())
        words = "You will not meet on a question, on either side. Nobody is told."
    else:
        ties.declare_tie(user=request.user, person=person, now=timezone.now())
        words = "Your tie is kept. Their questions do not reach you, nor yours them."
    messages.success(request, words)
    return redirect("askexpert:ties")


@require_POST
@member_required
def remove(request):
    """Take one's own row away. Pressed twice, it is gone once."""
    if ties.remove(user=request.user, key=request.POST.get("row", "")):
        messages.success(request, "Taken away.")
    return redirect("askexpert:ties")
