"""What reports of pages hold about a person, and for how long."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from network.privacy import holdings, retention
from network.privacy.holdings import Holding
from network.privacy.retention import RetentionRule, delete_rows
from network.reported.models import PageReport, PageReportEvent

KEPT = timedelta(days=730)


def report_rows(user) -> Iterator[dict]:
    for row in PageReport.objects.filter(reporter=user).select_related("page").order_by("pk"):
        yield {
            "page": str(row.page) if row.page else "A page that was deleted",
            "reported": row.reported_at,
            "your words": row.words,
            "outcome": row.get_state_display(),
            "decided": row.handled_at,
        }


def act_rows(user) -> Iterator[dict]:
    for event in PageReportEvent.objects.filter(actor=user):
        yield {"step": event.label, "when": event.at}


def old_reports(now: datetime) -> QuerySet:
    return PageReport.objects.filter(handled_at__lt=now - KEPT)


holdings.register(
    Holding("reported.PageReport", "Pages you have reported", report_rows, order=60),
    Holding("reported.PageReportEvent", "What you did about reported pages", act_rows, order=61),
)
retention.register(
    RetentionRule(
        "page-reports",
        "Reports that a page identifies a child, with what was said and decided",
        "2 years after the decision",
        "To see a pattern of harm, and to answer a complaint about the decision.",
        old_reports,
        delete_rows,
    )
)
