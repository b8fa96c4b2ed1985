"""``/me/messages/``: one person's own messages."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.notifications.handling import mark_read
from network.notifications.models import Message

PAGE_SIZE = 20


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, twenty a page. Looking at the list marks nothing as read."""
    page = Paginator(Message.objects.visible_to(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    return render(request, "notifications/inbox.html", {"page_obj": page})


@require_POST
@login_required
def open_message(request: HttpRequest, public_id) -> HttpResponse:
    """Mark a message as read and go to what it is about.

    Only to a path of this site: an address from elsewhere in a message would be a fault.
    """
    message = get_object_or_404(Message.objects.visible_to(request.user), public_id=public_id)
    mark_read(messages=Message.objects.filter(pk=message.pk), user=request.user, now=timezone.now())
    goes_here = message.url.startswith("/") and not message.url.startswith("//")
    return redirect(message.url if goes_here else "messages")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_read(messages=Message.objects.all(), user=request.user, now=timezone.now())
    return redirect("messages")
