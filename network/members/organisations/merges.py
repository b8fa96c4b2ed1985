"""Merge duplicate organisations: coordinators, from the desk."""

from datetime import datetime

from django.db import transaction

from network.members.directory import entries
from network.members.models import PreviousEmployment, Profile
from network.members.roles import is_coordinator
from network.taxonomy import merging
from network.taxonomy.models import Organisation, OrganisationAlias, OrganisationMerge
from network.workflows import decide, require


def _one_employment(row: PreviousEmployment, keep: Organisation) -> None:
    """Somebody worked for both: one employment, until the later day."""
    there = PreviousEmployment.objects.get(profile=row.profile_id, organisation=keep)
    row.delete()
    if row.until_date > there.until_date:
        there.until_date = row.until_date
        there.save(update_fields=["until_date"])


def _one_name(row: OrganisationAlias, keep: Organisation) -> None:
    """Both had this other name, perhaps in another case."""
    row.delete()


UNIONS = {
    "members.previousemployment": _one_employment,
    "taxonomy.organisationalias": _one_name,
}
# Rows that the desk shows anyway. Every other model, also one that is added later, moves without
# being counted: of previous employers members read that nobody sees them.
SHOWN = frozenset(
    {
        "members.profile",
        "members.proposaldecision",
        "taxonomy.organisation",
        "taxonomy.organisationalias",
        "taxonomy.organisationmerge",
    }
)


def counts_of(organisation: Organisation) -> dict[str, int]:
    """How much of what the desk shows points to it, by plain words."""
    return merging.counts_of(organisation, shown=SHOWN)


@transaction.atomic
def merge(
    *, keep: Organisation, duplicate: Organisation, actor, now: datetime
) -> OrganisationMerge:
    """Make one of two, as :func:`network.taxonomy.merging.merge`, and write the directory anew.

    :raises NotPermitted: for anybody but a coordinator.
    :raises MergeRefused: when the two cannot be made one.
    """
    require(decide(is_coordinator(actor), "Only coordinators merge organisations."))
    concerned = list(Profile.objects.filter(organisation=duplicate.pk).values_list("pk", flat=True))
    done = merging.merge(
        keep=keep, duplicate=duplicate, actor=actor, now=now, unions=UNIONS, shown=SHOWN
    )
    entries.refresh(concerned)
    return done
