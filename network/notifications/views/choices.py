"""``/me/messages/settings/``: what we e-mail you."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.members.interrupted import data_for
from network.members.roles import has_desk_access
from network.notifications import bounces
from network.notifications.forms import ChoicesForm
from network.notifications.reaching import ask_whether_reached


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Show the choices; a POST saves what has changed."""
    now = timezone.now()
    form = ChoicesForm(
        data_for(request),
        user=request.user,
        has_desk=has_desk_access(request.user),
        today=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        form.save(now=now)
        messages.success(request, "Saved. This is how we e-mail you from now on.")
        return redirect("email_settings")
    context = {"form": form, "email_paused": bounces.is_paused(request.user.email)}
    return render(request, "notifications/settings.html", context)


@require_POST
@login_required
def check_address(request: HttpRequest) -> HttpResponse:
    """Send an e-mail to an address that was out of reach, with a link that shows it works."""
    if ask_whether_reached(user=request.user, now=timezone.now()):
        messages.success(
            request, "We have sent you an e-mail. Open the link in it and press the button there."
        )
    else:
        messages.info(
            request, "We sent you an e-mail a short while ago. Please give it some minutes."
        )
    return redirect("email_settings")
