"""By what name one member is shown to another in letters.

Whoever writes a letter shows their name with it, and the writing page says so. Somebody who has
not written is named only as their profile is to the reader.
"""

from network.members import team
from network.members.models import Profile

NAMELESS = "A member"


def name_of(person) -> str:
    """The name, or what stands in its place."""
    return "Former member" if person.left_at else str(person)


def shown_names(viewer, people, *, writers=()) -> dict[int, str]:
    """Names by key of account, for all of ``people``: one query, none where all have written.

    ``writers`` are the keys of those who have written to the viewer.
    """
    unknown = [person.pk for person in people if person.pk not in writers and not person.left_at]
    seen = (
        set(
            Profile.objects.visible_to(viewer)
            .filter(user__in=unknown)
            .values_list("user_id", flat=True)
        )
        if unknown
        else set()
    )
    return {
        person.pk: NAMELESS if person.pk in unknown and person.pk not in seen else name_of(person)
        for person in people
    }


def team_in(names: dict[int, str], people) -> set[int]:
    """Keys of those of ``people`` who are of the team and shown by name: one query at most."""
    named = {str(person.public_id): person.pk for person in people if names[person.pk] != NAMELESS}
    return {named[public_id] for public_id in team.among(named)}
