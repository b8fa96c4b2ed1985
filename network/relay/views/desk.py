"""``/desk/letters/``: letters that members have reported.

Nobody at the desk can open a conversation. A report shows its letter and the three before it, and
each look is written down for both people.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.desk.guards import desk_only
from network.members.interrupted import forget, kept_words
from network.members.views.too_late import too_late
from network.privacy.access_log import record_view
from network.relay import permissions, transitions, workflow
from network.relay.forms import ReportStepForm
from network.relay.models import LetterReport
from network.relay.screening import nameable
from network.workflows import allows

PAGE_SIZE = 20
VERBS = {
    "dismiss": workflow.dismiss,
    "remove": workflow.remove,
    "suspend": workflow.suspend,
    "give_to_lead": workflow.give_to_lead,
    "give_to_coordinators": workflow.give_to_coordinators,
}
DONE = {
    "dismiss": "The person who reported the letter is told.",
    "remove": "The letter is removed. Both people are told.",
    "suspend": "The letter is removed and the membership is suspended.",
    "give_to_lead": "The letter is hidden, and the safeguarding leads are told.",
    "give_to_coordinators": "The coordinators are told.",
}


@require_safe
@desk_only
def letter_reports(request: HttpRequest) -> HttpResponse:
    """Open reports, those for a safeguarding lead first; or those that have been decided."""
    decided = request.GET.get("group") == "decided"
    reports = LetterReport.objects.visible_to(request.user)
    reports = reports.decided() if decided else reports.open()
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "decided": decided,
        "querystring": "group=decided" if decided else "",
        "now": timezone.now(),
    }
    return render(request, "desk/letter_reports.html", context)


@require_safe
@desk_only
def letter_report(request: HttpRequest, public_id) -> HttpResponse:
    """One report: why, the letter with the three before it, and one form per possible step."""
    return _render(request, _report(request, public_id))


@require_POST
@desk_only
def decide(request: HttpRequest, public_id, action: str) -> HttpResponse:
    """Take one step. A faster decision, somebody else's or one's own, is told, not overwritten."""
    report = _report(request, public_id)
    if action not in VERBS:
        raise Http404
    form = ReportStepForm(request.POST, action=action, names=nameable(action, report, request.user))
    if not form.is_valid():
        return _render(request, report, failed=form)
    forget(request.user, report.desk_url)
    try:
        VERBS[action](report=report, actor=request.user, now=timezone.now(), **form.cleaned_data)
    except workflow.NotPermitted as refusal:
        form.add_error(None, refusal.reason)
        return _render(request, report, failed=form)
    except workflow.TransitionNotAllowed:
        unsent = too_late(request, report.events.last(), action, form.cleaned_data["words"])
        still = LetterReport.objects.visible_to(request.user).filter(pk=report.pk).exists()
        if unsent and still:
            return _render(request, _report(request, public_id), unsent=unsent)
    else:
        messages.success(request, DONE[action])
    if LetterReport.objects.visible_to(request.user).filter(pk=report.pk).exists():
        return redirect(report.desk_url)
    return redirect("desk_letter_reports")


def _report(request: HttpRequest, public_id) -> LetterReport:
    return get_object_or_404(
        LetterReport.objects.visible_to(request.user).select_related(
            "reporter",
            "handled_by",
            "letter__author",
            "letter__conversation__first",
            "letter__conversation__second",
        ),
        public_id=public_id,
    )


def _render(
    request: HttpRequest,
    report: LetterReport,
    *,
    failed: ReportStepForm | None = None,
    unsent: str = "",
) -> HttpResponse:
    """``unsent`` are words to a step that came too late; the answer is then 409."""
    now = timezone.now()
    pair = (report.letter.conversation.first, report.letter.conversation.second)
    for person in pair:
        record_view(
            request, what="reported_letter", subject=person, about=report.public_id, now=now
        )
    context = {
        "report": report,
        "letters": report.letter.with_those_before(),
        "events": report.events.select_related("actor"),
        "forms": _forms(request.user, report, failed),
        "now": now,
        "kept_words": kept_words(request),
        "unsent": unsent,
    }
    return render(request, "desk/letter_report.html", context, status=409 if unsent else 200)


def _forms(user, report: LetterReport, failed: ReportStepForm | None) -> list[ReportStepForm]:
    """One form per step that the table and the person's roles allow; a failed one as it was."""
    roles = set(permissions.desk_roles(user))
    actions = [
        action
        for action, step in transitions.REPORT.items()
        if allows(transitions.REPORT, action, report.status)
        and roles & set(step.who)
        and action != ("give_to_lead" if report.is_for_lead else "give_to_coordinators")
    ]
    return [
        failed if failed is not None and failed.action == action else ReportStepForm(action=action)
        for action in actions
    ]
