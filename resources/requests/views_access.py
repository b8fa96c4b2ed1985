"""Ask for the files of one resource, see how far it is, and take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from network.members.interrupted import data_for
from network.workflows import NotPermitted, TransitionNotAllowed
from resources.access import find_resource, may_have_files
from resources.enums import AccessState, FilesFor
from resources.models import AccessRequest, ResourcePage
from resources.requests import access
from resources.requests.forms import AccessForm

SENT = "Your request is with the people who look after the library. You hear from us here."


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def request_files(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; where a request stands, that; and who may not ask reads why."""
    page = _on_request(request, slug)
    now = timezone.now()
    latest = AccessRequest.objects.of(request.user).filter(resource=page).first()
    form = AccessForm(data_for(request), names=(request.user.name,))
    if request.method == "POST" and form.is_valid():
        try:
            access.ask(page=page, member=request.user, now=now, **form.cleaned_data)
        except NotPermitted as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, SENT)
            return redirect("resources:request", page.slug)
    context = {
        "page": page,
        "form": form,
        "latest": latest,
        "is_over": latest is not None and _is_over(latest, now),
        "may_ask": access.can_ask(request.user, page),
        "access": may_have_files(request.user, page, now),
    }
    return render(request, "resources/request.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back what one has asked for or was given."""
    page = _on_request(request, slug)
    mine = AccessRequest.objects.of(request.user).filter(resource=page).first()
    if mine is None:
        raise Http404
    try:
        access.withdraw(request=mine, member=request.user, now=timezone.now())
    except TransitionNotAllowed:
        messages.info(request, "There is nothing to take back any more.")
    else:
        messages.success(request, "You have taken your request back.")
    return redirect("resources:request", page.slug)


def _on_request(request: HttpRequest, slug: str) -> ResourcePage:
    """:raises Http404: also where the files are not given on request."""
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage) or page.files_for != FilesFor.REQUEST:
        raise Http404
    return page


def _is_over(row: AccessRequest, now) -> bool:
    """Whether another request can follow this one."""
    ran_out = row.expires_at is not None and row.expires_at <= now
    return row.state not in access.STANDING or (row.state == AccessState.GRANTED and ran_out)
