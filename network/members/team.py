"""Who speaks for the network, and whose name reads like one of theirs.

Anybody can write any name and any role. What tells the team from everybody else is a mark that
templates draw from the roles (``members/_team_mark.html``) and that nobody can write.
"""

import re
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from network.members.roles import COORDINATORS, ROLES_REST, SAFEGUARDING_LEADS

TEAM = (COORDINATORS, SAFEGUARDING_LEADS)
# Latin letters and what looks like them once case is gone; one that looks like "l" is an "l".
LOOKS_LIKE = {
    "a": "\u0430\u03b1",
    "b": "\u0432\u03b2",
    "c": "\u0441",
    "d": "\u0501",
    "e": "\u0435\u03b5",
    "h": "\u043d\u04bb",
    "j": "\u0458",
    "k": "\u043a\u03ba",
    "l": "i1\u0131\u0456\u03b9\u04cf",
    "m": "\u043c",
    "n": "\u03b7",
    "o": "0\u043e\u03bf",
    "p": "\u0440\u03c1",
    "q": "\u051b",
    "s": "\u0455",
    "t": "\u0442\u03c4",
    "u": "\u03c5",
    "v": "\u03bd",
    "w": "\u051d",
    "x": "\u0445\u03c7",
    "y": "\u0443\u03b3",
}
ALIKE = {ord(alike): letter for letter, several in LOOKS_LIKE.items() for alike in several}


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

    Case, accents, order, what stands between the words, and letters of other scripts that look
    alike do not count.

    >>> reads_alike("AMANKWAH, Judith (lead)", "Judith Amankwah")
    True
    """
    words = _words(of_team)
    return bool(words) and words <= _words(name)


def namesakes_of(user) -> list:
    """People of the team whose name this account's name reads like; nobody for one of the team.

    One query.
    """
    if not user.name:
        return []
    team = list(people().order_by("pk"))
    if any(person.pk == user.pk for person in team):
        return []
    return [person for person in team if reads_alike(user.name, person.name)]


def _words(name: str) -> set[str]:
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    return {word.translate(ALIKE) for word in re.findall(r"\w+", letters)}
