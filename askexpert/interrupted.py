"""Keep what somebody was writing when their session ended.

A form carries a signature (:mod:`network.members.interrupted`) of whose it is and what it writes
to. Sent without a session, under another account, or from before the last sign-in, its text goes
into its owner's draft and nowhere else, and the sender is asked to sign in again. The signature is
good for two days and only saves drafts. It cannot be guessed, so it also proves, where the usual
token of the form no longer fits, that the form came from a page of this site.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from network.members.interrupted import ANOTHER_ACCOUNT, owner_of


def keeps_text(keep: Callable[..., bool], *, elsewhere: str) -> Callable:
    """Wrap a view whose form has a ``keeper``, so that no text is lost with a session.

    ``keep(owner, public_id, data)`` saves the draft and says whether there was one to save. The
    form's owner goes on to the view. Nobody signed in: saved, then to the sign-in page and back.
    Somebody else signed in: saved for its owner, and they are led to ``elsewhere`` without a word
    of it. The owner with a token from before their last sign-in: saved, and shown once more.
    Without a good signature the view decides, under the usual protection of forms.
    """

    def decorate(view: Callable) -> Callable:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def keeping(request: HttpRequest, public_id) -> HttpResponse:
            owner = None
            if request.method == "POST":
                owner = owner_of(request.POST.get("keeper", ""), of=public_id)
            if owner is None:
                return protected(request, public_id)
            if owner == request.user:
                response = protected(request, public_id)
                if response.status_code != 403 or not keep(owner, public_id, request.POST):
                    return response
                messages.info(
                    request,
                    "This page had been open since before you signed in. What you wrote is kept "
                    "in your draft: look at it once more and go on.",
                )
                return redirect(request.path)
            if not keep(owner, public_id, request.POST):
                return protected(request, public_id)
            if request.user.is_authenticated:
                messages.info(request, ANOTHER_ACCOUNT)
                return redirect(elsewhere)
            messages.info(
                request,
                "You had been signed out. What you wrote is kept in your draft: sign in to go on.",
            )
            return redirect_to_login(request.path)

        return keeping

    return decorate
