"""``/me/data/``: what is kept how long, and one's own copy of everything. Nobody else's, ever."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.media.serving import send_file
from network.privacy import copies
from network.privacy.models import CopyState, DataCopy
from network.privacy.retention import all_rules


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """The newest copy, how to leave, and the table of what is kept how long: one query."""
    now = timezone.now()
    own = DataCopy.objects.visible_to(request.user)
    copy = own.exclude(state=CopyState.READY, expires_at__lte=now).first()
    context = {
        "copy": copy,
        "may_ask": copy is None
        or copy.state == CopyState.FAILED
        or (copy.state == CopyState.READY and copy.requested_at <= now - copies.SAME_COPY_WITHIN),
        "rules": all_rules(),
    }
    return render(request, "privacy/my_data.html", context)


@login_required
@require_POST
@reauthentication_required
def ask_for_copy(request: HttpRequest) -> HttpResponse:
    """Start a copy, after the password has been asked for again."""
    copy = copies.ask_for_copy(user=request.user, now=timezone.now())
    if copy.state == CopyState.READY:
        messages.info(request, "You have a copy of today already: it is ready below.")
    else:
        messages.success(
            request,
            "We are putting your copy together. It usually takes a few minutes; a message tells "
            "you when it is ready.",
        )
    return redirect("my_data")


@login_required
@require_safe
def fetch_copy(request: HttpRequest, public_id) -> HttpResponseBase:
    """Send the file to its owner, after the password has been asked for again.

    :raises Http404: for anybody else's copy, whoever asks, and when its time is over.
    """
    copy = get_object_or_404(
        DataCopy.objects.visible_to(request.user).fetchable(timezone.now()), public_id=public_id
    )
    return _send(request, copy)


@reauthentication_required
def _send(request: HttpRequest, copy: DataCopy) -> HttpResponseBase:
    name = f"everything-about-me-{timezone.localdate(copy.made_at).isoformat()}.zip"
    return send_file(request, copy, name, restricted=True)
