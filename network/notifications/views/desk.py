"""The desk's list of e-mail that could not be sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.members.roles import is_coordinator
from network.notifications.handling import send_again
from network.notifications.models import Message

PAGE_SIZE = 20


@require_safe
@login_required
def parked(request: HttpRequest) -> HttpResponse:
    """Parked e-mails, newest first: kind, person and why, never the text."""
    if not is_coordinator(request.user):
        raise Http404
    page = Paginator(Message.objects.parked().select_related("recipient"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "desk/emails.html", {"page_obj": page})


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
