"""Follow something, or stop, from the page where it is shown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from network.buttons import button, way_back
from network.following import follows
from network.following.models import FollowKind
from network.following.subjects import Subject, find


@button("following")
def start(request: HttpRequest) -> HttpResponse:
    """Follow from now on. A second press changes nothing."""
    subject = find(request.POST.get("kind", ""), request.POST.get("key", ""), request.user)
    if subject is None:
        raise Http404("There is no such thing to follow.")
    page = way_back(request, subject.url)
    try:
        follows.follow(user=request.user, subject=subject, now=timezone.now())
    except follows.TooManyFollowsError as too_many:
        messages.error(request, str(too_many))
        return HttpResponseClientRedirect(page) if request.htmx else redirect(page)
    return _answer(request, subject, is_followed=True)


@button("following")
def stop(request: HttpRequest) -> HttpResponse:
    """Stop following; also what is not there, or not to be seen, any more."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    subject = find(kind, key, request.user)
    follows.stop(user=request.user, kind=kind, key=subject.key if subject else key)
    if subject is None:
        messages.success(request, "You have stopped following it.")
        return redirect("following")
    return _answer(request, subject, is_followed=False)


def _answer(request: HttpRequest, subject: Subject, *, is_followed: bool) -> HttpResponse:
    """The button as it is now for htmx; for everybody else a message and the way back."""
    page = way_back(request, subject.url)
    if request.htmx:
        variables = {
            "kind": subject.kind,
            "key": subject.key,
            "label": subject.label,
            "is_followed": is_followed,
            "way_back": page,
            "is_answer": True,
        }
        return render(request, "following/_follow_button.html", variables)
    messages.success(request, _told(subject, is_followed))
    return redirect(page)


def _told(subject: Subject, is_followed: bool) -> str:
    is_filter = subject.kind == FollowKind.FILTER
    name = f"the library by {subject.label}" if is_filter else subject.label
    return f"You now follow {name}." if is_followed else f"You have stopped following {name}."
