"""Who sees which part of a profile. The one place that decides.

Pages, lists, files and exports get a :class:`ProfileView`, made here for one audience and holding
only what that audience may see; none of them gets the profile itself. A part is never shown to
more people than the name: whose name members may not see is not there for members at all.
"""

from collections.abc import Callable
from dataclasses import dataclass

from network.members.enums import MembershipStatus
from network.members.models.profile import SPOKEN_LEVELS, Profile, Visibility
from network.members.profile.languages import language_names
from network.members.profile.links import host_of
from network.members.roles import has_desk_access, is_verified_member

# How far each choice reaches: an audience sees what reaches at least as far as itself.
REACH = {Visibility.PUBLIC: 0, Visibility.MEMBERS: 1, Visibility.COORDINATORS: 2}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a profile that has its own choice.

    ``says``, for parts that a feature adds, returns what it says of a user in words, or nothing.
    """

    code: str
    label: str
    group: str
    default: Visibility = Visibility.MEMBERS
    says: Callable[..., str] | None = None


_PARTS = (
    Part("name", "Name", "Who you are"),
    Part("photo", "Photo", "Who you are"),
    Part("pronouns", "Pronouns", "Who you are"),
    Part("languages", "Languages", "Who you are"),
    Part("role", "Role", "Your work"),
    Part("organisation", "Organisation", "Your work"),
    Part("sectors", "Fields of work", "Your work"),
    Part("statement", "About your work", "Your work"),
    Part("links", "Links", "Your work"),
    Part("nation", "Nation", "Where you work"),
    Part("area", "Area", "Where you work"),
    Part("topics", "Topics", "What you know about"),
    Part("contexts", "Contexts", "What you know about"),
)
_parts: dict[str, Part] = {part.code: part for part in _PARTS}


def add_part(part: Part) -> None:
    """Add a part that a feature knows about, with its ``says``. The same code replaces it."""
    _parts[part.code] = part


def all_parts() -> list[Part]:
    return list(_parts.values())


@dataclass(frozen=True, slots=True)
class Word:
    """A term of a controlled list; ``note`` says more, as how far somebody is with a topic."""

    slug: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile as one audience sees it. What is hidden is empty, as if it had not been given."""

    audience: str
    public_id: str
    name: str
    has_photo: bool = False
    pronouns: str = ""
    languages: tuple[str, ...] = ()
    role: str = ""
    organisation: str = ""
    sectors: tuple[Word, ...] = ()
    statement: str = ""
    links: tuple[Link, ...] = ()
    nation: Word | None = None
    area: Word | None = None
    topics: tuple[Word, ...] = ()
    contexts: tuple[Word, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return f"/members/{self.public_id}/"

    @property
    def initials(self) -> str:
        return initials_of(self.name)


def initials_of(name: str) -> str:
    """The first letters of the first and the last word, for the place of a photo."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[-1:]])).upper()


def choice(profile: Profile, part: Part) -> Visibility:
    """What the member chose for the part, else its default.

    A stored value that is no choice hides the part.
    """
    value = profile.name_visibility if part.code == "name" else profile.visibility.get(part.code)
    if value is None:
        return part.default
    return Visibility(value) if value in REACH else Visibility.COORDINATORS


def choices(profile: Profile) -> dict[str, Visibility]:
    return {part.code: choice(profile, part) for part in _parts.values()}


def view_for(profile: Profile, audience: str, *, with_extras: bool = False) -> ProfileView | None:
    """The profile as this audience sees it; ``None`` when they may not see the name.

    Whether the membership is active is not asked here; see :func:`seen_by` and
    :meth:`DirectoryEntryQuerySet.for_audience`. ``with_extras`` asks the features for their
    parts, a query or so each.
    """
    reach = REACH[audience]
    seen = {code for code, chosen in choices(profile).items() if REACH[chosen] <= reach}
    if "name" not in seen:
        return None
    values = {code: read(profile) for code, read in _READERS.items() if code in seen}
    extras = [
        (part.label, part.says(profile.user))
        for part in _parts.values()
        if with_extras and part.says is not None and part.code in seen
    ]
    return ProfileView(
        audience=audience,
        public_id=str(profile.user.public_id),
        name=str(profile.user),
        has_photo="photo" in seen and getattr(profile, "photo", None) is not None,
        extras=tuple((label, words) for label, words in extras if words),
        **values,
    )


def audience_of(viewer) -> Visibility:
    """As whom somebody looks at other people's profiles: read from the database each time."""
    if has_desk_access(viewer):
        return Visibility.COORDINATORS
    return Visibility.MEMBERS if is_verified_member(viewer) else Visibility.PUBLIC


def listed_for(viewer) -> Visibility:
    """As whom somebody reads lists of people. Coordinators read what members do: what is for
    coordinators only they look at on the member's own page, where it is recorded."""
    audience = audience_of(viewer)
    return Visibility.MEMBERS if audience == Visibility.COORDINATORS else audience


def seen_by(profile: Profile, viewer) -> ProfileView | None:
    """The profile as this person may see it now; ``None`` for nothing at all.

    Only the desk sees people whose membership is not active, and nobody sees who has left. Members
    see themselves as other members do; whoever is hidden from these sees what coordinators see.
    """
    user = profile.user
    if not user.is_active:
        return None
    if viewer.is_authenticated and viewer.pk == user.pk:
        return view_for(profile, Visibility.MEMBERS, with_extras=True) or view_for(
            profile, Visibility.COORDINATORS, with_extras=True
        )
    audience = audience_of(viewer)
    membership = getattr(user, "membership", None)
    active = membership is not None and membership.status == MembershipStatus.APPROVED
    if not active and audience != Visibility.COORDINATORS:
        return None
    return view_for(profile, audience, with_extras=True)


def _words(terms) -> tuple[Word, ...]:
    return tuple(Word(term.slug, term.name) for term in terms)


def _word(term) -> Word | None:
    return Word(term.slug, term.name) if term is not None else None


def _topics(profile: Profile) -> tuple[Word, ...]:
    return tuple(
        Word(row.topic.slug, row.topic.name, SPOKEN_LEVELS[row.level])
        for row in profile.topic_expertise.all()
    )


_READERS: dict[str, Callable[[Profile], object]] = {
    "pronouns": lambda profile: profile.pronouns,
    "languages": lambda profile: tuple(language_names(profile.languages)),
    "role": lambda profile: profile.role_title,
    "organisation": lambda profile: profile.organisation_name,
    "sectors": lambda profile: _words(profile.sectors.all()),
    "statement": lambda profile: profile.statement,
    "links": lambda profile: tuple(Link(url, host_of(url)) for url in profile.links),
    "nation": lambda profile: _word(profile.nation),
    "area": lambda profile: _word(profile.area),
    "topics": _topics,
    "contexts": lambda profile: _words(profile.contexts.all()),
}
