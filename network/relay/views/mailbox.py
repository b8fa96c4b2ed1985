"""``/me/letters/``: one's conversations, and the letters of one of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.members.interrupted import data_for
from network.relay import permissions, workflow
from network.relay.forms import LetterForm, ReadForm
from network.relay.models import Block, Conversation
from network.relay.names import shown_names, team_in
from network.relay.reading import PAGE_SIZE as LETTERS_ON_A_PAGE
from network.relay.reading import entries, names_in
from network.relay.views.sending import send, urgent_notice

PAGE_SIZE = 20


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """Conversations with unread letters first, then the newest, twenty a page.

    Four queries at any number: the count, the rows, the names that profiles allow, the team.
    """
    user = request.user
    found = Conversation.objects.visible_to(user)
    page = Paginator(found.for_list(user), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page)
    wrote = {row.other(user).pk for row in rows if row.has_other_written}
    names = shown_names(user, [row.other(user) for row in rows], writers=wrote)
    of_team = team_in(names, [row.other(user) for row in rows])
    context = {
        "page_obj": page,
        "rows": [
            {
                "conversation": row,
                "name": names[row.other(user).pk],
                "on_team": row.other(user).pk in of_team,
            }
            for row in rows
        ],
        "can_write": permissions.can_write_at_all(user),
    }
    return render(request, "relay/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conversation(request: HttpRequest, public_id) -> HttpResponse:
    """The letters of two people, newest at the bottom, and the form for the next one under it.

    Reading it marks nothing as read: the button does, and so does an answer.
    """
    found = _own(request, public_id)
    names = names_in(found, request.user)
    shown = (request.user.name, names[found.other(request.user).pk])
    form = LetterForm(data_for(request), names=shown)
    if request.method == "POST" and form.is_valid():
        letter = send(request, form, recipient=found.other(request.user), conversation=found)
        if letter is not None:
            messages.success(request, "Your letter has been sent.")
            return redirect(f"{found.get_absolute_url()}#letter-{letter.public_id}")
    return _render(request, found, form, names)


@require_POST
@login_required
def mark_read(request: HttpRequest, public_id) -> HttpResponse:
    """Mark letters as read, up to the one that the page showed last, and open the conversation."""
    found = _own(request, public_id)
    form = ReadForm(request.POST)
    if not form.is_valid():
        raise Http404
    through = get_object_or_404(found.letters, public_id=form.cleaned_data["through"])
    workflow.mark_read(conversation=found, user=request.user, through=through, now=timezone.now())
    return redirect(found)


def _own(request: HttpRequest, public_id) -> Conversation:
    return get_object_or_404(
        Conversation.objects.visible_to(request.user).select_related(
            "first__membership", "second__membership"
        ),
        public_id=public_id,
    )


def _render(
    request: HttpRequest, found: Conversation, form: LetterForm, names: dict[int, str]
) -> HttpResponse:
    user, other = request.user, found.other(request.user)
    letters = found.letters.prefetch_related("reports").order_by("-sent_at", "-pk")
    page = Paginator(letters, LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = list(reversed(page.object_list))
    now = timezone.now()
    may_write = permissions.can_write_to(user, other, found) and permissions.within_limits(
        user, found, now
    )
    if not form.is_bound and shown:
        form.initial["through"] = shown[-1].public_id
    rows = entries(shown, user, names)
    context = {
        "conversation": found,
        "other": other,
        "name": names[other.pk],
        "on_team": bool(team_in(names, [other])),
        "entries": rows,
        "has_new": any(row.is_new for row in rows),
        "page_obj": page,
        "last": shown[-1] if shown else None,
        "form": form,
        "may_write": may_write,
        "is_blocked": Block.objects.visible_to(user).filter(blocked=other).exists(),
        "profile_url": f"/members/{other.public_id}/" if permissions.may_see(user, other) else "",
        "urgent": urgent_notice(request, form),
    }
    return render(request, "relay/conversation.html", context)
