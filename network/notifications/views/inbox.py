"""``/me/messages/``: one person's own messages."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from network.members.roles import has_desk_access
from network.notifications import bounces
from network.notifications.handling import mark_read
from network.notifications.kinds import GROUPS, KindGroup, Line, codes_in
from network.notifications.lines import lines_of
from network.notifications.models import Message

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the list shows it, with what it lists at this moment."""

    message: Message
    lines: list[Line]


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, twenty a page; of one group, or only unread ones, where asked for.

    Looking at the list marks nothing as read. A message of which nothing is left is not shown,
    so a page may hold fewer than twenty.
    """
    group = _group(request.GET.get("group"))
    only_unread = request.GET.get("unread") == "1"
    chosen = _messages(request.user, group)
    if only_unread:
        chosen = chosen.unread()
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = lines_of(page.object_list)
    asked = {"group": group.code if group else "", "unread": "1" if only_unread else ""}
    context = {
        "page_obj": page,
        "shown": [
            Shown(message, lines.get(message.pk, []))
            for message in page
            if lines.get(message.pk) != []
        ],
        "group": group,
        "only_unread": only_unread,
        "groups": [
            known
            for known in GROUPS.values()
            if known.code != "desk" or has_desk_access(request.user)
        ],
        "querystring": urlencode({name: value for name, value in asked.items() if value}),
        "email_paused": bounces.is_paused(request.user.email),
    }
    return render(request, "notifications/inbox.html", context)


@require_POST
@login_required
def open_message(request: HttpRequest, public_id) -> HttpResponse:
    """Mark a message as read and go to what it is about.

    Only to a path of this site: an address from elsewhere in a message would be a fault.
    """
    message = _mark_one(request, public_id)
    goes_here = message.url.startswith("/") and not message.url.startswith(("//", "/\\"))
    return redirect(message.url if goes_here else "messages")


@require_POST
@login_required
def read_one(request: HttpRequest, public_id) -> HttpResponse:
    """Mark a message as read and stay on the list."""
    _mark_one(request, public_id)
    return _back_to_the_list(request)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read: of one group, where the list shows one."""
    group = _group(request.POST.get("group"))
    mark_read(
        messages=_messages(request.user, group).unread(), user=request.user, now=timezone.now()
    )
    return _back_to_the_list(request)


def _mark_one(request: HttpRequest, public_id) -> Message:
    message = get_object_or_404(Message.objects.visible_to(request.user), public_id=public_id)
    mark_read(messages=Message.objects.filter(pk=message.pk), user=request.user, now=timezone.now())
    return message


def _messages(user, group: KindGroup | None):
    messages = Message.objects.visible_to(user)
    if group is None:
        return messages
    if group.code == "account":
        # Kinds of apps that are gone count among these.
        others = [code for other in GROUPS if other != "account" for code in codes_in(other)]
        return messages.exclude(kind__in=others)
    return messages.filter(kind__in=codes_in(group.code))


def _group(code: str | None) -> KindGroup | None:
    return GROUPS.get(code or "")


def _back_to_the_list(request: HttpRequest) -> HttpResponse:
    """The list as it was: the group, the filter and the page come along in the form."""
    kept = {name: request.POST.get(name, "") for name in ("group", "unread", "page")}
    query = urlencode({name: value for name, value in kept.items() if value})
    response = redirect("messages")
    if query:
        response["Location"] += f"?{query}"
    return response
