"""How far a complaint is: by the address from the e-mail, or under one's own pages."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.complaints import workflow
from network.complaints.enums import ENDED
from network.complaints.forms import AgainForm
from network.complaints.models import Complaint
from network.complaints.models.complaint import public_id_of
from network.members.interrupted import data_for, forget

PAGE_SIZE = 20


def _by_link(token: str) -> Complaint:
    """:raises Http404: for an address that this site has not made, or whose complaint is gone."""
    try:
        return get_object_or_404(Complaint, public_id=public_id_of(token))
    except (BadSignature, ValueError) as error:
        raise Http404 from error


def _quiet(response: HttpResponse) -> HttpResponse:
    """The address is the key, so no other site learns it from a link on the page."""
    response["Referrer-Policy"] = "no-referrer"
    return response


# Without CSRF protection: what the e-mail's address opens needs no cookie to be opened, and
# nobody else knows the address.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest, token: str) -> HttpResponse:
    """The state. The words of both sides are shown when the button is pressed: programs that read
    e-mail follow links, and press nothing."""
    complaint = _by_link(token)
    context = _context(complaint, shows_words=request.method == "POST")
    context["again_url"] = "again/"
    return _quiet(render(request, "complaints/track.html", context))


@csrf_exempt
@never_cache
@require_POST
def track_again(request: HttpRequest, token: str) -> HttpResponse:
    """Say by the address from the e-mail that the answer is not enough."""
    complaint = _by_link(token)
    form = AgainForm(request.POST)
    if not form.is_valid() or not _reopen(request, complaint, form):
        context = _context(_by_link(token), shows_words=True, form=form)
        context["again_url"] = ""
        return _quiet(render(request, "complaints/track.html", context))
    return _quiet(redirect("complaint_track", token=token))


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What I sent while signed in, newest first."""
    page = Paginator(Complaint.objects.mine(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "complaints/mine.html", {"page_obj": page})


@require_safe
@login_required
def my_complaint(request: HttpRequest, public_id) -> HttpResponse:
    """One of mine, with everything that was written."""
    complaint = get_object_or_404(Complaint.objects.mine(request.user), public_id=public_id)
    return _my_page(request, complaint, AgainForm(data_for(request)))


@require_POST
@login_required
def my_complaint_again(request: HttpRequest, public_id) -> HttpResponse:
    """Say that the answer is not enough."""
    complaint = get_object_or_404(Complaint.objects.mine(request.user), public_id=public_id)
    form = AgainForm(request.POST)
    if not form.is_valid() or not _reopen(request, complaint, form):
        return _my_page(request, complaint, form)
    forget(request.user, complaint.own_url)
    return redirect(complaint.own_url)


def _my_page(request: HttpRequest, complaint: Complaint, form: AgainForm) -> HttpResponse:
    context = _context(complaint, shows_words=True, form=form)
    return render(request, "complaints/my_complaint.html", context)


def _reopen(request: HttpRequest, complaint: Complaint, form: AgainForm) -> bool:
    try:
        workflow.reopen_by_complainant(
            complaint=complaint, now=timezone.now(), words=form.cleaned_data["words"]
        )
    except workflow.TransitionNotAllowed:
        form.add_error(None, "We are looking into it already. What you wrote has not been sent.")
        return False
    messages.success(request, "Thank you. Somebody looks into it again and writes to you.")
    return True


def _context(complaint: Complaint, *, shows_words: bool, form: AgainForm | None = None) -> dict:
    return {
        "complaint": complaint,
        "shows_words": shows_words,
        "entries": [
            {
                "title": event.label,
                "when": event.at,
                "state": "done",
                "body": event.words if shows_words else "",
            }
            for event in complaint.events.shown()
        ],
        "form": form or AgainForm(),
        "may_reopen": complaint.status in ENDED,
    }
