"""``/report/…``: say that a page identifies a child. Open to everybody."""

from datetime import timedelta

from allauth.core import ratelimit
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from network.members.roles import reads_as_member
from network.own_forms import needs_no_cookie
from network.reported import workflow
from network.reported.forms import ReportForm
from network.reported.models import PageReport
from network.safeguarding.urgent_help import notice_for
from network.search.findable import findable_pages, opens, read_rules

SALT = "network.reported.sent"
# For so long after a report its sender is told how the page stands.
TOLD_FOR = timedelta(days=1)


@needs_no_cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form; the page is hidden before the answer is sent. A page that an earlier report hides
    takes more reports (a second press of the button among them) and shows no form.

    :raises Http404: for a page that this person may not open, and one that is no published matter.
    """
    page = findable_pages(request.user, Page.objects.filter(pk=page_id)).specific().first()
    page = page or _held_page(request, page_id)
    if not getattr(page, "may_be_reported", False):
        raise Http404("There is no such page.")
    if request.method != "POST" and not page.live:
        return _answer(request, "hidden", is_sent=False)
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, initial={"where": request.GET.get("at", "")[:300]})
    if request.method == "POST" and form.is_valid():
        # A whole council may share one address; its members are known by their accounts. What comes
        # too often is kept and told as every report is, and hides nothing.
        is_too_often = not reads_as_member(request.user) and not ratelimit.consume(
            request, action="page_report"
        )
        workflow.report(
            page=page,
            reporter=request.user if request.user.is_authenticated else None,
            words=form.cleaned_data["words"],
            where=form.cleaned_data["where"],
            hides=not is_too_often,
            now=timezone.now(),
        )
        return redirect(f"{reverse('page_report_sent')}?of={signing.dumps(page.pk, salt=SALT)}")
    context = {
        "page": page,
        "form": form,
        "shown": notice_for(request.user, timezone.localdate()),
    }
    return render(request, "reported/report.html", context)


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Whether the page that was reported is hidden at this moment. Only the sender's own address
    leads here with that page, for a day."""
    return _answer(request, _state_of(request.GET.get("of", "")), is_sent=True)


def _held_page(request: HttpRequest, page_id: int) -> Page | None:
    """A page that a report holds down, for those who could open it otherwise."""
    page = Page.objects.filter(pk=page_id, live=False).first()
    if page is None or not workflow.is_held(page):
        return None
    return page.specific if opens(request.user, page, read_rules()) else None


def _state_of(signed: str) -> str:
    """``hidden``, ``waiting`` (public until a lead has looked), ``looked_at`` (public again), or
    nothing where the address does not say which page it was."""
    try:
        page_id = signing.loads(signed, salt=SALT, max_age=TOLD_FOR)
    except signing.BadSignature:
        return ""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not page.live:
        return "hidden"
    is_open = PageReport.objects.filter(page=page).open().exists()
    return "waiting" if is_open else "looked_at"


def _answer(request: HttpRequest, state: str, *, is_sent: bool) -> HttpResponse:
    shown = notice_for(request.user, timezone.localdate())
    context = {"shown": shown, "state": state, "is_sent": is_sent}
    return render(request, "reported/sent.html", context)
