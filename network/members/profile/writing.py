"""Write what members say about themselves. No view and no form writes a profile otherwise.

Each function also writes the member's rows of the directory, in the same transaction.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from network.members import circles, team
from network.members import notifications as tell
from network.members.directory import entries
from network.members.models import PreviousEmployment, Profile, TopicExpertise
from network.members.models.profile import Visibility
from network.members.profile.languages import LANGUAGES
from network.members.profile.links import MOST as MOST_LINKS
from network.members.profile.links import checked_link
from network.members.profile.visibility import all_parts
from network.members.screening import hold_back
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic


@dataclass(frozen=True, slots=True)
class ProfileDetails:
    """Everything that the joining form and the forms of the profile ask.

    ``organisation`` is from the controlled tree; ``proposed_organisation`` is a name that is not
    in it yet, for a coordinator to look at. One of the two is empty. What is ``None`` below was
    not asked and stays as it is.
    """

    name: str
    sectors: list[Sector]
    role_title: str
    nation: Nation
    area: Area | None = None
    organisation: Organisation | None = None
    proposed_organisation: str = ""
    contexts: list[Context] | None = None
    statement: str | None = None
    pronouns: str | None = None
    name_visibility: str | None = None


PLAIN_FIELDS = (
    "role_title",
    "nation",
    "area",
    "organisation",
    "proposed_organisation",
)
FIELDS_THAT_MAY_STAY = ("statement", "pronouns", "name_visibility")


@transaction.atomic
def save_profile(*, user, details: ProfileDetails, now: datetime) -> Profile:
    """Write the account's name and the profile; the profile is made when there is none.

    Coordinators are told of a new name that reads like one of the team.

    :raises ValueError: when the area lies in another nation, or nobody's sector is given.
    :raises TextHeldBack: when the statement holds what identifies a person.
    """
    if not details.sectors:
        raise ValueError("A profile has at least one sector.")
    if details.area is not None and details.area.nation_id != details.nation.pk:
        raise ValueError("The area lies in another nation.")
    hold_back(details.statement or "")
    is_new_name = user.name != details.name
    user.name = details.name
    user.save(update_fields=["name"])
    profile, is_new = Profile.objects.get_or_create(user=user)
    if (is_new or is_new_name) and team.namesakes_of(user):
        tell.tell_of_name(user, now=now)
    asked = [name for name in FIELDS_THAT_MAY_STAY if getattr(details, name) is not None]
    for name in (*PLAIN_FIELDS, *asked):
        setattr(profile, name, getattr(details, name))
    profile.updated_at = now
    profile.save(update_fields=[*PLAIN_FIELDS, *asked, "updated_at"])
    profile.sectors.set(details.sectors)
    circles.keep_in_step(user)
    if details.contexts is not None:
        profile.contexts.set(details.contexts)
    entries.refresh([profile.pk])
    return profile


@transaction.atomic
def save_about(
    *, profile: Profile, statement: str, languages: list[str], links: list[str], now: datetime
) -> None:
    """Write the statement, the languages (codes) and the links.

    :raises ValueError: for a language that is not in the list.
    :raises TextHeldBack: when the statement holds what identifies a person.
    :raises ValidationError: for a link that may not stand on a profile.
    """
    hold_back(statement)
    if unknown := [code for code in languages if code not in LANGUAGES]:
        raise ValueError(f"There is no language {unknown[0]!r}.")
    profile.statement = statement
    profile.languages = list(dict.fromkeys(languages))
    profile.links = list(dict.fromkeys(checked_link(link) for link in links))[:MOST_LINKS]
    profile.updated_at = now
    profile.save(update_fields=["statement", "languages", "links", "updated_at"])
    entries.refresh([profile.pk])


@transaction.atomic
def save_visibility(*, profile: Profile, choices: dict[str, str], now: datetime) -> None:
    """Write who may see which part; a part that is not named keeps its choice.

    :raises ValueError: for a part or a choice that does not exist.
    """
    parts = {part.code for part in all_parts()}
    for code, value in choices.items():
        if code not in parts or value not in Visibility.values:
            raise ValueError(f"There is no choice {value!r} for {code!r}.")
    chosen = dict(choices)
    profile.name_visibility = chosen.pop("name", profile.name_visibility)
    profile.visibility = {**profile.visibility, **chosen}
    profile.updated_at = now
    profile.save(update_fields=["name_visibility", "visibility", "updated_at"])
    entries.refresh([profile.pk])


@transaction.atomic
def save_contexts(*, profile: Profile, contexts: list[Context]) -> None:
    """Make the contexts of the member's work exactly these."""
    profile.contexts.set(contexts)
    entries.refresh([profile.pk])


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
    entries.refresh([profile.pk])


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


@transaction.atomic
def save_organisation(
    *,
    profile: Profile,
    organisation: Organisation | None,
    proposed_organisation: str,
    now: datetime,
) -> None:
    """Write where the member works: an organisation of the list, or a name that is not in it."""
    profile.organisation, profile.proposed_organisation = organisation, proposed_organisation
    profile.updated_at = now
    profile.save(update_fields=["organisation", "proposed_organisation", "updated_at"])
    entries.refresh([profile.pk])


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
