"""The access log: for safeguarding leads at the desk, and for each member about themselves."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.desk.guards import desk_only
from network.members.models import Profile
from network.members.roles import is_safeguarding_lead
from network.privacy import access_log
from network.privacy.forms_access import AccessFilterForm
from network.privacy.models import AccessRecord
from network.privacy.spreadsheet import csv_response

PAGE_SIZE = 20
HEADERS = ("When", "Who", "In which role", "Viewing as", "Whose data", "What", "About")


def _leads_only(request: HttpRequest) -> None:
    """:raises Http404: for everybody else, coordinators too: the log is about them."""
    if not is_safeguarding_lead(request.user):
        raise Http404


def _narrowed(data: QueryDict) -> tuple[AccessFilterForm, object]:
    form = AccessFilterForm(data)
    form.is_valid()
    return form, form.narrow(AccessRecord.objects.for_list())


@require_safe
@desk_only
def log(request: HttpRequest) -> HttpResponse:
    """Every look, newest first, twenty a page. Looking at the log is a look too."""
    _leads_only(request)
    form, records = _narrowed(request.GET)
    page = Paginator(records, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = _rows(request.user, list(page))
    access_log.record_view(request, what="access_log", now=timezone.now())
    context = {"form": form, "page_obj": page, "rows": rows, "querystring": form.querystring()}
    return render(request, "privacy/access_log.html", context)


def _rows(reader, records: list[AccessRecord]) -> list[dict]:
    """Each look in words, with ways to the person and to the thing where the reader may go there.

    A public id is shortened to the number that the desk knows, and left out where it only
    repeats whose data it was.
    """
    addresses = access_log.addresses_for(reader, records)
    subjects = {record.subject_id for record in records if record.subject_id}
    with_page = set(
        Profile.objects.filter(user__in=subjects, user__is_active=True).values_list(
            "user", flat=True
        )
    )
    return [
        {
            "record": record,
            "words": access_log.words_for(record.what),
            "url": addresses.get((record.what, record.about), ""),
            "has_page": record.subject_id in with_page,
            "number": _number(record),
        }
        for record in records
    ]


def _number(record: AccessRecord) -> str:
    if record.subject and record.about == str(record.subject.public_id):
        return ""
    return record.about[:8] if access_log.is_number(record.about) else record.about


@require_POST
@desk_only
def export(request: HttpRequest) -> HttpResponseBase:
    """The narrowed log as CSV. It leaves the site, so each export is recorded."""
    _leads_only(request)
    _, records = _narrowed(request.POST)
    now = timezone.now()
    access_log.record_view(request, what="access_log_export", now=now, each_time=True)
    rows = (_cells(record) for record in records.iterator(chunk_size=500))
    name = f"access-log-{timezone.localtime(now):%Y-%m-%d}.csv"
    return csv_response(_with_headers(rows), name=name)


@require_safe
@login_required
def looks_at_me(request: HttpRequest) -> HttpResponse:
    """Who of the staff looked at my data and when: the role, not the name."""
    page = Paginator(access_log.looks_at(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"record": row, "words": access_log.words_for(row.what)} for row in page]
    return render(request, "privacy/looks_at_me.html", {"page_obj": page, "rows": rows})


def _with_headers(rows):
    yield HEADERS
    yield from rows


def _cells(record: AccessRecord) -> tuple:
    return (
        f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}",
        record.actor,
        record.role,
        record.acting_as or "",
        record.subject or "",
        access_log.words_for(record.what),
        record.about,
    )
