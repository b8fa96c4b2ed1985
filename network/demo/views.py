"""The demonstration's switch of persona and its mailbox.

Mounted only when ``DEMO_MODE`` is on, which a system check allows under the demo's own settings
only. Each view asks once more, so that a wrong mount shows nothing.
"""

from collections.abc import Callable
from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from network.demo.accounts import DEMO_PASSWORD, PERSONAS, totp_secret
from network.members.demo import email_of
from network.members.models import User
from network.notifications.delivery import compose
from network.notifications.models import EmailState, Message
from network.privacy.access_log import REALLY, really, record_access

PAGE_SIZE = 20
GONE = (
    "The person who was the {role} has left the network or uses another address now, so nobody can "
    "be them. Open the link in their e-mail here to bring them back, or start the demonstration "
    "anew with make demo-reset."
)
# States in which a message is, was or will be an e-mail of its own.
OF_ITS_OWN = (EmailState.PENDING, EmailState.SENT, EmailState.PARKED)
# An e-mail may style itself, and do nothing else; its links open beside it.
HTML_PART_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def demo_only(view: Callable) -> Callable:
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not settings.DEMO_MODE:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def from_this_site(view: Callable) -> Callable:
    """Refuse a form that another site sends. Browsers name the origin of every form.

    Instead of the usual token, which would make every visitor's page another one: visitors of the
    demonstration are given the same ready answers as those of the site (network.page_cache).
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_POST
@demo_only
@from_this_site
def view_as(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen persona, or out as a visitor.

    The old session is flushed first, so that nothing of one persona reaches the next. Somebody who
    had signed in as themselves stays known: each look at private data names both, and so does the
    bar. Choosing the visitor, signing out and signing in end that.

    A persona who has left the network is not there to be: that is said, and nothing changes.

    :raises Http404: for a persona that does not exist.
    """
    persona = next((p for p in PERSONAS if p.slug == request.POST.get("persona")), None)
    if persona is None:
        raise Http404
    user = None
    if persona.key:
        user = User.objects.active().filter(email=email_of(persona.key)).first()
        if user is None:
            messages.warning(request, GONE.format(role=persona.label.lower()))
            return redirect("demo_mailbox")
    real = _who_sits_there(request)
    logout(request)
    if user is not None:
        login(request, user, backend=BACKEND)
        UserSession.objects.create_from_request(request)  # as the sign-in page does
        request.session["demo_persona"] = persona.slug
        if real is not None and real != user:
            request.session[REALLY] = str(real.public_id)
            request.session["really_name"] = str(real)
            now = timezone.now()
            record_access(actor=real, acting_as=user, subject=user, what="viewed_as", now=now)
        messages.info(request, f"You now see the site as {user.name}: {persona.label.lower()}.")
    return redirect(persona.lands_on)


def _who_sits_there(request: HttpRequest) -> User | None:
    """The person who signed in by the sign-in page; nobody, when only personas were chosen."""
    if REALLY in request.session:
        return really(request)
    if not request.user.is_authenticated or "demo_persona" in request.session:
        return None
    return User.objects.get(pk=request.user.pk)


@require_safe
@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every e-mail of the demonstration, newest first; none has left the machine."""
    page = Paginator(
        Message.objects.select_related("recipient").order_by("-created_at", "-pk"), PAGE_SIZE
    ).get_page(request.GET.get("page"))
    context = {"page_obj": page, "password": DEMO_PASSWORD, "personas": _people()}
    return render(request, "demo/mailbox.html", context)


@require_safe
@demo_only
def mail(request: HttpRequest, public_id) -> HttpResponse:
    """One e-mail: its headers and its plain-text part. What comes in a summary is told as that."""
    message = _message(public_id)
    email = compose(message) if _is_of_its_own(message) else None
    context = {"message": message, "email": email, "headers": _headers(email) if email else []}
    return render(request, "demo/mail.html", context)


@require_safe
@demo_only
def mail_as_html(request: HttpRequest, public_id) -> HttpResponse:
    """The HTML part of an e-mail, as a page that may style itself and do nothing else.

    :raises Http404: for a message that was no e-mail of its own.
    """
    message = _message(public_id)
    if not _is_of_its_own(message):
        raise Http404
    html = next(part.content for part in compose(message).alternatives)
    response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = HTML_PART_POLICY
    return response


def _message(public_id) -> Message:
    return get_object_or_404(
        Message.objects.select_related("recipient", "digest"), public_id=public_id
    )


def _is_of_its_own(message: Message) -> bool:
    return message.email_state in OF_ITS_OWN and message.digest is None


def _headers(email: EmailMultiAlternatives) -> list[tuple[str, str]]:
    named = {"From": email.from_email, "To": ", ".join(email.to), "Subject": email.subject}
    return [*named.items(), *email.extra_headers.items()]


def _people() -> list[dict]:
    """Who can be signed in as by hand: the address, and what an authenticator app would show."""
    addresses = {persona.label: email_of(persona.key) for persona in PERSONAS if persona.key}
    with_app = set(
        Authenticator.objects.filter(
            type=Authenticator.Type.TOTP, user__email__in=addresses.values()
        ).values_list("user__email", flat=True)
    )
    return [
        {"label": label, "email": email, "code": _code_now(email) if email in with_app else ""}
        for label, email in addresses.items()
    ]


def _code_now(email: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(totp_secret(email), counter))
