"""``/me/reply/``, ``/me/appeal/``, ``/me/confirm/`` and ``/me/organisation/``: one's own
membership. Nobody else's is reachable from here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network.members import permissions, workflow
from network.members.enums import MembershipStatus
from network.members.forms.joining import AppealForm, ReplyForm, WorkplaceForm
from network.members.forms.organisation import words_for
from network.members.interrupted import data_for
from network.members.models import Membership, Profile
from network.members.organisations import proposals
from network.members.profile import writing
from network.members.workflow.confirming import answer_by


@require_http_methods(["GET", "POST"])
@login_required
def reply(request: HttpRequest) -> HttpResponse:
    """Answer the coordinator's question about one's application."""
    membership = get_object_or_404(Membership, user=request.user, status=MembershipStatus.ASKED)
    form = ReplyForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        return _take(request, workflow.reply, membership, form, "Your reply is on its way.")
    return render(request, "members/reply.html", {"form": form, "membership": membership})


@require_http_methods(["GET", "POST"])
@login_required
def appeal(request: HttpRequest) -> HttpResponse:
    """Ask for a second look at a refusal or a pause. Who cannot is told why."""
    membership = get_object_or_404(
        Membership,
        user=request.user,
        status__in=[MembershipStatus.DECLINED, MembershipStatus.SUSPENDED],
    )
    decision = permissions.can_appeal(request.user, membership)
    if not decision:
        messages.info(request, decision.reason)
        return redirect("me")
    form = AppealForm(data_for(request))
    if request.method == "POST" and form.is_valid():
        return _take(
            request, workflow.appeal, membership, form, "Another coordinator reads it now."
        )
    return render(request, "members/appeal.html", {"form": form, "membership": membership})


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """ "Is this still right?": what the network knows about one's work, and one button."""
    membership = get_object_or_404(
        Membership.objects.for_list(),
        user=request.user,
        status__in=[MembershipStatus.APPROVED, MembershipStatus.LAPSED],
    )
    if request.method == "POST":
        return _confirm(request, membership)
    context = {
        "membership": membership,
        "profile": membership.user.profile,
        "answer_by": answer_by(membership),
        "lapsed": membership.status == MembershipStatus.LAPSED,
        "email_confirmed": permissions.has_confirmed_email(request.user),
    }
    return render(request, "members/confirm.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def organisation(request: HttpRequest) -> HttpResponse:
    """Where one works: in the list, waiting for a coordinator, or not added and why."""
    profile = get_object_or_404(
        Profile.objects.select_related("user", "organisation__area"), user=request.user
    )
    form = WorkplaceForm(data_for(request), initial={"organisation": words_for(profile)})
    if request.method == "POST" and form.is_valid():
        writing.save_organisation(profile=profile, now=timezone.now(), **form.workplace())
        messages.success(request, "Your organisation has been saved.")
        return redirect("me_organisation")
    context = {"form": form, "profile": profile, "refusal": proposals.refusal_for(profile)}
    return render(request, "members/organisation.html", context)


def _take(request: HttpRequest, verb, membership: Membership, form, done: str) -> HttpResponse:
    try:
        verb(
            membership=membership,
            actor=request.user,
            now=timezone.now(),
            text=form.cleaned_data["text"],
            kept_phrases=form.kept_phrases(),
        )
    except (workflow.TransitionNotAllowed, workflow.NotPermitted):
        messages.info(request, "This has been decided or sent already. This is how it stands now.")
    else:
        messages.success(request, done)
    return redirect("me")


def _confirm(request: HttpRequest, membership: Membership) -> HttpResponse:
    try:
        confirmed = workflow.still_right(
            membership=membership, actor=request.user, now=timezone.now()
        )
    except workflow.NotPermitted as refusal:
        messages.error(request, refusal.reason)
        return redirect("me_confirm")
    except workflow.TransitionNotAllowed:
        messages.info(request, "There is nothing to confirm just now.")
        return redirect("me")
    if confirmed.status == MembershipStatus.APPROVED:
        messages.success(request, "Thank you. We ask again in a year.")
    else:
        messages.info(
            request,
            "Thank you. You work somewhere else now, so a coordinator looks at it first, usually "
            "within two working days.",
        )
    return redirect("me")
