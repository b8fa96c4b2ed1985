"""Rules for what the site writes while it works: copies, departures, mails, logs, sessions."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState

from network.members.signing_in.sessions import over_by
from network.members.workflow.leaving import UNDO_WITHIN, finish
from network.privacy.copies import remove_expired
from network.privacy.goodbye import link_mails
from network.privacy.models import AccessRecord, DataCopy, Departure
from network.privacy.retention import RetentionRule, delete_rows, one_by_one, register

ACCESS_LOG = timedelta(days=730)
TASKS = timedelta(days=14)
FORMS_IN_THE_ADMIN = timedelta(days=2)


def finish_departure(departure: Departure, now: datetime) -> bool:
    return finish(departure=departure, now=now)


def spent_link_mails(now: datetime) -> QuerySet:
    """Mails with a link back whose address is not needed any more: they have left, or the link
    has ended. The demonstration shows its mails, so there they stay as long as the link."""
    spent = Q(created_at__lte=now - UNDO_WITHIN)
    if not settings.DEMO_MODE:
        spent |= Q(sent_at__lte=now)
    return link_mails().filter(spent)


register(
    RetentionRule(
        code="access-log",
        what="The log of who of the staff looked at private data",
        kept_for="2 years",
        why="Misuse often comes to light late; after two years nobody can still be asked about it.",
        due=lambda now: AccessRecord.objects.filter(at__lte=now - ACCESS_LOG),
        remove=lambda rows, now: rows.forget(),
    ),
    RetentionRule(
        code="admin-forms",
        what="Forms in the admin that were never saved",
        kept_for="2 days after the last change",
        why="A crash of the browser should cost no words.",
        due=lambda now: FormState.objects.filter(last_updated_at__lte=now - FORMS_IN_THE_ADMIN),
        remove=delete_rows,
    ),
    RetentionRule(
        code="data-copies",
        what="The file with a copy of everything we hold about you",
        kept_for="7 days after it was made",
        why="Time to fetch it; a file with everything in it is a risk while it lies there.",
        due=DataCopy.objects.expired,
        remove=remove_expired,
    ),
    RetentionRule(
        code="departures",
        what="What coming back needs after somebody has left: account, profile, credits",
        kept_for="14 days after leaving",
        why="Time to change one's mind. That somebody left, and when, stays without a name.",
        due=lambda now: Departure.objects.over(now).order_by("pk"),
        remove=one_by_one(finish_departure),
    ),
    RetentionRule(
        code="departure-mails",
        what="The address to which the link back was sent",
        kept_for="Until the mail has left, 14 days at most",
        why="It cannot be sent otherwise.",
        due=spent_link_mails,
        remove=delete_rows,
    ),
    RetentionRule(
        code="editing-sessions",
        what="Who has which page open in the admin",
        kept_for="2 days after the last sign of life",
        why="So that two editors do not overwrite each other.",
        due=lambda now: EditingSession.objects.filter(last_seen_at__lte=now - FORMS_IN_THE_ADMIN),
        remove=delete_rows,
    ),
    RetentionRule(
        code="sessions",
        what="Sessions: that a browser is signed in",
        kept_for="Until they end, 12 hours at most",
        why="They are how the site knows you from one page to the next.",
        due=lambda now: Session.objects.filter(expire_date__lte=now),
        remove=delete_rows,
    ),
    RetentionRule(
        code="sign-in-places",
        what="Where somebody is signed in: browser, address, first and last use",
        kept_for="As long as the session, 12 hours after the last use at most",
        why="So that people recognise their own sessions and can end others.",
        due=over_by,
        remove=delete_rows,
    ),
    RetentionRule(
        code="task-results",
        what="Records of background tasks: which kind, when, whether it worked",
        kept_for="14 days after the task has ended",
        why="To find out what went wrong.",
        due=lambda now: DBTaskResult.objects.filter(finished_at__lte=now - TASKS),
        remove=delete_rows,
    ),
)
