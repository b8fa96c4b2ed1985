"""Keep the directory in step with names that are changed elsewhere."""

from django.db.models.signals import post_save

from network.members.directory import entries
from network.members.models import Profile, User
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

# The relation from a profile to each list whose names stand in the directory.
RELATIONS = {
    Area: "area",
    Context: "contexts",
    Nation: "nation",
    Organisation: "organisation",
    Sector: "sectors",
    Topic: "topic_expertise__topic",
}


def connect() -> None:
    post_save.connect(_account_saved, sender=User, dispatch_uid="members.directory.account")
    for model in RELATIONS:
        post_save.connect(
            _term_saved, sender=model, dispatch_uid=f"members.directory.{model.__name__}"
        )


def _account_saved(sender, instance, created, update_fields=None, **kwargs) -> None:
    """An administrator changes a name in the admin; signing in changes none."""
    if not created and (update_fields is None or "name" in update_fields):
        entries.refresh(Profile.objects.filter(user=instance).values_list("pk", flat=True))


def _term_saved(sender, instance, created, raw=False, **kwargs) -> None:
    """An editor renames a term, or gives a topic other words: its members are found by the new."""
    if created or raw:
        return
    ids = list(
        Profile.objects.filter(**{RELATIONS[sender]: instance})
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()
    )
    for start in range(0, len(ids), entries.CHUNK):
        entries.refresh(ids[start : start + entries.CHUNK])
