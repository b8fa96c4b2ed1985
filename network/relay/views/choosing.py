"""Whose letters one takes: blocking, unblocking, switching letters off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.members.models import User
from network.relay import permissions, workflow
from network.relay.forms import LetterSettingsForm
from network.relay.models import Block, Conversation, LetterSettings
from network.relay.names import shown_names

PAGE_SIZE = 20


@require_POST
@login_required
def block(request: HttpRequest, public_id) -> HttpResponse:
    """Take no more letters from the other person of a conversation."""
    found = get_object_or_404(
        Conversation.objects.visible_to(request.user).select_related("first", "second"),
        public_id=public_id,
    )
    workflow.block(blocker=request.user, blocked=found.other(request.user), now=timezone.now())
    messages.success(request, "You get no more letters from this member. They are not told.")
    return redirect(found)


@require_POST
@login_required
def block_member(request: HttpRequest, public_id) -> HttpResponse:
    """Take no letters from somebody, from their page: before they have written, or after.

    :raises Http404: alike for nobody and for somebody whose profile one may not see.
    """
    person = get_object_or_404(User, public_id=public_id)
    if person != request.user and not permissions.may_see(request.user, person):
        raise Http404
    try:
        workflow.block(blocker=request.user, blocked=person, now=timezone.now())
    except workflow.NotPermitted as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, "You get no letters from this member. They are not told.")
    return redirect("member", public_id=public_id)


@require_safe
@login_required
def blocked(request: HttpRequest) -> HttpResponse:
    """Whom one has blocked, newest first, twenty a page."""
    user = request.user
    rows = Block.objects.visible_to(user).select_related("blocked")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    people = [row.blocked for row in page]
    wrote = set(
        Conversation.objects.visible_to(user)
        .filter(letters__author__in=people)
        .values_list("letters__author_id", flat=True)
    )
    names = shown_names(user, people, writers=wrote)
    context = {
        "page_obj": page,
        "rows": [{"block": row, "name": names[row.blocked_id]} for row in page],
    }
    return render(request, "relay/blocked.html", context)


@require_POST
@login_required
def unblock(request: HttpRequest, public_id) -> HttpResponse:
    """Take letters from somebody again."""
    row = get_object_or_404(
        Block.objects.visible_to(request.user).select_related("blocked"),
        blocked__public_id=public_id,
    )
    workflow.unblock(blocker=request.user, blocked=row.blocked)
    messages.success(request, "This member can write to you again. They are not told.")
    return redirect("letters_blocked")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter_settings(request: HttpRequest) -> HttpResponse:
    """Switch letters from members on or off."""
    row = LetterSettings.objects.filter(user=request.user).first()
    takes = "no" if row and not row.takes_letters else "yes"
    form = LetterSettingsForm(request.POST or None, initial={"takes_letters": takes})
    if request.method == "POST" and form.is_valid():
        workflow.choose_letters(user=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Your choice has been saved.")
        return redirect("letter_settings")
    return render(request, "relay/settings.html", {"form": form})
