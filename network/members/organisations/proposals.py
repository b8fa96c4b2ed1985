"""Organisations that members wrote and the list did not have, for coordinators to look at.

The queue is read from the profiles: what several people wrote alike is one proposal. A decision is
for all of them at once, and the name that was written stays findable.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from network.members import notifications as tell
from network.members.directory import entries
from network.members.models import Membership, Profile, ProposalDecision
from network.members.models.proposal import ProposalOutcome
from network.members.roles import is_coordinator
from network.members.screening import hold_back
from network.taxonomy.models import Area, Nation, Organisation, OrganisationAlias
from network.taxonomy.naming import folded
from network.workflows import decide, require


class ProposalGone(Exception):  # noqa: N818 -- says how it stands
    """Nobody proposes this name any more: it has been decided, or its authors wrote another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One name, with everybody who wrote it."""

    key: str
    name: str
    profiles: list[Profile]
    refused: ProposalDecision | None = None

    @property
    def code(self) -> str:
        """The proposal's place in an address."""
        return code_of(self.key)

    @property
    def url(self) -> str:
        return f"/desk/organisations/proposals/{self.code}/"

    @property
    def since(self) -> datetime:
        """When the profile that waits longest was last written."""
        return min(profile.updated_at for profile in self.profiles)


def code_of(key: str) -> str:
    """A short code for a folded name: names do not belong into addresses."""
    return hashlib.blake2s(key.encode(), digest_size=8).hexdigest()


def proposals(*, refused: bool = False) -> list[Proposal]:
    """What waits for a coordinator, oldest first; with ``refused`` what was not added instead.

    Three queries at any number.
    """
    written: dict[str, list[Profile]] = {}
    for profile in _proposing().order_by("updated_at", "pk"):
        written.setdefault(folded(profile.proposed_organisation), []).append(profile)
    last = {row.key: row for row in ProposalDecision.objects.filter(key__in=written)}
    found = []
    for key, profiles in written.items():
        decision = last.get(key[:250])
        is_refused = decision is not None and decision.outcome == ProposalOutcome.REFUSED
        if is_refused == refused:
            name = " ".join(profiles[0].proposed_organisation.split())
            found.append(Proposal(key, name, profiles, decision if is_refused else None))
    return found


def proposal_by_code(code: str) -> Proposal | None:
    """The proposal with this code, refused or not."""
    everything = [*proposals(), *proposals(refused=True)]
    return next((proposal for proposal in everything if proposal.code == code), None)


def refusal_for(profile: Profile) -> ProposalDecision | None:
    """Why the organisation this person wrote was not added, if it was not. One query at most."""
    if not profile.proposed_organisation:
        return None
    decision = ProposalDecision.objects.filter(key=folded(profile.proposed_organisation)).last()
    refused = decision is not None and decision.outcome == ProposalOutcome.REFUSED
    return decision if refused else None


@transaction.atomic
def add(
    *,
    key: str,
    name: str,
    actor,
    now: datetime,
    parent: Organisation | None = None,
    nation: Nation | None = None,
    area: Area | None = None,
    kind: str = "",
) -> Organisation:
    """Put the organisation into the tree; everybody who wrote it works there now.

    :raises NotPermitted: for anybody but a coordinator.
    :raises ProposalGone: when nobody proposes the name any more.
    """
    profiles = _decided_by(actor, key)
    organisation = Organisation(
        name=" ".join(name.split()), parent=parent, nation=nation, area=area, kind=kind
    )
    _save_with_a_slug(organisation)
    _give(organisation, profiles, key, ProposalOutcome.ADDED, actor=actor, now=now)
    return organisation


@transaction.atomic
def point_to(*, key: str, organisation: Organisation, actor, now: datetime) -> None:
    """The name means an organisation that is in the list: give it to everybody who wrote it.

    :raises NotPermitted: for anybody but a coordinator.
    :raises ProposalGone: when nobody proposes the name any more.
    """
    profiles = _decided_by(actor, key)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    _give(organisation, profiles, key, ProposalOutcome.POINTED, actor=actor, now=now)


@transaction.atomic
def refuse(*, key: str, reason: str, actor, now: datetime) -> None:
    """Leave the name out of the list. The members keep what they wrote and read why.

    :raises NotPermitted: for anybody but a coordinator.
    :raises TextHeldBack: when the reason identifies somebody beyond doubt.
    :raises ProposalGone: when nobody proposes the name any more.
    """
    profiles = _decided_by(actor, key)
    hold_back(reason)
    decision = _record(profiles, key, ProposalOutcome.REFUSED, actor=actor, now=now, reason=reason)
    for profile in profiles:
        tell.tell_of_organisation(
            profile.user, "organisation_refused", decision_key=str(decision.pk), now=now
        )


def _proposing():
    return (
        Profile.objects.exclude(proposed_organisation="")
        .filter(user__is_active=True)
        .select_related("user", "user__membership", "nation", "area")
    )


def _decided_by(actor, key: str) -> list[Profile]:
    """Lock the profiles that propose the name."""
    require(decide(is_coordinator(actor), "Only coordinators decide on organisations."))
    alike = [
        pk
        for pk, words in _proposing().values_list("pk", "proposed_organisation")
        if folded(words) == key
    ]
    locked = (
        Profile.objects.select_for_update(of=("self",))
        .filter(pk__in=alike)
        .select_related("user")
        .order_by("pk")
    )
    profiles = [row for row in locked if folded(row.proposed_organisation) == key]
    if not profiles:
        raise ProposalGone(key)
    return profiles


def _give(
    organisation: Organisation, profiles: Iterable[Profile], key: str, outcome: str, *, actor, now
) -> None:
    decision = _record(profiles, key, outcome, actor=actor, now=now, organisation=organisation)
    if folded(organisation.name) != key:
        OrganisationAlias.objects.get_or_create(
            organisation=organisation, key=decision.key, defaults={"name": decision.name}
        )
    for profile in profiles:
        profile.organisation, profile.proposed_organisation = organisation, ""
        profile.save(update_fields=["organisation", "proposed_organisation"])
        Membership.objects.filter(
            user=profile.user, confirmed_organisation=None, confirmed_organisation_name__gt=""
        ).update(confirmed_organisation=organisation, confirmed_organisation_name="")
        tell.tell_of_organisation(
            profile.user, "organisation_added", decision_key=str(decision.pk), now=now
        )
    entries.refresh([profile.pk for profile in profiles])


def _record(
    profiles: Iterable[Profile], key: str, outcome: str, *, actor, now, reason="", organisation=None
) -> ProposalDecision:
    profiles = list(profiles)
    return ProposalDecision.objects.create(
        name=" ".join(profiles[0].proposed_organisation.split()),
        outcome=outcome,
        organisation=organisation,
        reason=reason,
        members_count=len(profiles),
        decided_by=actor,
        decided_at=now,
    )


def _save_with_a_slug(organisation: Organisation) -> None:
    """Save under the first slug that is free."""
    stem = slugify(organisation.name)[:190] or "organisation"
    for number in range(1, 1000):
        organisation.slug = stem if number == 1 else f"{stem}-{number}"
        if Organisation.objects.filter(slug=organisation.slug).exists():
            continue
        try:
            with transaction.atomic():
                organisation.save()
        except IntegrityError:
            # Somebody took it in this moment.
            organisation.pk = None
            continue
        return
