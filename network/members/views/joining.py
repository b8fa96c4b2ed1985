"""``/join/``: from an account to an application."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from network.members import permissions, workflow
from network.members.forms.joining import JoinForm
from network.members.interrupted import data_for
from network.members.models import Membership


def join(request: HttpRequest) -> HttpResponse:
    """The joining form. A visitor makes an account first. Who has applied already is taken to their
    own page, who has not confirmed their address is told to.

    A form that arrives after the session has ended comes from somebody who has an account.
    """
    if not request.user.is_authenticated:
        door = "account_login" if request.method == "POST" else "account_signup"
        return redirect_to_login(request.get_full_path(), login_url=reverse(door))
    if not permissions.has_confirmed_email(request.user):
        return render(request, "members/confirm_first.html", status=403)
    if not permissions.can_apply(request.user):
        return redirect("me")
    form = JoinForm(data_for(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            workflow.apply(
                user=request.user,
                now=timezone.now(),
                why=form.cleaned_data["why"],
                details=form.details(),
                kept_phrases=form.kept_phrases(),
            )
        except workflow.NotPermitted:
            # The same form twice: the first one has made the application.
            return redirect("me")
        return redirect("join_next")
    return render(request, "members/join.html", {"form": form})


@login_required
def join_next(request: HttpRequest) -> HttpResponse:
    """What happens after one has asked to join."""
    membership = Membership.objects.visible_to(request.user).filter(user=request.user).first()
    if membership is None:
        return redirect("join")
    return render(request, "members/join_next.html", {"membership": membership})
