"""When a message may leave: decided once, as it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from network.notifications.kinds import GROUPS, Kind, KindGroup, Pace
from network.notifications.models import EmailPause, EmailState, PausedAddress, Preference

# Before the working day begins, and never in the night between Sunday and Monday.
SUMMARY_TIME = time(7, 30)
WEEKLY_ON = 0  # Monday
STATE_OF = {Pace.DAILY: EmailState.DAILY, Pace.WEEKLY: EmailState.WEEKLY}


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a message's e-mail: its state, and the earliest moment to send it."""

    state: EmailState
    send_at: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """What holds for one person and one group. ``chosen`` is empty until they choose."""

    chosen: str
    paused_until: date | None
    is_unreachable: bool

    def pace(self, group: KindGroup) -> Pace:
        """The chosen pace; the group's default for none, or for one it no longer allows."""
        return Pace(self.chosen) if self.chosen in group.paces else group.default


def plan(*, recipient, kind: Kind, now: datetime, choice: Choice | None = None) -> Plan:
    """Decide how a message to this person leaves. One query, unless their choice is known.

    In order: somebody who has left, or whom e-mail does not reach, gets none. The account's own
    messages and urgent ones leave at once. For all others the pace of their group holds, and
    during a pause they wait for the summary of the morning on which it ends.
    """
    if not recipient.is_active:
        return Plan(EmailState.NONE, now)
    choice = choice or choice_of(recipient, kind.group)
    if choice.is_unreachable:
        return Plan(EmailState.NONE, now)
    if kind.urgent or kind.group == "account":
        return Plan(EmailState.PENDING, now)
    pace = choice.pace(GROUPS[kind.group])
    if pace == Pace.OFF:
        return Plan(EmailState.NONE, now)
    if pace == Pace.AT_ONCE:
        if not is_paused(choice.paused_until, now):
            return Plan(EmailState.PENDING, now)
        pace = Pace.DAILY
    return Plan(STATE_OF[pace], next_summary(pace, now, not_before=choice.paused_until))


def choice_of(user, group: str) -> Choice:
    """What the person has chosen for the group, and whether e-mail reaches them. One query."""
    return choices_of([user], group)[user.pk]


def choices_of(users: Iterable, group: str) -> dict[int, Choice]:
    """The same for many people, by primary key. One query."""
    own = {"user": OuterRef("pk")}
    rows = (
        get_user_model()
        .objects.filter(pk__in=[user.pk for user in users])
        .values_list(
            "pk",
            Subquery(Preference.objects.filter(**own, group=group).values("pace")[:1]),
            Subquery(EmailPause.objects.filter(**own).values("until")[:1]),
            Exists(PausedAddress.objects.filter(address=OuterRef("email"))),
        )
    )
    return {pk: Choice(chosen or "", until, unreachable) for pk, chosen, until, unreachable in rows}


def is_paused(until: date | None, now: datetime) -> bool:
    return until is not None and timezone.localdate(now) < until


def next_summary(pace: Pace, now: datetime, *, not_before: date | None = None) -> datetime:
    """The next moment after ``now`` at which a summary of this pace leaves, in local time.

    Daily at half past seven, weekly on Mondays. With ``not_before``, not before that day's.
    """
    local = timezone.localtime(now)
    day = local.date() + timedelta(days=local.time() >= SUMMARY_TIME)
    if not_before is not None:
        day = max(day, not_before)
    if pace == Pace.WEEKLY:
        day += timedelta(days=(WEEKLY_ON - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, SUMMARY_TIME))
