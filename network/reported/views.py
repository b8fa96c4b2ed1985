"""``/report/…``: say that a page identifies a child. Open to everybody."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from network.members.roles import reads_as_member
from network.reported import workflow
from network.reported.forms import ReportForm
from network.safeguarding.urgent_help import notice_for
from network.search.findable import findable_pages


# Without CSRF protection on purpose: this must not fail because somebody's browser refuses cookies.
# A foreign page cannot report in a member's name, since the session's cookie stays at home
# (SameSite=Lax); what it can do as a visitor is limited (network.reported.workflow).
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """The form; the page is hidden before the answer is sent.

    :raises Http404: for a page that this person may not open, and one that is no published matter.
    """
    page = findable_pages(request.user, Page.objects.filter(pk=page_id)).specific().first()
    if not getattr(page, "may_be_reported", False):
        raise Http404("There is no such page.")
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, initial={"where": request.GET.get("at", "")[:300]})
    is_too_often = False
    if request.method == "POST" and form.is_valid():
        # A whole council may share one address; its members are known by their accounts.
        is_too_often = not reads_as_member(request.user) and not ratelimit.consume(
            request, action="page_report"
        )
        if not is_too_often:
            workflow.report(
                page=page,
                reporter=request.user if request.user.is_authenticated else None,
                words=form.cleaned_data["words"],
                where=form.cleaned_data["where"],
                now=timezone.now(),
            )
            return redirect("page_report_sent")
    context = {
        "page": page,
        "form": form,
        "shown": notice_for(request.user, timezone.localdate()),
        "is_too_often": is_too_often,
    }
    return render(request, "reported/report.html", context, status=429 if is_too_often else 200)


@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    context = {"shown": notice_for(request.user, timezone.localdate())}
    return render(request, "reported/sent.html", context)
