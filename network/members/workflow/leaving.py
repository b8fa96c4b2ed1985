"""Leave the network, change one's mind within 14 days, and the end of that time.

A departure takes the person out of the site at once and destroys nothing that others need: rows
stay, names go. What coming back needs is sealed in the departure and nowhere else.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from network.members import departing, earlier, transitions
from network.members.models import Membership
from network.members.profile import snapshot
from network.members.roles import COORDINATORS, people_in
from network.members.workflow.steps import lock, move
from network.notifications.outbox import notify
from network.pages.author_names import written_together
from network.pages.departed_authors import give_back_credits, part_with_credits
from network.privacy import goodbye
from network.privacy.holdings import all_holdings
from network.privacy.models import Cause, Departure, DepartureState
from network.privacy.sealing import seal, unseal
from network.workflows import TransitionNotAllowed, require, require_transition

UNDO_WITHIN = timedelta(days=14)


@transaction.atomic
@written_together()
def leave(*, user, now: datetime, keeps_credit: bool, cause: str = Cause.OWN_CHOICE) -> Departure:
    """Leave: hand on what others wait for, seal what coming back needs, and go.

    In order: lock the account; roles end; every app's ``on_leave`` runs while the person can still
    act; the snapshot is sealed; application, credits, profile and account are emptied, all sessions
    end; the membership becomes ``left``, with its event; the mail with the link back is put into
    the outbox. One transaction: all of it or nothing. Asked again, it is the same departure.

    :raises NotPermitted: for the last coordinator or safeguarding lead.
    """
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    if user.left_at is not None:
        return user.departures.first()
    departing.lock_needed_roles()
    require(departing.may_leave(user))
    membership = _lock_membership(user)
    if membership is not None:
        require_transition(transitions.MEMBERSHIP, "leave", membership.status)
    roles = departing.take_roles(user)
    for holding in all_holdings():
        holding.on_leave(user, now)
    kept = {
        "account": departing.seal_account(user),
        "profile": snapshot.profile_snapshot(user),
        "roles": roles,
    }
    name = user.name
    kept["credits"] = part_with_credits(user, keeps_credit=keeps_credit, name=name)
    if membership is not None:
        kept["application"] = departing.seal_application(membership)
        departing.empty_application(membership)
    snapshot.clear_profile(user, now)
    departing.close_account(user, now)
    addresses = {kept["account"]["email"], *(a["email"] for a in kept["account"]["addresses"])}
    goodbye.stop_mail(user, addresses=sorted(addresses))
    earlier.keep_departed(
        user,
        addresses=departing.own_addresses(kept["account"]),
        standing=membership.status if membership is not None else "",
        now=now,
    )
    departure = Departure.objects.create(
        user=user,
        cause=cause,
        keeps_credit=keeps_credit,
        left_at=now,
        undo_until=now + UNDO_WITHIN,
        sealed=seal(kept),
    )
    if membership is not None:
        actor = user if cause == Cause.OWN_CHOICE else None
        before = membership.status
        move("leave", membership, actor=actor, now=now, status_before_leaving=before)
    goodbye.send_link(departure, to_address=kept["account"]["email"], now=now)
    return departure


@transaction.atomic
@written_together()
def come_back(*, departure: Departure, now: datetime):
    """Undo a departure: the account, profile, application, credits and membership as they were.

    Roles do not come back by themselves; the coordinators are told that there were some. What was
    handed on stays with those who have it now. Returns the account, with which one signs in as
    before.

    :raises TransitionNotAllowed: when the departure has ended already, or its time is over.
    :raises AddressTaken: when another account signs in with the address meanwhile.
    :raises SealBroken: when the key that sealed it is gone.
    """
    departure = _lock_departure(departure)
    if departure.state != DepartureState.OPEN or departure.undo_until <= now:
        raise TransitionNotAllowed("come_back", departure.state)
    kept = unseal(departure.sealed)
    user = get_user_model().objects.select_for_update().get(pk=departure.user_id)
    departing.reopen_account(user, kept["account"])
    snapshot.restore_profile(user, kept["profile"])
    give_back_credits(user, kept["credits"])
    membership = _lock_membership(user)
    if membership is not None:
        departing.refill_application(membership, kept["application"])
        move("come_back", membership, actor=user, now=now)
    earlier.has_come_back(user, membership)
    _end(departure, DepartureState.RETURNED, now=now)
    if kept["roles"]:
        for coordinator in people_in(COORDINATORS):
            notify(
                recipient=coordinator,
                kind="desk_member_came_back",
                key=str(departure.public_id),
                url=f"/desk/members/{user.public_id}/",
                now=now,
            )
    return user


@transaction.atomic
def finish(*, departure: Departure, now: datetime) -> bool:
    """Make a departure final when its time is over: delete what was only theirs, and the seal.

    Returns whether there was anything to do; safe to call from several machines.
    """
    departure = _lock_departure(departure)
    if departure.state != DepartureState.OPEN or departure.undo_until > now:
        return False
    user = get_user_model().objects.select_for_update().get(pk=departure.user_id)
    for holding in all_holdings():
        holding.on_final(user, now)
    earlier.forget_unless_needed(user)
    _end(departure, DepartureState.FINAL, now=now)
    return True


def _end(departure: Departure, state: str, *, now: datetime) -> None:
    departure.state, departure.sealed, departure.ended_at = state, "", now
    departure.save(update_fields=["state", "sealed", "ended_at"])


def _lock_departure(departure: Departure) -> Departure:
    return Departure.objects.select_for_update().get(pk=departure.pk)


def _lock_membership(user) -> Membership | None:
    membership = Membership.objects.filter(user=user).first()
    return lock(membership) if membership is not None else None
