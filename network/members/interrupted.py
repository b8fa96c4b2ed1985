"""Lose nothing when a session ends while somebody fills in a form.

A form that includes ``components/keeper.html`` carries a signature of whose it is and the page it
stands on. When it arrives without a session, or with a token from before the last sign-in, its
fields are kept for its owner, who is asked to sign in and finds them on that page again:
:func:`data_for` puts them back into the page's form, ``components/kept_words.html`` shows the words
where a page has several forms. Passwords and files are never kept. The signature is good for two
days and does nothing but keep. A feature that keeps a form's text in a draft of its own signs what
the form writes to with it.
"""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from network.members.models import InterruptedForm

_signer = TimestampSigner(salt="members.interrupted")
MAX_AGE = timedelta(days=2)
MAX_CHARACTERS = 40_000
OWNER, PAGE = "kept_for", "kept_from"
NEVER_KEPT = ("csrfmiddlewaretoken", OWNER, PAGE, "version")
ANOTHER_ACCOUNT = (
    "That page was opened under another account. What was written on it is kept there, for its "
    "owner only."
)


def signature(user, of="") -> str:
    """The value of a form's hidden field that says whose it is, and of which draft, if of one.

    Good for that draft alone; without ``of`` for no draft.
    """
    return _signer.sign(f"{user.public_id}:{of}")


def owner_of(value: str, of=""):
    """The active user for whom the form with this signature is kept, or ``None``. One query."""
    try:
        public_id, _, signed_of = _signer.unsign(value, max_age=MAX_AGE).partition(":")
    except BadSignature:
        return None
    if signed_of != str(of):
        return None
    return get_user_model().objects.active().filter(public_id=public_id).first()


def keep(request: HttpRequest, *, now: datetime) -> HttpResponse | None:
    """Keep the form that this request brought and lead its owner back to it.

    ``None`` when :func:`store` keeps nothing: then the request is answered as any other.
    """
    kept = store(request, now=now)
    if kept is None:
        return None
    if request.user.is_authenticated and request.user != kept.user:
        messages.info(request, ANOTHER_ACCOUNT)
        return redirect("me")
    if request.user.is_authenticated:
        messages.info(request, "You had been signed out. What you wrote is kept: please go on.")
        return redirect(kept.page)
    # Every page on the way to signing in says that the words are kept (allauth/layouts/entrance).
    request.session["kept_page"] = kept.page
    return redirect_to_login(kept.page)


def store(request: HttpRequest, *, now: datetime) -> InterruptedForm | None:
    """Keep the fields of the form that this request brought, for whoever opened its page.

    ``None`` when there is no good signature, no page of this site, or too much to keep.
    """
    owner = owner_of(request.POST.get(OWNER, ""))
    page = request.POST.get(PAGE, "")
    if owner is None or not _is_page_of_this_site(page):
        return None
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and "password" not in name
    }
    if sum(len(value) for values in fields.values() for value in values) > MAX_CHARACTERS:
        return None
    kept, _ = InterruptedForm.objects.update_or_create(
        user=owner, page=page, defaults={"fields": fields, "kept_at": now}
    )
    return kept


def data_for(request: HttpRequest) -> QueryDict | None:
    """What a page's form is made from: what was just sent, else what was kept here, else nothing.

    One query when nothing was sent. What was kept goes when the form is sent.
    """
    if request.method == "POST":
        forget(request.user, request.path)
        return request.POST
    return kept_fields(request)


def kept_fields(request: HttpRequest) -> QueryDict | None:
    """The fields kept for this person on this page: one query."""
    if not request.user.is_authenticated:
        return None
    kept = InterruptedForm.objects.filter(
        user=request.user, page=request.path, kept_at__gt=timezone.now() - MAX_AGE
    ).first()
    if kept is None:
        return None
    fields = QueryDict(mutable=True)
    for name, values in kept.fields.items():
        fields.setlist(name, values)
    return fields


def kept_words(request: HttpRequest) -> list[str]:
    """The texts among what was kept on this page, for a page with several forms."""
    fields = kept_fields(request) or QueryDict()
    return [value for _, values in fields.lists() for value in values if len(value) > 20]


def forget(user, page: str) -> None:
    """Delete what was kept for this person on this page: they have sent it."""
    InterruptedForm.objects.filter(user=user, page=page).delete()


def _is_page_of_this_site(page: str) -> bool:
    return (
        page.startswith("/")
        and len(page) <= InterruptedForm._meta.get_field("page").max_length
        and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    )
