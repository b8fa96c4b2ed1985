"""What the library holds about a person, and for how long. Usage is counted without names."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from network.privacy import holdings, retention
from network.privacy.holdings import Holding, rows_from
from network.privacy.retention import RetentionRule, delete_rows
from resources.enums import AccessState
from resources.models import AccessRequest, Adaptation, FormatRequest, TakenVersion
from resources.models.formats import OPEN_STATES

REQUESTS_KEPT = timedelta(days=730)
FORMATS_KEPT = timedelta(days=365)
OVER = (
    AccessState.DECLINED,
    AccessState.WITHDRAWN,
    AccessState.REVOKED,
    AccessState.EXPIRED,
)


def access_rows(user):
    return rows_from(
        AccessRequest.objects.filter(member=user).select_related("resource").order_by("pk"),
        resource="resource.title",
        asked="asked_at",
        reason="reason",
        state=lambda row: row.get_state_display(),
        decided="decided_at",
        our_answer="answer",
        until="expires_at",
    )


def end_access(user, now: datetime) -> None:
    """Nobody who has left keeps files on request, or waits for a decision."""
    standing = AccessRequest.objects.filter(
        member=user, state__in=(AccessState.ASKED, AccessState.GRANTED)
    )
    standing.update(state=AccessState.WITHDRAWN, decided_at=now)


def delete_access(user, now: datetime) -> None:
    """The reasons are only theirs: who they are and what they work on."""
    AccessRequest.objects.filter(member=user).delete()


def taken_rows(user):
    return rows_from(
        TakenVersion.objects.filter(member=user).select_related("resource").order_by("pk"),
        resource="resource.title",
        version="number",
        taken="taken_at",
    )


def delete_taken(user, now: datetime) -> None:
    TakenVersion.objects.filter(member=user).delete()


def adaptation_rows(user):
    return rows_from(
        Adaptation.objects.filter(member=user).select_related("page", "area").order_by("pk"),
        resource="page.title",
        area="area.name",
        what_you_changed="what_changed",
        noted="noted_at",
        hidden=lambda row: row.hidden_at is not None,
    )


def adaptations_say(user) -> list[str]:
    count = Adaptation.objects.filter(member=user).count()
    if not count:
        return []
    what = "One adaptation" if count == 1 else f"{count} adaptations"
    return [f"{what} that you have noted in the library stay there, with the area, without you."]


def format_rows(user):
    return rows_from(
        FormatRequest.objects.filter(member=user).select_related("resource").order_by("pk"),
        reference="reference",
        resource="resource.title",
        version="version_number",
        wanted=lambda row: row.get_wanted_display(),
        your_words="note",
        asked="asked_at",
        state=lambda row: row.get_state_display(),
        our_answer="answer",
    )


def delete_formats(user, now: datetime) -> None:
    """What somebody needs to be able to read tells of their health."""
    FormatRequest.objects.filter(member=user).delete()


def old_access(now: datetime) -> QuerySet:
    return AccessRequest.objects.filter(state__in=OVER, decided_at__lt=now - REQUESTS_KEPT)


def old_formats(now: datetime) -> QuerySet:
    answered = ~Q(state__in=OPEN_STATES) & Q(done_at__lt=now - FORMATS_KEPT)
    return FormatRequest.objects.filter(answered)


holdings.register(
    Holding(
        "resources.AccessRequest",
        "Files of the library you have asked for",
        access_rows,
        on_leave=end_access,
        on_final=delete_access,
        order=70,
    ),
    Holding(
        "resources.TakenVersion",
        "Files of the library whose new versions you are told of",
        taken_rows,
        on_final=delete_taken,
        order=71,
    ),
    Holding(
        "resources.Adaptation",
        "What you have adapted for your area",
        adaptation_rows,
        order=72,
        says=adaptations_say,
    ),
    Holding(
        "resources.FormatRequest",
        "Formats you have asked for",
        format_rows,
        on_final=delete_formats,
        order=73,
    ),
)
retention.register(
    RetentionRule(
        "file-requests",
        "Requests for files of the library: who asked for what and why, and what was decided",
        "2 years after they ended",
        "To see who has had what, and to answer a question about it; then the reason is not needed "
        "any more.",
        old_access,
        delete_rows,
    ),
    RetentionRule(
        "format-requests",
        "Requests for another format, with a visitor's e-mail address",
        "1 year after the answer",
        "Somebody may come back for the next version; after a year they ask anew.",
        old_formats,
        delete_rows,
    ),
)
