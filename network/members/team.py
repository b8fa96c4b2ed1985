"""Who speaks for the network, and whose name reads like one of theirs.

Anybody can write any name and any role. What tells the team from everybody else is a mark that
templates draw from the roles (``members/_team_mark.html``) and that nobody can write.
"""

import re
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from network.members.profile.alike import as_read
from network.members.roles import COORDINATORS, ROLES_REST, SAFEGUARDING_LEADS

TEAM = (COORDINATORS, SAFEGUARDING_LEADS)


def people() -> QuerySet:
    """Active accounts whose role in the team holds now, each once."""
    users = get_user_model().objects.filter(is_active=True, groups__name__in=TEAM)
    return users.exclude(membership__status__in=ROLES_REST).distinct()


def among(accounts: Iterable[UUID | str]) -> set[str]:
    """Those of these public ids that are of the team, as text: one query, none for nobody."""
    ids = people().filter(public_id__in=list(accounts)).values_list("public_id", flat=True)
    return {str(public_id) for public_id in ids}


def reads_alike(name: str, of_team: str) -> bool:
    """Whether a name holds every word of the other as one reads it at a glance.

    Case, accents, order, spaces, what stands between the words, and letters of other scripts that
    look alike do not count.

    >>> reads_alike("AMANKWAH, Judith (lead)", "Judith Amankwah")
    True
    """
    words, read = _words(of_team), _words(name)
    return bool(words) and (set(words) <= set(read) or "".join(words) in "".join(read))


def namesakes_of(user) -> list:
    """People of the team whose name this account's name reads like; nobody for one of the team.

    One query.
    """
    return namesakes_among([user]).get(user.pk, [])


def namesakes_among(users: Iterable) -> dict[int, list]:
    """The same for several accounts, by their keys, without those of whom it is nobody.

    One query, none for nobody.
    """
    named = [user for user in users if user.name]
    team = list(people().order_by("pk")) if named else []
    of_team = {person.pk for person in team}
    found = {
        user.pk: [person for person in team if reads_alike(user.name, person.name)]
        for user in named
        if user.pk not in of_team
    }
    return {pk: alike for pk, alike in found.items() if alike}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", as_read(name))
