"""The desk's reports: a list of them, each as a page, each table as CSV. 404 for all others."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from askexpert.forms_reports import ReportForm
from askexpert.reports import coverage, fairness, outcomes, periods, rows, safety, times
from askexpert.reports.readers import (
    REPORTS,
    Report,
    may_choose_freely,
    may_download,
    reports_for,
)
from network.members.roles import has_desk_access
from network.privacy.access_log import record_view
from network.privacy.spreadsheet import csv_response
from network.reports.parts import Content
from network.taxonomy.models import Sector, Topic

HOME = "/desk/reports/"
STEPS = ("mark_unmatched", "find_conflict", "refuse_invitation")


def readers_only(view: Callable) -> Callable:
    """Sign in first; then 404 for whoever reads none of the reports, or not this one."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, code: str = "", **kwargs) -> HttpResponseBase:
        mine = reports_for(request.user)
        if not mine:
            raise Http404
        if not code:
            return view(request, mine, **kwargs)
        report = REPORTS.get(code)
        if report not in mine:
            raise Http404
        return view(request, report, **kwargs)

    return guarded


def _trail(request, *further: dict) -> list[dict]:
    desk = [{"label": "Desk", "url": "/desk/"}] if has_desk_access(request.user) else []
    return [*desk, *further]


@require_safe
@readers_only
def report_list(request, reports: list[Report]) -> HttpResponse:
    trail = _trail(request, {"label": "Reports"})
    return render(request, "desk/reports/list.html", {"reports": reports, "trail": trail})


@require_safe
@readers_only
def report(request, shown: Report) -> HttpResponse:
    """One report for a time and a nation."""
    now = timezone.now()
    form = _form(request, shown, now)
    content = _content(shown, request.user, form)
    if shown.has_names:
        record_view(request, what=f"report_{shown.code}", now=now)
    context = {
        "report": shown,
        "form": form,
        "content": content,
        "querystring": form.querystring(),
        "downloads": f"{HOME}{shown.code}/" if may_download(request.user) else "",
        "about_time": form.chosen_period.label if shown.has_period else "",
        "links": [
            {"label": row.title, "url": f"{HOME}{row.code}/", "current": row == shown}
            for row in reports_for(request.user)
        ],
        "trail": _trail(request, {"label": "Reports", "url": HOME}, {"label": shown.title}),
    }
    return render(request, "desk/reports/report.html", context)


@require_safe
@readers_only
def table(request, shown: Report, table: str) -> HttpResponseBase:
    """One table as CSV, with what the page shows of it and nothing more."""
    if not may_download(request.user):
        raise Http404
    now = timezone.now()
    found = _content(shown, request.user, _form(request, shown, now)).table(table)
    if found is None:
        raise Http404
    if shown.has_names:
        record_view(request, what=f"report_{shown.code}_export", now=now, each_time=True)
    name = f"{shown.code}-{found.code}-{timezone.localtime(now):%Y-%m-%d}.csv"
    return csv_response([found.headers, *found.rows], name=name)


def _form(request, shown: Report, now) -> ReportForm:
    freely = may_choose_freely(request.user, shown)
    today = timezone.localdate(now)
    return ReportForm(
        request.GET,
        today=today,
        oldest=timezone.localdate(rows.oldest(now)) if shown.has_period else today,
        rolling=freely,
        nations=ReportForm.nation_names() if shown.has_nation and freely else {},
        has_period=shown.has_period,
    )


def _content(shown: Report, user, form: ReportForm) -> Content:
    return CONTENTS[shown.code](user, form)


def _coverage(user, form: ReportForm) -> Content:
    return coverage.coverage(
        rows.willing_people(form.nation_slug),
        list(Topic.objects.order_by("name").values_list("name", flat=True)),
        _sectors(),
        where=form.where,
    )


def _sectors() -> list[str]:
    return list(Sector.objects.order_by("sort_order", "name").values_list("name", flat=True))


def _questions(user, form: ReportForm):
    return rows.within(rows.questions_for(user), form.chosen_period, form.nation_slug)


def _times(user, form: ReportForm) -> Content:
    nations = form.nations or ReportForm.nation_names()
    if form.nation_slug:
        nations = {form.nation_slug: nations[form.nation_slug]}
    found = rows.asked_rows(_questions(user, form), with_steps=True)
    return times.times(found, form.chosen_period.months, nations)


def _fairness(user, form: ReportForm) -> Content:
    asks = rows.asks_of(_questions(user, form))
    sectors = rows.sectors_of_people({ask.expert for ask in asks})
    return fairness.fairness(asks, rows.willing_people(), sectors)


def _outcomes(user, form: ReportForm) -> Content:
    questions = _questions(user, form)
    return outcomes.outcomes(
        rows.asked_rows(questions),
        rows.topics_of(questions),
        rows.follow_ups_of(questions),
        rows.asks_of(questions),
        rows.steps_of(questions, *STEPS),
    )


def _safety(user, form: ReportForm) -> Content:
    period: periods.Period = form.chosen_period
    return safety.safety(
        rows.safety_steps(user, period), rows.urgent_notices(period), period.months
    )


CONTENTS = {
    "coverage": _coverage,
    "times": _times,
    "fairness": _fairness,
    "outcomes": _outcomes,
    "safety": _safety,
}
