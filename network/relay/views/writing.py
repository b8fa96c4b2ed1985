"""``/me/letters/to/<public id>/``: the first letter to somebody."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from network.members.interrupted import data_for
from network.members.roles import is_verified_member
from network.relay import permissions
from network.relay.forms import LetterForm
from network.relay.models import Conversation
from network.relay.names import shown_names
from network.relay.views.sending import send, urgent_notice
from network.workflows import Decision


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter_write(request: HttpRequest, public_id) -> HttpResponse:
    """Write to somebody whose profile one may see; a conversation that exists is opened instead.

    A member who takes no letters, for whatever reason, is one page with one sentence. Who is no
    member any more reads why, with what they had typed.

    :raises Http404: for oneself, for nobody, and for somebody whose profile the person may not see.
    """
    user = request.user
    person = get_object_or_404(
        get_user_model().objects.select_related("membership"), public_id=public_id
    )
    known = Conversation.objects.between(user, person).first()
    if known is not None and request.method != "POST":
        return redirect(known)
    is_member = is_verified_member(user)
    if person == user or (is_member and known is None and not permissions.may_see(user, person)):
        raise Http404
    may_write = _may_write(user, person, known)
    name = shown_names(user, [person])[person.pk]
    form = LetterForm(data_for(request), names=(user.name, name))
    if request.method == "POST" and form.is_valid():
        letter = send(request, form, recipient=person)
        if letter is not None:
            messages.success(request, "Your letter has been sent.")
            return redirect(letter.conversation)
    context = {
        "name": name,
        "person": person,
        "form": form,
        "may_write": may_write,
        "urgent": urgent_notice(request, form),
    }
    return render(request, "relay/write.html", context)


def _may_write(user, person, known: Conversation | None) -> Decision:
    return permissions.can_write_to(user, person, known) and permissions.within_limits(
        user, known, timezone.now()
    )
