"""``/desk/domains/``: the e-mail domains whose holders join at once. Editors have it in the admin.

Wagtail's own log says who added and who removed one, whichever way it was done.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.log_actions import log

from network.members.forms import EmailDomainForm
from network.members.models import EmailDomain
from network.members.roles import is_coordinator


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def domains(request: HttpRequest) -> HttpResponse:
    """The list, and the form that adds to it."""
    if not is_coordinator(request.user):
        raise Http404
    form = EmailDomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            log(instance=form.save(), action="wagtail.create", user=request.user)
        messages.success(request, f"{form.instance.domain} is on the list now.")
        return redirect("desk_domains")
    return render(
        request, "desk/domains.html", {"form": form, "domains": EmailDomain.objects.all()}
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a domain off the list. Who is a member already stays one. Pressed twice, it is off."""
    if not is_coordinator(request.user):
        raise Http404
    domain = EmailDomain.objects.filter(pk=pk).first()
    if domain is None:
        messages.info(request, "That domain is off the list already.")
        return redirect("desk_domains")
    with transaction.atomic():
        log(instance=domain, action="wagtail.delete", user=request.user)
        domain.delete()
    messages.success(request, f"{domain.domain} is off the list. Members stay members.")
    return redirect("desk_domains")
