"""Choose how e-mail comes, and stop it.

A change holds for everything that has not left yet:

- *off*: what waits or is about to leave, of this group, is not sent any more;
- *daily* or *weekly*: what waits for a summary waits for the one of the new pace;
- *at once*: new messages leave at once. What waits already comes in one last summary the next
  morning, not as a burst of single e-mails.

The messages of the account cannot be chosen for, and urgent ones leave whatever was chosen.
"""

from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from network.notifications import kinds
from network.notifications.kinds import GROUPS, Pace
from network.notifications.models import (
    WAITING,
    EmailPause,
    EmailState,
    Message,
    Preference,
)
from network.notifications.paces import STATE_OF, is_paused, next_summary

NOBODY = 0  # no account has this number


def groups_for(has_desk: bool) -> list[kinds.KindGroup]:
    """The groups that somebody may choose for: the desk's only for people who work there."""
    return [
        group
        for group in GROUPS.values()
        if len(group.paces) > 1 and (has_desk or group.code != "desk")
    ]


def paces_of(user) -> dict[str, Pace]:
    """The pace of every group for this person (or their number). One query."""
    chosen = dict(Preference.objects.filter(user=user).values_list("group", "pace"))
    return {
        code: Pace(chosen[code]) if chosen.get(code) in group.paces else group.default
        for code, group in GROUPS.items()
    }


@transaction.atomic
def choose(*, user, group: str, pace: Pace, now: datetime) -> None:
    """Set the pace of one group and move what has not left yet (see above).

    :raises ValueError: when the group does not allow the pace, or there is no such group.
    """
    if group not in GROUPS or pace not in GROUPS[group].paces:
        raise ValueError(f"Messages of {group!r} cannot come {pace!r}.")
    Preference.objects.update_or_create(
        user=user, group=group, defaults={"pace": pace, "changed_at": now}
    )
    codes = kinds.codes_in(group)
    mine = Message.objects.filter(recipient=user, kind__in=codes)
    if pace == Pace.OFF:
        urgent = [code for code in codes if kinds.get(code).urgent]
        mine.exclude(kind__in=urgent).filter(email_state__in=(EmailState.PENDING, *WAITING)).update(
            email_state=EmailState.NONE, digest=None, claimed_until=None
        )
        return
    summary = Pace.WEEKLY if pace == Pace.WEEKLY else Pace.DAILY
    mine.waiting().exclude(email_state=STATE_OF[summary]).update(
        email_state=STATE_OF[summary],
        send_at=next_summary(summary, now, not_before=pause_of(user, timezone.localdate(now))),
        digest=None,
    )


def pause_of(user, today: date) -> date | None:
    """The first day with e-mail again, if the person has asked for days without."""
    until = EmailPause.objects.filter(user=user).values_list("until", flat=True).first()
    return until if until is not None and today < until else None


@transaction.atomic
def pause(*, user, until: date | None, now: datetime) -> None:
    """Send nothing but the account's and urgent messages before ``until``; ``None`` ends a pause.

    What waits for a summary then waits for the first one after the pause; when a pause ends
    early, for the next one.
    """
    if until is not None and is_paused(until, now):
        EmailPause.objects.update_or_create(user=user, defaults={"until": until})
    else:
        until = None
        EmailPause.objects.filter(user=user).delete()
    for pace, state in STATE_OF.items():
        Message.objects.filter(recipient=user, email_state=state, digest=None).update(
            send_at=next_summary(pace, now, not_before=until)
        )


def stop(*, public_id, what: str, now: datetime) -> None:
    """Turn off what a one-click link names: a group, or all that comes daily or weekly.

    Nothing happens, without a word and in about the same time, for a person who is not there or
    has left, for a group that cannot be off, and for what is off already.
    """
    user = get_user_model().objects.active().filter(public_id=public_id).first()
    stopped = [
        code
        for code, pace in paces_of(user.pk if user else NOBODY).items()
        if user and GROUPS[code].may_be_off and what in (code, pace) and pace != Pace.OFF
    ]
    for code in stopped:
        choose(user=user, group=code, pace=Pace.OFF, now=now)
    if not stopped:
        _take_as_long(now)


@transaction.atomic
def _take_as_long(now: datetime) -> None:
    """Ask the database for what a choice asks, about nobody."""
    nobody = Preference.objects.filter(user=NOBODY, group="letters")
    nobody.select_for_update().first()
    nobody.update(pace=Pace.OFF, changed_at=now)
    Message.objects.filter(recipient=NOBODY, kind__in=kinds.codes_in("letters")).waiting().update(
        email_state=EmailState.NONE
    )
