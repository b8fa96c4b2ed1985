"""Ask for the files of a resource that is given on request; grant, decline, end. The only writer of
:class:`~resources.models.AccessRequest`.

Who asks is the account: name, organisation and sectors come from there and cannot be typed. Nothing
is granted by opening a link: the message leads to a page, and its button decides.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse

from network.members.roles import is_verified_member
from network.members.screening import hold_back
from network.notifications.outbox import notify
from network.workflows import Decision, decide, require, require_transition
from resources.access import keepers_except, keeps_library, openable_by
from resources.enums import AccessState, FilesFor
from resources.models import AccessRequest, ResourcePage
from resources.transitions import ACCESS

LONGEST_GRANT = timedelta(days=366)
REQUESTS_A_DAY = 10
STANDING = (AccessState.ASKED, AccessState.GRANTED)
EXPIRED_AT_ONCE = 500


def can_ask(user, page: ResourcePage) -> Decision:
    """A verified member, for a resource whose files are given on request."""
    if page.files_for != FilesFor.REQUEST:
        return Decision(False, "The files of this resource are not given on request.")
    return decide(
        is_verified_member(user),
        "Files are given to members whose membership is approved. Yours is not at the moment.",
    )


def within_limit(user, now: datetime) -> Decision:
    """Ten requests in 24 hours."""
    since = now - timedelta(days=1)
    asked = AccessRequest.objects.filter(member=user, asked_at__gt=since).count()
    return decide(
        asked < REQUESTS_A_DAY,
        f"You have asked for {asked} resources within a day. Please go on tomorrow.",
    )


def can_decide(user, request: AccessRequest) -> Decision:
    """Editors and coordinators, never on their own request."""
    if not keeps_library(user):
        return Decision(False, "Editors and coordinators decide on this.")
    return decide(
        request.member_id != user.pk, "This is your own request, so somebody else decides on it."
    )


@transaction.atomic
def ask(*, page: ResourcePage, member, reason: str, now: datetime) -> AccessRequest:
    """Ask for the files. Sent twice it is one request: one that stands is returned as it is.

    :raises NotPermitted: for others than verified members, files that are not on request, a page
        that the member may not open, and beyond ten requests a day.
    :raises TextHeldBack: when the reason identifies somebody other than the member.
    """
    hold_back(reason, names=(member.name,))
    # Two presses at once wait for each other on the account.
    member = get_user_model().objects.select_for_update(of=("self",)).get(pk=member.pk)
    require(can_ask(member, page))
    require(decide(openable_by(member).filter(pk=page.pk).exists(), "There is no such resource."))
    standing = AccessRequest.objects.filter(resource=page, member=member, state__in=STANDING)
    still = next((row for row in standing if not _is_over(row, now)), None)
    if still is not None:
        return still
    for row in standing:
        _move("expire", row, now=now)
    require(within_limit(member, now))
    request = AccessRequest.objects.create(
        resource=page, member=member, reason=reason, asked_at=now
    )
    for person in keepers_except(member):
        notify(
            recipient=person,
            kind="desk_files_asked",
            key=str(request.public_id),
            url=request.desk_url,
            now=now,
        )
    return request


@transaction.atomic
def grant(
    *, request: AccessRequest, actor, until: datetime, now: datetime, answer: str = ""
) -> AccessRequest:
    """Give the files until a moment, a year ahead at most. The clock ends it.

    :raises ValueError: when the end lies in the past or more than a year ahead.
    """
    if not now < until <= now + LONGEST_GRANT:
        raise ValueError("A grant ends in the future, within a year.")
    request = _decide("grant", request, actor, answer=answer, now=now, expires_at=until)
    _tell_member(request, "files_granted", now=now)
    return request


@transaction.atomic
def decline(*, request: AccessRequest, actor, answer: str, now: datetime) -> AccessRequest:
    """Say no, and why; the member may ask again."""
    request = _decide("decline", request, actor, answer=answer, now=now)
    _tell_member(request, "files_declined", now=now)
    return request


@transaction.atomic
def revoke(*, request: AccessRequest, actor, answer: str, now: datetime) -> AccessRequest:
    """End a grant before its time, from the next request on."""
    request = _decide("revoke", request, actor, answer=answer, now=now)
    _tell_member(request, "files_revoked", now=now)
    return request


@transaction.atomic
def withdraw(*, request: AccessRequest, member, now: datetime) -> AccessRequest:
    """Take one's request back, or give back what was granted. Nobody is told.

    :raises NotPermitted: for anybody but the member.
    """
    request = _lock(request)
    require(decide(request.member_id == member.pk, "Only who has asked may take it back."))
    _move("withdraw", request, now=now)
    return request


def expire(*, now: datetime) -> int:
    """Close what has run out, and tell the members. What is open to whom follows the clock itself
    (:func:`resources.access.standing_grants`) and does not wait for this."""
    over = AccessRequest.objects.filter(state=AccessState.GRANTED, expires_at__lte=now)
    return sum(_expire_one(key, now) for key in over.values_list("pk", flat=True)[:EXPIRED_AT_ONCE])


@transaction.atomic
def _expire_one(key: int, now: datetime) -> bool:
    request = AccessRequest.objects.select_for_update().filter(pk=key).first()
    if request is None or request.state != AccessState.GRANTED or not _is_over(request, now):
        return False
    _move("expire", request, now=now)
    _tell_member(request, "files_expired", now=now)
    return True


def _decide(action: str, request: AccessRequest, actor, *, answer: str, now: datetime, **fields):
    request = _lock(request)
    require(can_decide(actor, request))
    hold_back(answer, names=(request.member.name, actor.name))
    _move(action, request, now=now, decided_by=actor, answer=answer, **fields)
    return request


def _move(action: str, request: AccessRequest, *, now: datetime, **fields) -> None:
    require_transition(ACCESS, action, request.state)
    for name, value in {"state": ACCESS[action].target, "decided_at": now, **fields}.items():
        setattr(request, name, value)
    request.save(update_fields=["state", "decided_at", *fields])


def _lock(request: AccessRequest) -> AccessRequest:
    locked = AccessRequest.objects.select_for_update(of=("self",))
    return locked.select_related("member", "resource").get(pk=request.pk)


def _is_over(request: AccessRequest, now: datetime) -> bool:
    return request.expires_at is not None and request.expires_at <= now


def _tell_member(request: AccessRequest, kind: str, *, now: datetime) -> None:
    notify(
        recipient=request.member,
        kind=kind,
        key=str(request.public_id),
        url=reverse("resources:request", args=[request.resource.slug]),
        now=now,
    )
