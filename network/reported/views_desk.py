"""``/desk/reported-pages/``: what was reported, for safeguarding leads. Each look is recorded."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import ReferenceIndex

from network.desk.guards import leads_only
from network.desk.too_late import say_too_late
from network.media.models import HiddenPicture, SiteDocument
from network.media.serving import send_file, send_picture
from network.privacy.access_log import record_view
from network.reported import files, workflow
from network.reported.enums import ReportState
from network.reported.forms import StepForm
from network.reported.models import PageReport
from network.workflows import TransitionNotAllowed

PAGE_SIZE = 20
STEPS = {
    "restore": ("It identifies nobody: bring it back", workflow.restore),
    "keep_down": ("Keep it down", workflow.keep_down),
}
DECIDES = {"restore": ReportState.RESTORED, "keep_down": ReportState.KEPT_DOWN}
DONE = {
    "restore": "The page is public again, as it was when it was reported.",
    "keep_down": "The page stays down. Editors may mend and publish it again.",
}


@require_safe
@leads_only
def reports(request: HttpRequest) -> HttpResponse:
    decided = request.GET.get("group") == "decided"
    rows = PageReport.objects.visible_to(request.user).select_related("page", "handled_by")
    rows = rows.decided() if decided else rows.open()
    context = {
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "decided": decided,
        "querystring": "group=decided" if decided else "",
    }
    return render(request, "desk/reported/list.html", context)


@require_safe
@leads_only
def report(request: HttpRequest, public_id) -> HttpResponse:
    """The report, the page behind it with its files, and the two steps."""
    row = _row(request, public_id)
    record_view(
        request,
        what="reported_page",
        subject=row.reporter,
        about=str(row.public_id),
        now=timezone.now(),
    )
    is_open = row.state == ReportState.OPEN
    forms = [StepForm(action=code, title=title) for code, (title, _) in STEPS.items()]
    context = {
        "row": row,
        "events": row.events.select_related("actor"),
        "documents": documents_of(row),
        "pictures": pictures_of(row),
        "elsewhere": elsewhere(row),
        "forms": forms if is_open and row.page else [],
        "others": PageReport.objects.filter(page=row.page).exclude(pk=row.pk).open()
        if row.page
        else [],
    }
    return render(request, "desk/reported/report.html", context)


@require_safe
@leads_only
def shown_page(request: HttpRequest, public_id) -> HttpResponseBase:
    """The page as it reads, though nobody else can open it."""
    row = _row(request, public_id)
    if row.page is None:
        raise Http404("The page has been deleted.")
    specific = row.page.specific
    revision = row.live_revision
    page = revision.as_object() if revision is not None else specific
    return page.make_preview_request(original_request=request)


@require_safe
@leads_only
def document(request: HttpRequest, public_id, document_id: int) -> HttpResponseBase:
    """A file of the page, which is closed to everybody else."""
    row = _row(request, public_id)
    found = get_object_or_404(documents_of(row), pk=document_id)
    return send_file(request, found, found.filename, restricted=True)


@require_safe
@leads_only
def picture(request: HttpRequest, public_id, image_id: int) -> HttpResponseBase:
    """A picture that was hidden with the page."""
    row = _row(request, public_id)
    found = get_object_or_404(pictures_of(row), image_id=image_id)
    return send_picture(request, found, restricted=True)


@require_POST
@leads_only
def decide(request: HttpRequest, public_id, action: str) -> HttpResponse:
    row = _row(request, public_id)
    if action not in STEPS:
        raise Http404
    title, verb = STEPS[action]
    form = StepForm(request.POST, action=action, title=title)
    if form.is_valid():
        try:
            verb(report=row, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except TransitionNotAllowed:
            stands = _row(request, public_id)
            is_same = stands.state == DECIDES[action] and stands.note == form.cleaned_data["note"]
            say_too_late(
                request,
                by_id=stands.handled_by_id,
                at=stands.handled_at,
                is_same=is_same,
                done=DONE[action],
            )
        else:
            messages.success(request, DONE[action])
    return redirect(row.desk_url)


def documents_of(row: PageReport):
    """The documents that the page refers to, in every version of it that was published."""
    if row.page is None:
        return SiteDocument.objects.none()
    references = ReferenceIndex.get_references_for_object(row.page.specific)
    named = references.filter(
        to_content_type__app_label="media", to_content_type__model="sitedocument"
    )
    keys = [int(key) for key in named.values_list("to_object_id", flat=True)]
    return SiteDocument.objects.filter(pk__in=keys).order_by("title", "pk")


def elsewhere(row: PageReport) -> list[dict]:
    """Other pages with the content of this one's files, whoever uploaded it: each with the report
    that waits for it, if there is one."""
    if row.page is None:
        return []
    hashes = {*documents_of(row).values_list("sha256", flat=True)}
    pages = list(files.pages_with(hashes, besides=row.page))
    waiting = {each.page_id: each for each in PageReport.objects.open().filter(page__in=pages)}
    return [{"page": page, "report": waiting.get(page.pk)} for page in pages]


def pictures_of(row: PageReport):
    """The pictures that were hidden with the page and have no public address now."""
    if row.page is None:
        return HiddenPicture.objects.none()
    return HiddenPicture.objects.filter(page=row.page).exclude(file="").select_related("image")


def _row(request: HttpRequest, public_id) -> PageReport:
    return get_object_or_404(
        PageReport.objects.visible_to(request.user).select_related(
            "page", "reporter", "handled_by", "live_revision", "because_of__page"
        ),
        public_id=public_id,
    )
