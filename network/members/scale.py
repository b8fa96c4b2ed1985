"""Many invented members for ``manage.py load_scale``: bulk writes of states that can be.

Every membership has walked a path of ``network.members.transitions``, with its events. Their
accounts have no password and an address that nobody can receive mail at.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from network.demo.scale import ScaleOrder
from network.members import circles, transitions
from network.members.directory import entries
from network.members.models import (
    Membership,
    MembershipEvent,
    Profile,
    ProfileSector,
    TopicExpertise,
    User,
)
from network.members.models.profile import ExpertiseLevel, Visibility
from network.members.roles import COORDINATORS
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

ORDER = 10
CHUNK = 1000
DOMAIN = "scale.example"
REGISTRAR = f"registrar@{DOMAIN}"
AREAS_PER_NATION = 30

FIRST = "Ada Ben Cara Dai Ela Fern Gus Hana Idris Jo Kit Lena Mo Nia Omar Pip Ravi Sal Tess Una"
LAST = "Ash Birch Cole Dale Elm Frost Glen Heath Ives Lark Marsh North Oakes Pike Reed Stone Vale"
PLACES = "Ald Bram Cor Dun Eller Fal Gar Holm Ink Kel Lang Mer Nor Oak Pen Rav Sel Tarn Ul Wex"
ENDINGS = "bridge combe dale ford ham ley mouth stead ton wick"
KINDS = ("council", "health", "police", "school", "charity")
NAMES_OF_KINDS = {
    "council": "{} Council",
    "health": "{} Health Trust",
    "police": "{} Police",
    "school": "{} Academy",
    "charity": "{} Youth Trust",
}
ROLES = (
    "Social worker",
    "Detached youth worker",
    "Designated safeguarding lead",
    "Exploitation lead",
    "School nurse",
    "Neighbourhood officer",
    "Service manager",
    "Youth justice officer",
)
WHY = "To learn how others do this work, and to share what we have tried."
STATEMENT = "I work with young people where they spend their time, and with the adults around them."

# (share, the steps, days after the application on which each is taken)
PATHS: tuple[tuple[int, tuple[str, ...], tuple[int, ...]], ...] = (
    (90, ("apply", "approve"), (0, 1)),
    (3, ("apply",), (0,)),
    (1, ("apply", "ask"), (0, 1)),
    (2, ("apply", "decline"), (0, 1)),
    (2, ("apply", "approve", "suspend"), (0, 1, 9)),
    (2, ("apply", "approve", "ask_to_confirm", "remind", "lapse"), (0, 1, 336, 359, 367)),
)
SPOKEN = {
    "ask": "Which team are you in?",
    "decline": "This network is for people who work with children.",
    "suspend": "You have asked us to wait.",
}


@dataclass(slots=True)
class World:
    """The lists that members choose from, each read once."""

    sectors: list[Sector]
    topics: list[Topic]
    contexts: list[Context]
    organisations: list[Organisation]
    registrar: User

    @classmethod
    def prepare(cls) -> "World":
        return cls(
            sectors=list(Sector.objects.all()),
            topics=list(Topic.objects.all()),
            contexts=list(Context.objects.all()),
            organisations=_organisations(),
            registrar=_registrar(),
        )


def load(order: ScaleOrder) -> int:
    """Fill up to ``order.members`` invented members; returns how many were made."""
    present = User.objects.filter(email__endswith=f"@{DOMAIN}").exclude(email=REGISTRAR).count()
    if present >= order.members:
        return 0
    rng = order.rng("members")
    world = World.prepare()
    password = make_password(None)
    for start in range(present, order.members, CHUNK):
        numbers = range(start, min(start + CHUNK, order.members))
        paths = rng.choices(PATHS, [share for share, _, _ in PATHS], k=len(numbers))
        users = _accounts(numbers, paths, password, rng, order.now)
        profiles = _profiles(users, world, rng, order.now)
        _memberships(users, profiles, paths, world)
        entries.refresh([profile.pk for profile in profiles])
        order.say(f"  {numbers.stop} members")
    circles.repair()
    return order.members - present


def _organisations() -> list[Organisation]:
    """Invented areas in all four nations, each with an organisation of every kind."""
    places = [start + end for end in ENDINGS.split() for start in PLACES.split()]
    nations = list(Nation.objects.all())
    found = []
    for at, nation in enumerate(nations):
        for place in places[at * AREAS_PER_NATION : (at + 1) * AREAS_PER_NATION]:
            area, _ = Area.objects.get_or_create(
                slug=f"scale-{slugify(place)}",
                defaults={"name": place, "nation": nation, "kind": "invented"},
            )
            for kind in KINDS:
                name = NAMES_OF_KINDS[kind].format(place)
                slug = f"scale-{slugify(name)}"
                organisation = Organisation.objects.filter(slug=slug).first()
                found.append(
                    organisation
                    or Organisation.objects.create(
                        name=name, slug=slug, kind=kind, area=area, nation=nation
                    )
                )
    return found


def _registrar() -> User:
    """The coordinator who has decided on everybody."""
    user = User.objects.filter(email=REGISTRAR).first()
    if user is None:
        user = User.objects.create_user(REGISTRAR, name="Scale Registrar")
        user.groups.add(Group.objects.get(name=COORDINATORS))
    return user


def _accounts(
    numbers: range, paths: list, password: str, rng: random.Random, now: datetime
) -> list[User]:
    """Accounts made so long ago that there was time for the path, and nothing is due yet."""
    firsts, lasts = FIRST.split(), LAST.split()
    users = []
    for number, (_, _, days) in zip(numbers, paths, strict=True):
        ago = days[-1] + rng.randint(20, 300)
        joined = now - timedelta(days=ago, minutes=rng.randint(0, 1400))
        users.append(
            User(
                email=f"m{number:06}@{DOMAIN}",
                name=f"{rng.choice(firsts)} {rng.choice(lasts)} {number}",
                password=password,
                date_joined=joined,
                terms_accepted_at=joined,
            )
        )
    users = User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    return users


def _profiles(users: list[User], world: World, rng: random.Random, now: datetime) -> list[Profile]:
    profiles = []
    for user in users:
        organisation = rng.choice(world.organisations)
        profiles.append(
            Profile(
                user=user,
                role_title=rng.choice(ROLES),
                organisation=organisation,
                nation_id=organisation.nation_id,
                area_id=organisation.area_id,
                statement=STATEMENT if rng.random() < 0.6 else "",
                name_visibility=rng.choices(Visibility.values, (10, 80, 10))[0],
                visibility=_choices(rng),
                languages=rng.sample(("en", "cy", "pl", "ur", "bfi"), rng.randint(0, 2)),
                updated_at=now,
            )
        )
    profiles = Profile.objects.bulk_create(profiles)
    ProfileSector.objects.bulk_create(
        ProfileSector(content_object=profile, tag=sector)
        for profile in profiles
        for sector in rng.sample(world.sectors, rng.randint(1, 2))
    )
    TopicExpertise.objects.bulk_create(
        TopicExpertise(profile=profile, topic=topic, level=rng.choice(ExpertiseLevel.values))
        for profile in profiles
        for topic in rng.sample(world.topics, rng.randint(1, 6))
    )
    through = Profile.contexts.through
    through.objects.bulk_create(
        through(profile=profile, context=context)
        for profile in profiles
        for context in rng.sample(world.contexts, rng.randint(0, 3))
    )
    return profiles


def _choices(rng: random.Random) -> dict[str, str]:
    """One member in five has hidden or opened something."""
    if rng.random() < 0.8:
        return {}
    parts = ("sectors", "nation", "area", "topics", "contexts", "role", "organisation")
    return {part: rng.choice(Visibility.values) for part in rng.sample(parts, rng.randint(1, 3))}


def _memberships(users: list[User], profiles: list[Profile], paths: list, world: World) -> None:
    walked = [
        _walk(user, profile, steps, days, world)
        for user, profile, (_, steps, days) in zip(users, profiles, paths, strict=True)
    ]
    Membership.objects.bulk_create(membership for membership, _ in walked)
    MembershipEvent.objects.bulk_create(event for _, events in walked for event in events)


def _walk(
    user: User, profile: Profile, steps: tuple, days: tuple, world: World
) -> tuple[Membership, list[MembershipEvent]]:
    """The membership at the end of a path, and the events on the way."""
    applied = user.date_joined + timedelta(minutes=20)
    values: dict = {"waiting_since": applied}
    status, events = "", []
    for action, after in zip(steps, days, strict=True):
        at = applied + timedelta(days=after)
        target = transitions.MEMBERSHIP[action].target
        by_clock = action in ("ask_to_confirm", "remind", "lapse")
        actor = None if by_clock else user if action == "apply" else world.registrar
        events.append(
            MembershipEvent(
                action=action,
                from_status=status,
                to_status=target,
                actor=actor,
                reason=SPOKEN.get(action, ""),
                at=at,
            )
        )
        values |= _fields_of(action, at, profile, world)
        status = target
    membership = Membership(user=user, status=status, why=WHY, applied_at=applied, **values)
    for event in events:
        event.membership = membership
    return membership, events


def _fields_of(action: str, at: datetime, profile: Profile, world: World) -> dict:
    """What the verb of this name writes besides the status."""
    if action in ("approve", "decline", "suspend"):
        fields = {
            "decided_at": at,
            "decided_by": world.registrar,
            "reason": SPOKEN.get(action, ""),
            "waiting_since": None,
        }
        if action == "approve":
            fields |= {"confirmed_at": at, "confirmed_organisation_id": profile.organisation_id}
        return fields
    return {
        "ask": {"reason": SPOKEN["ask"], "waiting_since": None},
        "ask_to_confirm": {"confirmation_asked_at": at},
        "remind": {"confirmation_reminded_at": at},
    }.get(action, {})
