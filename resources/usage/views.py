"""The figures of a resource and of the library: pages, JSON and CSV.

A resource's sum is public; the rest is for researchers, editors, coordinators and its authors.
"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.privacy.spreadsheet import csv_response
from network.reports.parts import Content
from resources.access import find_resource
from resources.finding.vocabulary import read_names
from resources.models import ResourceIndexPage, ResourcePage
from resources.usage import figures, report
from resources.usage.readers import reads_usage, reads_usage_of

MONTHS = 12


@require_safe
@login_required
def usage(request: HttpRequest, slug: str) -> HttpResponse:
    """The report of one resource. 404 for whoever may not read it."""
    page = _page(request, slug)
    address = reverse("resources:usage", args=[slug])
    return render(
        request,
        "resources/usage.html",
        {
            "title": page.title,
            "content": _content(page),
            "downloads": address,
            "trail": [
                {"label": "Resources", "url": reverse("resources:index")},
                {"label": page.title, "url": reverse("resources:detail", args=[slug])},
                {"label": "Use"},
            ],
        },
    )


@require_safe
@login_required
def usage_json(request: HttpRequest, slug: str) -> JsonResponse:
    """The counts up to this moment, by version, for programs of those who may read them."""
    page = _page(request, slug)
    found = figures.figures_of(page.pk, now=timezone.now())
    whole = found.pop(figures.WHOLE_PAGE)
    return JsonResponse(
        {
            "resource": page.slug,
            **_plain(whole),
            "versions": [{"version": number, **_plain(found[number])} for number in sorted(found)],
        }
    )


@require_safe
@login_required
def usage_table(request: HttpRequest, slug: str, code: str):
    """One table of the report as CSV."""
    page = _page(request, slug)
    return _csv(_content(page), code, f"use-of-{slug}")


@require_safe
@login_required
def library_usage(request: HttpRequest) -> HttpResponse:
    """The report of the whole library. 404 for whoever may not read it."""
    if not reads_usage(request.user):
        raise Http404
    return render(
        request,
        "resources/usage.html",
        {
            "title": "The library",
            "content": _library_content(request.user),
            "downloads": reverse("resources:library_usage"),
            "trail": [
                {"label": "Resources", "url": reverse("resources:index")},
                {"label": "Use"},
            ],
        },
    )


@require_safe
@login_required
def library_usage_table(request: HttpRequest, code: str):
    if not reads_usage(request.user):
        raise Http404
    return _csv(_library_content(request.user), code, "use-of-the-library")


def _page(request: HttpRequest, slug: str) -> ResourcePage:
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage) or not reads_usage_of(request.user, page):
        raise Http404("No figures here.")
    return page


def _content(page: ResourcePage) -> Content:
    now = timezone.now()
    months = figures.by_month([page.pk], months=MONTHS, now=now)
    return report.of_resource(
        figures.figures_of(page.pk, now=now),
        months,
        {f: figures.shares_of(page.pk, f, since=months[0][0]) for f in ("sector", "nation")},
        read_names(),
    )


def _library_content(user) -> Content:
    now = timezone.now()
    pages = figures.resources_of(user)
    library = ResourceIndexPage.objects.values_list("pk", flat=True).first()
    months = figures.by_month(pages, months=MONTHS, now=now)
    return report.of_library(
        figures.most_downloaded(user, since=months[0][0]),
        months,
        {f: figures.shares_of(library, f, since=months[0][0]) for f in ("sector", "nation")},
        read_names(),
    )


def _csv(content: Content, code: str, name: str):
    table = content.table(code)
    if table is None:
        raise Http404("There is no such table.")
    day = timezone.localdate()
    return csv_response([table.headers, *table.rows], name=f"{name}-{code}-{day}.csv")


def _plain(found: figures.Figures) -> dict[str, int]:
    return {
        "requests": found.downloaded.total,
        "unique_requests": found.downloaded.unique,
        "investigations": found.looked_at.total,
        "unique_investigations": found.looked_at.unique,
    }
