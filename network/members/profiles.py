"""Write what members say about themselves. No view and no form writes a profile otherwise."""

from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.db import transaction

from network.members.models import PreviousEmployment, Profile, TopicExpertise
from network.members.models.profile import Visibility
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic


@dataclass(frozen=True, slots=True)
class ProfileDetails:
    """Everything that the joining form and the profile form ask.

    ``organisation`` is from the controlled tree; ``proposed_organisation`` is a name that is not
    in it yet, for a coordinator to look at. One of the two is empty.
    """

    name: str
    sectors: list[Sector]
    role_title: str
    nation: Nation
    area: Area | None = None
    organisation: Organisation | None = None
    proposed_organisation: str = ""
    contexts: list[Context] = field(default_factory=list)
    statement: str = ""
    name_visibility: str = Visibility.MEMBERS


PLAIN_FIELDS = (
    "role_title",
    "nation",
    "area",
    "organisation",
    "proposed_organisation",
    "statement",
    "name_visibility",
)


@transaction.atomic
def save_profile(*, user, details: ProfileDetails, now: datetime) -> Profile:
    """Write the account's name and the profile; the profile is made when there is none.

    :raises ValueError: when the area lies in another nation, or nobody's sector is given.
    """
    if not details.sectors:
        raise ValueError("A profile has at least one sector.")
    if details.area is not None and details.area.nation_id != details.nation.pk:
        raise ValueError("The area lies in another nation.")
    user.name = details.name
    user.save(update_fields=["name"])
    profile, _ = Profile.objects.get_or_create(user=user)
    for name in PLAIN_FIELDS:
        setattr(profile, name, getattr(details, name))
    profile.updated_at = now
    profile.save(update_fields=[*PLAIN_FIELDS, "updated_at"])
    profile.sectors.set(details.sectors)
    profile.contexts.set(details.contexts)
    return profile


def save_name_visibility(*, profile: Profile, name_visibility: str, now: datetime) -> None:
    """Write who may see the member's name and profile."""
    profile.name_visibility, profile.updated_at = name_visibility, now
    profile.save(update_fields=["name_visibility", "updated_at"])


@transaction.atomic
def save_topics(*, profile: Profile, levels: dict[Topic, str]) -> None:
    """Make the member's topics exactly these, each with its level. Three queries at any number."""
    profile.topic_expertise.exclude(topic__in=levels).delete()
    TopicExpertise.objects.bulk_create(
        [
            TopicExpertise(profile=profile, topic=topic, level=level)
            for topic, level in levels.items()
        ],
        update_conflicts=True,
        unique_fields=["profile", "topic"],
        update_fields=["level"],
    )


@transaction.atomic
def save_previous_employers(*, profile: Profile, until: dict[Organisation, date]) -> None:
    """Make the member's previous employers exactly these, each with the last day there."""
    profile.previous_employments.exclude(organisation__in=until).delete()
    PreviousEmployment.objects.bulk_create(
        [
            PreviousEmployment(profile=profile, organisation=organisation, until_date=until_date)
            for organisation, until_date in until.items()
        ],
        update_conflicts=True,
        unique_fields=["profile", "organisation"],
        update_fields=["until_date"],
    )


def details_of(user) -> dict:
    """What the profile says now, as the initial values of its form."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return {"name": user.name}
    initial = {f.name: getattr(profile, f.name) for f in fields(ProfileDetails) if f.name != "name"}
    return {
        **initial,
        "name": user.name,
        "sectors": list(profile.sectors.all()),
        "contexts": list(profile.contexts.all()),
    }
