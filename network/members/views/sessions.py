"""Where one is signed in, and signing out there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.members.signing_in import sessions


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def own_sessions(request: HttpRequest) -> HttpResponse:
    """List one's sessions; the button ends all but this one."""
    if request.method == "POST":
        sessions.end_all(request.user, keep=request)
        messages.success(request, "You are signed out everywhere else.")
        return redirect("usersessions_list")
    rows = UserSession.objects.purge_and_list(request.user)
    key = request.session.session_key
    if key not in {row.session_key for row in rows}:
        UserSession.objects.create_from_request(request)
        rows = UserSession.objects.filter(user=request.user)
    listed = [
        {
            "row": row,
            "device": sessions.device_words(row.user_agent),
            "is_this_one": row.session_key == key,
        }
        for row in sorted(rows, key=lambda row: row.last_seen_at, reverse=True)
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": listed})


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out in one other place.

    :raises Http404: for a session that is not one's own, or is over.
    """
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    messages.success(request, f"You are signed out on {sessions.device_words(session.user_agent)}.")
    return redirect("usersessions_list")
