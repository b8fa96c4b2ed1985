"""``/complaints/``: the form, which is open to everybody, and the page after it."""

import uuid

from allauth.core import ratelimit
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.complaints import workflow
from network.complaints.forms import ComplaintForm
from network.own_forms import needs_no_cookie
from network.safeguarding.urgent_help import notice_for

_signer = Signer(salt="complaints.received")


@needs_no_cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponse:
    """The form. A member's name and address are filled in; nothing typed is ever lost."""
    user = request.user if request.user.is_authenticated else None
    first = {"token": uuid.uuid4(), "name": user.name, "email": user.email} if user else {}
    form = ComplaintForm(request.POST or None, initial={"token": uuid.uuid4(), **first})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if not ratelimit.consume(request, action="complaint"):
        return _page(request, form, status=429)
    complaint = workflow.make(user=user, now=timezone.now(), **form.details())
    return redirect("complaint_received", signed=_signer.sign(complaint.reference))


def _page(request: HttpRequest, form: ComplaintForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "shown": notice_for(request.user, timezone.localdate()),
        "is_too_often": status == 429,
    }
    return render(request, "complaints/complain.html", context, status=status)


@never_cache
@require_safe
def received(request: HttpRequest, signed: str) -> HttpResponse:
    """The reference. The link that opens the complaint goes to the e-mail address only."""
    try:
        reference = _signer.unsign(signed)
    except BadSignature as error:
        raise Http404 from error
    return render(request, "complaints/received.html", {"reference": reference})
