"""The demo's people: places, organisations, accounts, profiles and memberships.

Everybody joins through the verbs, at the moment that ``people.toml`` says, and a coordinator
decides on the next day. The network opened when its last coordinator had joined, so nobody was
decided on before.
"""

import tomllib
from functools import cache
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from network.demo.accounts import DEMO_PASSWORD
from network.demo.world import World
from network.members import workflow
from network.members.demo import profile_parts
from network.members.demo.memberships import live_through
from network.members.models import EmailDomain, Membership, User
from network.members.profile.writing import ProfileDetails, save_previous_employers
from network.members.roles import COORDINATORS, EDITORS, RESEARCHERS, SAFEGUARDING_LEADS
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

ORDER = 10

PEOPLE = Path(__file__).parent / "people.toml"
GROUPS = {
    "coordinators": COORDINATORS,
    "safeguarding-leads": SAFEGUARDING_LEADS,
    "researchers": RESEARCHERS,
    "editors": EDITORS,
}
DEFAULT_WHY = "To learn how people in other places do this work, and to share what we have tried."
DEMO_DOMAIN = {
    "domain": "brackenshire-schools.example",
    "for_whom": "Schools of Brackenshire",
    "note": "Invented, for the demonstration.",
}


@cache
def source() -> dict:
    """The content of ``people.toml``: ``areas``, ``organisations`` and ``people``."""
    with PEOPLE.open("rb") as file:
        return tomllib.load(file)


def email_of(key: str) -> str:
    """The address of the person with this key.

    :raises KeyError: when there is none.
    """
    return {person["key"]: person["email"] for person in source()["people"]}[key]


def load(world: World) -> None:
    """Load the places and people and fill ``world.people``. Who is there already stays."""
    areas = _load_areas()
    organisations = _load_organisations(areas)
    known = {user.email: user for user in User.objects.all()}
    people = sorted(source()["people"], key=lambda person: -person["joined_days_ago"])
    new = [person for person in people if person["email"] not in known]
    password = make_password(DEMO_PASSWORD) if new else ""
    for person in new:
        known[person["email"]] = _create_account(person, world, password)
    world.people.update({person["key"]: known[person["email"]] for person in people})
    coordinators = [
        world.people[person["key"]] for person in people if "coordinators" in person["groups"]
    ]
    opening = max(user.date_joined for user in coordinators)
    vocabulary = _Vocabulary()
    EmailDomain.objects.get_or_create(domain=DEMO_DOMAIN["domain"], defaults=DEMO_DOMAIN)
    for person in new:
        membership = _apply(person, world, vocabulary, areas, organisations)
        user = membership.user
        others = [coordinator for coordinator in coordinators if coordinator.pk != user.pk]
        live_through(person, membership, world.rng.choice(others), opening, world)
    profile_parts.add(world)


class _Vocabulary:
    """The controlled lists by slug, each read once."""

    def __init__(self) -> None:
        for name, model in (
            ("sectors", Sector),
            ("contexts", Context),
            ("topics", Topic),
            ("nations", Nation),
        ):
            setattr(self, name, {term.slug: term for term in model.objects.all()})


def _load_areas() -> dict[str, Area]:
    nations = {nation.slug: nation for nation in Nation.objects.all()}
    return {
        row["key"]: Area.objects.get_or_create(
            slug=row["key"],
            defaults={"name": row["name"], "nation": nations[row["nation"]], "kind": "invented"},
        )[0]
        for row in source()["areas"]
    }


def _load_organisations(areas: dict[str, Area]) -> dict[str, Organisation]:
    """Parents stand before their children in the file."""
    organisations: dict[str, Organisation] = {}
    for row in source()["organisations"]:
        area = areas.get(row["area"])
        organisations[row["key"]], _ = Organisation.objects.get_or_create(
            slug=slugify(row["key"]),
            defaults={
                "name": row["name"],
                "kind": row["kind"],
                "area": area,
                "nation": area.nation if area else None,
                "parent": organisations.get(row["parent"]),
            },
        )
    return organisations


def _create_account(person: dict, world: World, password: str) -> User:
    """An account as sign-up leaves it once the e-mail address has been confirmed."""
    joined = world.ago(person["joined_days_ago"], hour=9, minute=15)
    user = User.objects.create(
        email=person["email"],
        name=person["name"],
        password=password,
        date_joined=joined,
        terms_accepted_at=joined,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(*Group.objects.filter(name__in=[GROUPS[name] for name in person["groups"]]))
    return user


def _apply(person: dict, world: World, vocabulary: _Vocabulary, areas, organisations) -> Membership:
    membership = workflow.apply(
        user=world.people[person["key"]],
        now=world.ago(person["joined_days_ago"], hour=9, minute=40),
        why=person.get("why", DEFAULT_WHY),
        details=ProfileDetails(
            name=person["name"],
            sectors=[vocabulary.sectors[slug] for slug in person["sectors"]],
            role_title=person["role_title"],
            nation=vocabulary.nations[person["nation"]],
            area=areas.get(person["area"]),
            organisation=organisations.get(person["organisation"]),
            proposed_organisation=person.get("proposed_organisation", ""),
            contexts=[vocabulary.contexts[slug] for slug in person["contexts"]],
            statement=person["statement"].strip(),
            name_visibility=person["show_name"],
        ),
        topics={vocabulary.topics[row["topic"]]: row["level"] for row in person["topics"]},
    )
    save_previous_employers(
        profile=membership.user.profile,
        until={
            organisations[row["organisation"]]: world.date_ago(row["until_days_ago"])
            for row in person.get("previous_employers", [])
        },
    )
    return membership
