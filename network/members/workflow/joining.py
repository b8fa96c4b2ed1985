"""The applicant's verbs: ask to join, answer what was asked, appeal against a decision."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from network.members import earlier, permissions, screening, transitions
from network.members import notifications as tell
from network.members.models import EmailDomain, Membership
from network.members.profile.writing import ProfileDetails, save_profile, save_topics
from network.members.workflow.steps import lock, move, new_year, record
from network.workflows import require


@transaction.atomic
def apply(
    *,
    user,
    now: datetime,
    why: str,
    details: ProfileDetails,
    topics: dict | None = None,
    kept_phrases: list[dict] | None = None,
) -> Membership:
    """Ask to join: write the profile and the application together, tell both sides.

    Who has confirmed an address of a domain on the list is approved in the same transaction, unless
    an earlier account of the address was left with something against it
    (:mod:`network.members.earlier`); blocks against that account hold for this one.
    ``topics`` maps a topic to the member's level; ``kept_phrases`` are the phrases that the
    screening marked and the applicant's reasons to keep them. The account's row is locked, so that
    the same form sent twice is one application.

    :raises NotPermitted: when the e-mail address is not confirmed or there is one already.
    :raises TextHeldBack: when ``why`` identifies somebody beyond doubt.
    """
    screening.hold_back(why)
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    require(permissions.can_apply(user))
    profile = save_profile(user=user, details=details, now=now)
    save_topics(profile=profile, levels=topics or {})
    membership = Membership.objects.create(
        user=user,
        status=transitions.MEMBERSHIP["apply"].target,
        why=why,
        applied_at=now,
        waiting_since=now,
        kept_phrases=kept_phrases or [],
    )
    record("apply", membership, actor=user, now=now, before="")
    earlier.carry_over(user, now=now)
    rule = EmailDomain.objects.covering(user.email)
    if rule is not None and not earlier.must_be_looked_at(user):
        return approve_by_domain(membership=membership, rule=rule, now=now)
    tell.tell_applicant(membership, "membership_received", now=now)
    tell.tell_coordinators(membership, "desk_application", now=now)
    return membership


@transaction.atomic
def approve_by_domain(*, membership: Membership, rule: EmailDomain, now: datetime) -> Membership:
    """Approve by the list of e-mail domains. The event names the rule, never the address.

    :raises NotPermitted: when the rule does not cover the account's confirmed address, or a
        coordinator has to look at an earlier account of it.
    """
    membership = lock(membership)
    require(permissions.is_covered(membership.user, rule))
    move(
        "approve_by_domain",
        membership,
        actor=None,
        now=now,
        reason=f"The e-mail domain “{rule.domain}” is on the list.",
        decided_at=now,
        decided_by=None,
        waiting_since=None,
        **new_year(membership, now=now),
    )
    tell.tell_applicant(membership, "membership_approved", now=now)
    return membership


@transaction.atomic
def reply(
    *,
    membership: Membership,
    actor,
    now: datetime,
    text: str,
    kept_phrases: list[dict] | None = None,
) -> Membership:
    """Answer the coordinator's question.

    The application is back in the queue in its old place: the time in which the applicant had the
    next move does not count for the coordinators.

    :raises NotPermitted: for anybody but the applicant.
    :raises TextHeldBack: when ``text`` identifies somebody beyond doubt.
    """
    screening.hold_back(text)
    membership = lock(membership)
    require(permissions.can_reply(actor, membership))
    asked = membership.events.filter(action="ask").last()
    began = membership.waiting_since or membership.applied_at
    move(
        "reply",
        membership,
        actor=actor,
        now=now,
        reply=text,
        waiting_since=began + (now - asked.at) if asked else now,
        kept_phrases=[*membership.kept_phrases, *(kept_phrases or [])],
    )
    tell.tell_coordinators(membership, "desk_application_reply", now=now)
    return membership


@transaction.atomic
def appeal(
    *,
    membership: Membership,
    actor,
    now: datetime,
    text: str,
    kept_phrases: list[dict] | None = None,
) -> Membership:
    """Ask for a second look at a refusal or a pause, once for each decision.

    :raises NotPermitted: for anybody but the person it is about, and for a second appeal.
    :raises TextHeldBack: when ``text`` identifies somebody beyond doubt.
    """
    screening.hold_back(text)
    membership = lock(membership)
    require(permissions.can_appeal(actor, membership))
    move(
        "appeal",
        membership,
        actor=actor,
        now=now,
        appeal=text,
        appealed_at=now,
        appealed_against=membership.status,
        waiting_since=now,
        kept_phrases=[*membership.kept_phrases, *(kept_phrases or [])],
    )
    tell.tell_applicant(membership, "membership_appeal_received", now=now)
    tell.tell_coordinators(membership, "desk_appeal", now=now)
    return membership
