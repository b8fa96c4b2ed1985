"""Empty a profile when its owner leaves, and put it back when they change their mind.

The photo's files are not in the snapshot: they stay where they are, seen by nobody since the
account is closed, until leaving cannot be undone.
"""

from datetime import date, datetime

from django.db import transaction

from network.members.directory import entries
from network.members.models import PreviousEmployment, Profile, TopicExpertise
from network.members.models.profile import Visibility
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

PLAIN = (
    "role_title",
    "proposed_organisation",
    "statement",
    "name_visibility",
    "pronouns",
    "languages",
    "links",
    "visibility",
)
REFERENCES = {"organisation": Organisation, "nation": Nation, "area": Area}


def profile_snapshot(user) -> dict:
    """Name and profile as plain JSON values; terms stand as slugs. Without a profile: the name."""
    profile = Profile.objects.for_list().filter(user=user).first()
    if profile is None:
        return {"name": user.name}
    return {
        "name": user.name,
        **{name: getattr(profile, name) for name in PLAIN},
        **{name: getattr(getattr(profile, name), "slug", "") for name in REFERENCES},
        "sectors": [sector.slug for sector in profile.sectors.all()],
        "contexts": [context.slug for context in profile.contexts.all()],
        "topics": {row.topic.slug: row.level for row in profile.topic_expertise.all()},
        "previous_employers": {
            row.organisation.slug: row.until_date.isoformat()
            for row in profile.previous_employments.select_related("organisation")
        },
    }


@transaction.atomic
def clear_profile(user, now: datetime) -> None:
    """Take the name off the account and everything off the profile, and out of the directory.

    The profile itself stays, empty and hidden, and so does the photo until
    :func:`network.members.profile.photos.remove_photo`.
    """
    user.name = ""
    user.save(update_fields=["name"])
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return
    empty = {name: Profile._meta.get_field(name).get_default() for name in PLAIN}
    for name, value in {**empty, **dict.fromkeys(REFERENCES)}.items():
        setattr(profile, name, value)
    profile.name_visibility = Visibility.COORDINATORS
    profile.updated_at = now
    profile.save(update_fields=[*PLAIN, *REFERENCES, "updated_at"])
    profile.sectors.clear()
    profile.contexts.clear()
    profile.topic_expertise.all().delete()
    profile.previous_employments.all().delete()
    entries.refresh([profile.pk])


@transaction.atomic
def restore_profile(user, snapshot: dict) -> None:
    """Put back what :func:`profile_snapshot` gave. Terms that are gone meanwhile are left out."""
    user.name = snapshot["name"]
    user.save(update_fields=["name"])
    profile = Profile.objects.filter(user=user).first()
    if profile is None or "sectors" not in snapshot:
        return
    for name in PLAIN:
        setattr(profile, name, snapshot[name])
    for name, model in REFERENCES.items():
        setattr(profile, name, model.objects.filter(slug=snapshot[name]).first())
    profile.save(update_fields=[*PLAIN, *REFERENCES])
    profile.sectors.set(Sector.objects.filter(slug__in=snapshot["sectors"]))
    profile.contexts.set(Context.objects.filter(slug__in=snapshot["contexts"]))
    levels, until = snapshot["topics"], snapshot["previous_employers"]
    TopicExpertise.objects.bulk_create(
        TopicExpertise(profile=profile, topic=topic, level=levels[topic.slug])
        for topic in Topic.objects.filter(slug__in=levels)
    )
    PreviousEmployment.objects.bulk_create(
        PreviousEmployment(
            profile=profile,
            organisation=employer,
            until_date=date.fromisoformat(until[employer.slug]),
        )
        for employer in Organisation.objects.filter(slug__in=until)
    )
    entries.refresh([profile.pk])
