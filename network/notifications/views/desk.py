"""The desk's list of e-mail that could not be sent, and of addresses that it does not reach."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.members.roles import is_coordinator
from network.notifications.bounces import resume
from network.notifications.handling import send_again
from network.notifications.models import Message, PausedAddress
from network.privacy import access_log

PAGE_SIZE = 20

access_log.register(undelivered="E-mail that did not arrive")


@require_safe
@login_required
def parked(request: HttpRequest) -> HttpResponse:
    """Parked e-mails and paused addresses, newest first: kind, person and why, never the text."""
    if not is_coordinator(request.user):
        raise Http404
    page = Paginator(Message.objects.parked().select_related("recipient"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    paused = Paginator(PausedAddress.objects.select_related("user"), PAGE_SIZE).get_page(
        request.GET.get("addresses")
    )
    subjects = [message.recipient for message in page] + [row.user for row in paused]
    if subjects:
        access_log.record_views(request, what="undelivered", subjects=subjects, now=timezone.now())
    return render(request, "desk/emails.html", {"page_obj": page, "paused": paused})


@require_POST
@login_required
def retry(request: HttpRequest, public_id) -> HttpResponse:
    """Put one of them back into the outbox."""
    if not is_coordinator(request.user):
        raise Http404
    message = get_object_or_404(Message.objects.all(), public_id=public_id)
    if send_again(message=message, now=timezone.now()):
        messages.success(request, "The e-mail is back in the outbox and is tried now.")
    else:
        messages.info(request, "This e-mail has been sent or is being tried already.")
    return redirect("desk_emails")


@require_POST
@login_required
def resume_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Send to a paused address again, because its owner has said that it works."""
    if not is_coordinator(request.user):
        raise Http404
    paused = PausedAddress.objects.filter(pk=pk).first()
    if paused is not None and resume(paused.address, now=timezone.now()):
        messages.success(request, f"New e-mail goes to {paused.address} again.")
    else:
        messages.info(request, "E-mail goes to this address already.")
    return redirect("desk_emails")
