"""``/me/letters/to/<public id>/``: the first letter to somebody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network.members.interrupted import data_for
from network.members.models import User
from network.members.roles import is_verified_member
from network.relay import permissions
from network.relay.forms import LetterForm
from network.relay.models import Conversation
from network.relay.names import NAMELESS, shown_names, team_in
from network.relay.views.sending import send, urgent_notice
from network.workflows import Decision


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter_write(request: HttpRequest, public_id) -> HttpResponse:
    """Write to somebody whose profile one may see; a conversation that exists is opened instead.

    A member who takes no letters, for whatever reason, is one page with one sentence. Who is no
    member reads why, with what they had typed, whether or not the address is anybody's.

    :raises Http404: for oneself, and for members who ask for nobody or for somebody whose profile
        they may not see.
    """
    user = request.user
    person = User.objects.select_related("membership").filter(public_id=public_id).first()
    known = Conversation.objects.between(user, person).first() if person else None
    if known is not None and request.method != "POST":
        return redirect(known)
    hidden = person is None or (known is None and not permissions.may_see(user, person))
    if person == user or (hidden and is_verified_member(user)):
        raise Http404
    if hidden:
        return _to_nobody(request)
    may_write = _may_write(user, person, known)
    names = shown_names(user, [person])
    name = names[person.pk]
    form = LetterForm(data_for(request), names=(user.name, name))
    if request.method == "POST" and form.is_valid():
        letter = send(request, form, recipient=person)
        if letter is not None:
            messages.success(request, "Your letter has been sent.")
            return redirect(letter.conversation)
    context = {
        "name": name,
        "on_team": bool(team_in(names, [person])),
        "person": person,
        "form": form,
        "may_write": may_write,
        "urgent": urgent_notice(request, form),
    }
    return render(request, "relay/write.html", context)


def _to_nobody(request: HttpRequest) -> HttpResponse:
    """What somebody who is no member reads in place of a person they may not see."""
    decision = permissions.can_write_at_all(request.user)
    form = LetterForm(data_for(request), names=(request.user.name,))
    if form.is_bound:
        form.add_error(None, decision.reason)
    context = {"name": NAMELESS, "person": None, "form": form, "may_write": decision}
    return render(request, "relay/write.html", context, status=403)


def _may_write(user, person, known: Conversation | None) -> Decision:
    return permissions.can_write_to(user, person, known) and permissions.within_limits(
        user, known, timezone.now()
    )
