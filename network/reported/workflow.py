"""Report a page because it identifies a child; bring it back, or keep it down.

Anybody may report, without an account. So that nobody empties the site with the form, a page that a
lead has looked at and brought back is not hidden again by a visitor as long as it stays the same,
visitors together hide no more than :data:`HIDDEN_AN_HOUR` pages an hour, and those behind one
address no more than the limit of the form. What they report beyond that hides nothing; it is kept
and goes to the leads at once, as everything does.

With a page its files are closed: other public pages that offer the same content are hidden with it,
each with a report of its own for the lead, and no page with it is published.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from network.media.hiding import bring_back, hide_pictures
from network.media.models import SiteDocument
from network.members.roles import (
    EDITORS,
    SAFEGUARDING_LEADS,
    is_safeguarding_lead,
    people_in,
    reads_as_member,
)
from network.notifications.outbox import notify
from network.pages import gone
from network.reported import files
from network.reported.enums import ReportState
from network.reported.models import PageReport, PageReportEvent, ReportedFile
from network.workflows import TransitionNotAllowed, decide, require

HIDDEN_AN_HOUR = 20
HELD_WORDS = (
    "It was taken out of sight while somebody looks at what it says. It may come back, or come "
    "back changed."
)


@transaction.atomic
def report(
    *,
    page: Page,
    now: datetime,
    reporter=None,
    words: str = "",
    where: str = "",
    hides: bool = True,
) -> PageReport:
    """Write the report and hide the page with its pictures, in one transaction; tell the leads and,
    without who it was and why, the editors.

    A page that is down already, by an earlier report, stays so and has one more report. Without
    ``hides`` nothing is hidden. What hides nothing and waits already, of the same member or of any
    visitor in the same words, is not kept a second time.
    """
    hashes = files.hashes_in(page.specific)
    beside = _lock_pages(page, *files.hidden_with(hashes, besides=page))
    page = beside.pop(page.pk)
    hides = hides and page.live and _may_hide(page, reporter, now)
    if not hides:
        same = PageReport.objects.filter(page=page, state=ReportState.OPEN, reporter=reporter)
        twin = same.filter(words=words, where=where[:300]).first()
        if twin is not None:
            return twin
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
        _take_down(page, now=now, words=HELD_WORDS)
        is_trusted = reporter is not None and reads_as_member(reporter)
        files.close(row, hashes)
        for other in beside.values():
            if is_trusted or not _was_looked_at(other):
                _hide_with(row, other, now=now)
        _tell(people_in(EDITORS), "editors_page_hidden", row, url="/admin/reports/", now=now)
    _tell_leads(row, now)
    return row


@transaction.atomic
def restore(*, report: PageReport, actor, now: datetime, note: str = "") -> PageReport:
    """Nothing in it identifies a child: what was public when it was reported is public again.

    Every open report of the page is decided with it. Its files are open again, and pages that were
    hidden for nothing but the same file come back too.

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
    recorded = ReportedFile.objects.filter(report__page=row.page)
    files.open_again(
        {*files.hashes_in(row.page.specific), *recorded.values_list("sha256", flat=True)}
    )
    if hidden_by is not None and not row.page.live:
        _publish_again(row.page, hidden_by, actor)
    for companion in _only_companions_of(row.page):
        restore(report=companion, actor=actor, now=now, note=note)
    return row


@transaction.atomic
def keep_down(*, report: PageReport, actor, now: datetime, note: str = "") -> PageReport:
    """It stays down. Editors may mend and publish it again; a report that had not hidden the page
    hides it now. Its files stay closed on every other page."""
    row = _lock(report, actor)
    _decide(row, "keep_down", ReportState.KEPT_DOWN, actor=actor, note=note, now=now)
    if row.page is None:
        return row
    hashes = files.hashes_in(row.page.specific)
    beside = _lock_pages(row.page, *files.hidden_with(hashes, besides=row.page))
    if beside.pop(row.page.pk).live:
        _take_down(row.page, now=now)
    files.close(row, hashes)
    for other in beside.values():
        _hide_with(row, other, now=now)
    return row


def hide_what_is_closed(*, now: datetime) -> int:
    """Hide live pages that offer a closed file: two transactions that published and reported at
    once did not see each other. Returns how many; one query where nothing is closed."""
    hidden = 0
    for report in PageReport.objects.exclude(files=None).select_related("page").distinct():
        hashes = set(report.files.values_list("sha256", flat=True))
        for found in files.hidden_with(hashes, besides=report.page):
            with transaction.atomic():
                page = _lock_pages(found)[found.pk]
                if page.live and not _was_looked_at(page):
                    _tell_leads(_hide_with(report, page, now=now), now)
                    hidden += 1
    return hidden


def is_held(page: Page) -> bool:
    """Whether a report holds the page down until a lead has decided: one query."""
    waiting = PageReport.objects.filter(page_id=page.pk, state=ReportState.OPEN)
    return waiting.filter(has_hidden=True).exists()


def on_published(sender, instance, **kwargs) -> None:
    """However it was published (by a schedule, for many pages at once), a held page stays down, and
    one that offers a closed file is hidden for a lead to look at. With every other page the
    pictures come back that were hidden with it, unless it is only scheduled, of which Wagtail sends
    the same signal."""
    now = timezone.now()
    if is_held(instance):
        _take_down(instance, now=now, words=HELD_WORDS)
    elif instance.live:
        documents = list(files.documents_in(instance))
        may_be_hidden = files.may_be_hidden(instance)
        closed = files.closed_among(documents, besides=instance) if may_be_hidden else []
        if closed:
            _tell_leads(_hide_with(files.closing_report(closed), instance, now=now), now)
        else:
            _show(instance, documents)


def _show(page: Page, documents: list[SiteDocument]) -> None:
    """What was kept down, or hidden, with the page is with it again."""
    files.open_again({document.sha256 for document in documents}, kept_down_with=page)
    held = PageReport.objects.filter(state=ReportState.OPEN, has_hidden=True)
    bring_back(page, still_hidden_with=Page.objects.filter(pk__in=held.values("page_id")))


def _take_down(page: Page, **how) -> None:
    hide_pictures(page, now=how["now"])
    gone.take_down(page, **how)


def _hide_with(report: PageReport, page: Page, *, now: datetime) -> PageReport:
    """Hide a page because it offers a file that the report of another page closes."""
    row = PageReport.objects.create(
        page_id=page.pk,
        live_revision_id=page.live_revision_id,
        because_of=report,
        has_hidden=True,
        reported_at=now,
    )
    PageReportEvent.objects.create(report=row, action="hide_same_file", actor=None, at=now)
    _take_down(page, now=now, words=HELD_WORDS)
    return row


def _only_companions_of(page: Page) -> list[PageReport]:
    """Open reports of other pages that were hidden with this one, and that nobody has reported."""
    open_rows = PageReport.objects.filter(state=ReportState.OPEN)
    companions = open_rows.filter(because_of__page=page).exclude(page=None).order_by("pk")
    others = open_rows.exclude(because_of__page=page)
    reported = set(others.filter(page__in=companions.values("page")).values_list("page", flat=True))
    first = {row.page_id: row for row in companions if row.page_id not in reported}
    return list(first.values())


def _lock_pages(*pages: Page) -> dict[int, Page]:
    """The pages as they are now, locked in one order: no two reports wait for each other."""
    wanted = Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk")
    return {page.pk: page for page in wanted.select_for_update()}


def _may_hide(page: Page, reporter, now: datetime) -> bool:
    if reporter is not None and reads_as_member(reporter):
        return True
    if _was_looked_at(page):
        return False
    recent = PageReport.objects.filter(has_hidden=True, reported_at__gt=now - timedelta(hours=1))
    return recent.filter(because_of=None).count() < HIDDEN_AN_HOUR


def _was_looked_at(page: Page) -> bool:
    """Whether a lead has brought the page back as it is."""
    looked_at = PageReport.objects.filter(
        page_id=page.pk, state=ReportState.RESTORED, live_revision_id=page.live_revision_id
    )
    return page.live_revision_id is not None and looked_at.exists()


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


def _tell_leads(row: PageReport, now: datetime) -> None:
    _tell(people_in(SAFEGUARDING_LEADS), "lead_page_reported", row, url=row.desk_url, now=now)


def _tell(people, kind: str, row: PageReport, *, url: str, now: datetime) -> None:
    for person in people:
        notify(recipient=person, kind=kind, key=str(row.public_id), url=url, now=now)
