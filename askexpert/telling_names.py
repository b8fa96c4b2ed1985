"""Which names would tell who somebody is or where they work, and whether a text holds one.

An organisation is told by any name of its tree: a team by its council, a centre by its university.
"""

import re
from collections.abc import Iterable

from network.taxonomy.models import Organisation
from network.taxonomy.models.organisation_names import OrganisationAlias
from network.taxonomy.naming import folded

# Shorter names are abbreviations, which count only as they are written ("MU", not "mu").
SHORT = 4
DETAILS = {"'": "['’]", "’": "['’]", "&": "(?:&|and)", "and": "(?:&|and)"}


def names_of_work(organisations: Iterable[Organisation | None]) -> list[str]:
    """The names and other names of everything in the trees of these organisations.

    They themselves and what stands above them come first. Of what stands beside or below, a name
    that another tree has too ("Early Help") tells nothing and is left out. Three queries; none
    without an organisation.
    """
    own = {row.pk: row for row in organisations if row is not None}
    if not own:
        return []
    roots = {row.root_id for row in own.values()} - {None}
    tree = {row.pk: row for row in Organisation.objects.filter(root__in=roots)} | own
    closest = _with_all_above(own, tree)
    others = OrganisationAlias.objects.filter(organisation__in=tree)
    named = [(pk, tree[pk].name) for pk in [*closest, *(pk for pk in tree if pk not in closest)]]
    named += others.values_list("organisation_id", "name")
    keys = {folded(name) for pk, name in named if pk not in closest}
    elsewhere = Organisation.objects.exclude(root__in=roots).filter(key__in=keys)
    shared = set(elsewhere.values_list("key", flat=True)) if keys else set()
    return unique(name for pk, name in named if pk in closest or folded(name) not in shared)


def _with_all_above(own: dict[int, Organisation], tree: dict[int, Organisation]) -> dict:
    found = {}
    for pk in own:
        above = pk
        while above in tree and above not in found:
            found[above] = tree[above]
            above = tree[above].parent_id
    return found


def names_of(person) -> list[str]:
    """A person's name, and the names of where they work: see :func:`names_of_work`."""
    profile = getattr(person, "profile", None)
    if profile is None:
        return unique([person.name])
    work = names_of_work([profile.organisation])
    return unique([person.name, profile.proposed_organisation, *work])


def found_in(words: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in the words, whatever their case and spaces."""
    return [name for name in names if place_of(name, words) is not None]


def place_of(name: str, words: str) -> re.Match | None:
    """Where a name stands as whole words, an article before it left aside."""
    plain = re.sub(r"^the\s+(?=\S)", "", name.strip(), flags=re.IGNORECASE)
    if not plain:
        return None
    parts = [
        DETAILS.get(part.casefold(), "".join(DETAILS.get(c, re.escape(c)) for c in part))
        for part in plain.split()
    ]
    case = 0 if len(plain) < SHORT else re.IGNORECASE
    inner = r"\s+".join(parts)
    return re.search(rf"(?<!\w){inner}(?!\w)", words, case)


def first_name_of(person) -> str:
    """The first part of somebody's name, empty for an initial."""
    first = next(iter(person.name.split()), "")
    return first if len(first.rstrip(".")) > 1 else ""


def signs_with(first: str, words: str) -> bool:
    """Whether a line of the words ends with this first name by itself, as a letter is signed."""
    if not first:
        return False
    signed = rf"(?:^|[,–—-])[ \t]*{re.escape(first)}[ \t.!]*$"
    return re.search(signed, words.replace("\r\n", "\n"), re.MULTILINE) is not None


def unique(names: Iterable[str]) -> list[str]:
    """Each name once, in order, without empty ones."""
    return list(dict.fromkeys(name for name in names if name.strip()))
