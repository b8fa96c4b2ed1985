"""Report a page because it identifies a child; bring it back, or keep it down.

Anybody may report, without an account. So that nobody empties the site with the form, a page that a
lead has looked at and brought back is not hidden again by a visitor as long as it stays the same,
and visitors together hide no more than :data:`HIDDEN_AN_HOUR` pages an hour; what they report
beyond that goes to the leads at once, as everything does.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from network.members.roles import (
    EDITORS,
    SAFEGUARDING_LEADS,
    is_safeguarding_lead,
    people_in,
    reads_as_member,
)
from network.notifications.outbox import notify
from network.pages import gone
from network.reported.enums import ReportState
from network.reported.models import PageReport, PageReportEvent
from network.workflows import TransitionNotAllowed, decide, require

HIDDEN_AN_HOUR = 20
HELD_WORDS = (
    "It was taken out of sight while somebody looks at what it says. It may come back, or come "
    "back changed."
)


@transaction.atomic
def report(
    *, page: Page, now: datetime, reporter=None, words: str = "", where: str = ""
) -> PageReport:
    """Write the report and hide the page, in one transaction; tell the leads and, without who it
    was and why, the editors.

    A page that is down already, by an earlier report, stays so and has one more report.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    hides = page.live and _may_hide(page, reporter, now)
    row = PageReport.objects.create(
        page=page,
        live_revision_id=page.live_revision_id,
        reporter=reporter,
        words=words,
        where=where[:300],
        has_hidden=hides,
        reported_at=now,
    )
    action = "report_and_hide" if hides else "report"
    PageReportEvent.objects.create(report=row, action=action, actor=reporter, at=now)
    if hides:
        # Without a user: the admin's log and the author must not name who reported it.
        gone.take_down(page, now=now, words=HELD_WORDS)
        _tell(people_in(EDITORS), "editors_page_hidden", row, url="/admin/reports/", now=now)
    _tell(people_in(SAFEGUARDING_LEADS), "lead_page_reported", row, url=row.desk_url, now=now)
    return row


@transaction.atomic
def restore(*, report: PageReport, actor, now: datetime, note: str = "") -> PageReport:
    """Nothing in it identifies a child: what was public when it was reported is public again.

    Every open report of the page is decided with it.

    :raises TransitionNotAllowed: when it was decided already, or the page has been deleted.
    """
    row = _lock(report, actor)
    if row.page is None:
        raise TransitionNotAllowed("restore", row.state)
    hidden_by = (
        PageReport.objects.filter(page=row.page, state=ReportState.OPEN, has_hidden=True)
        .order_by("reported_at", "pk")
        .first()
    )
    _decide(row, "restore", ReportState.RESTORED, actor=actor, note=note, now=now)
    if hidden_by is not None and not row.page.live:
        _publish_again(row.page, hidden_by, actor)
    return row


@transaction.atomic
def keep_down(*, report: PageReport, actor, now: datetime, note: str = "") -> PageReport:
    """It stays down. Editors may mend and publish it again; a report that had not hidden the page
    hides it now."""
    row = _lock(report, actor)
    _decide(row, "keep_down", ReportState.KEPT_DOWN, actor=actor, note=note, now=now)
    if row.page is not None and row.page.live:
        gone.take_down(row.page, now=now)
    return row


def is_held(page: Page) -> bool:
    """Whether a report holds the page down until a lead has decided: one query."""
    waiting = PageReport.objects.filter(page_id=page.pk, state=ReportState.OPEN)
    return waiting.filter(has_hidden=True).exists()


def on_published(sender, instance, **kwargs) -> None:
    """However it was published (by a schedule, for many pages at once), a held page stays down."""
    if is_held(instance):
        gone.take_down(instance, now=timezone.now(), words=HELD_WORDS)


def _may_hide(page: Page, reporter, now: datetime) -> bool:
    if reporter is not None and reads_as_member(reporter):
        return True
    reports = PageReport.objects.all()
    looked_at = PageReport.objects.filter(
        page=page, state=ReportState.RESTORED, live_revision_id=page.live_revision_id
    )
    if page.live_revision_id is not None and looked_at.exists():
        return False
    recent = reports.filter(has_hidden=True, reported_at__gt=now - timedelta(hours=1))
    return recent.count() < HIDDEN_AN_HOUR


def _lock(report: PageReport, actor) -> PageReport:
    require(decide(is_safeguarding_lead(actor), "Safeguarding leads decide on this."))
    row = PageReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if row.state != ReportState.OPEN:
        raise TransitionNotAllowed("decide", row.state)
    return row


def _decide(row: PageReport, action: str, state: str, *, actor, note: str, now: datetime) -> None:
    """Write the decision to this and to every other open report of the page; tell the reporters."""
    others = PageReport.objects.select_for_update(of=("self",)).filter(
        page_id=row.page_id, state=ReportState.OPEN
    )
    rows = [row, *others.exclude(pk=row.pk)] if row.page_id else [row]
    for each in rows:
        each.state, each.handled_at, each.handled_by, each.note = state, now, actor, note
        each.save(update_fields=["state", "handled_at", "handled_by", "note"])
        PageReportEvent.objects.create(report=each, action=action, actor=actor, at=now)
        if each.reporter and each.reporter.is_active:
            kind = "page_report_restored" if action == "restore" else "page_report_kept_down"
            notify(
                recipient=each.reporter,
                kind=kind,
                key=str(each.public_id),
                url="/me/messages/",
                now=now,
            )


def _publish_again(page: Page, hidden_by: PageReport, actor) -> None:
    revision = hidden_by.live_revision or page.get_latest_revision()
    if revision is None:
        revision = page.specific.save_revision(user=actor)
    revision.publish(user=actor, skip_permission_checks=True)


def _tell(people, kind: str, row: PageReport, *, url: str, now: datetime) -> None:
    for person in people:
        notify(recipient=person, kind=kind, key=str(row.public_id), url=url, now=now)
