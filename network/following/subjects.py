"""What can be followed: found by kind and key, named, and with its address."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, Value

from network.following.models import TERM_KINDS, Follow, FollowKind
from network.members.models import Profile, User
from network.search import saved_filters
from network.search.kinds import SECTION_PATHS, Kind
from network.taxonomy.models import Context, Sector, Topic

TERMS = {
    FollowKind.TOPIC: Topic,
    FollowKind.SECTOR: Sector,
    FollowKind.CONTEXT: Context,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to follow, under the name that people read."""

    kind: str
    key: str
    label: str
    url: str
    member: User | None = None
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""


def find(kind: str, key: str, user) -> Subject | None:
    """What ``kind`` and ``key`` name for this person.

    ``None`` when there is no such thing, or it is a member whose profile they may not see, or they
    themselves.
    """
    if kind in TERM_KINDS:
        name = TERMS[kind].objects.filter(slug=key).values_list("name", flat=True).first()
        return Subject(kind, key, name, term_url(kind, key)) if name else None
    if kind == FollowKind.MEMBER:
        return _member(key, user)
    if kind == FollowKind.FILTER:
        return _filter(key)
    return None


def _member(key: str, user) -> Subject | None:
    try:
        public_id = uuid.UUID(key)
    except ValueError:
        return None
    visible = Profile.objects.visible_to(user).exclude(user_id=user.pk).select_related("user")
    profile = visible.filter(user__public_id=public_id).first()
    if profile is None:
        return None
    return Subject(
        FollowKind.MEMBER,
        str(public_id),
        str(profile.user),
        profile.get_absolute_url(),
        member=profile.user,
    )


def _filter(key: str) -> Subject | None:
    found = saved_filters.read(Kind.RESOURCE, key)
    if found is None:
        return None
    return Subject(
        FollowKind.FILTER,
        found.query,
        found.label,
        found.url,
        terms=found.terms,
        words=found.words,
    )


def term_url(kind: str, slug: str) -> str:
    """The library narrowed by the term: most of what is published stands there."""
    return f"{SECTION_PATHS[Kind.RESOURCE]}?{kind}={slug}"


def named(follows: Iterable[Follow], user) -> list[tuple[Follow, Subject | None]]:
    """Each follow with what it is called now, in the order given: two queries at most.

    ``None`` stands for a term that editors have removed, and for a member whose profile the
    follower may not see any more.
    """
    follows = list(follows)
    names = _term_names(follows)
    visible = _visible_members(follows, user)
    return [(follow, _subject_of(follow, names, visible)) for follow in follows]


def _subject_of(follow: Follow, names: dict, visible: dict[int, Profile]) -> Subject | None:
    if follow.kind == FollowKind.FILTER:
        url = f"{SECTION_PATHS[Kind.RESOURCE]}?{follow.key}"
        return Subject(follow.kind, follow.key, follow.label, url)
    if follow.kind == FollowKind.MEMBER:
        profile = visible.get(follow.member_id)
        if profile is None:
            return None
        return Subject(follow.kind, follow.key, str(profile.user), profile.get_absolute_url())
    name = names.get((follow.kind, follow.key))
    return (
        Subject(follow.kind, follow.key, name, term_url(follow.kind, follow.key)) if name else None
    )


def _term_names(follows: list[Follow]) -> dict[tuple[str, str], str]:
    """Names by kind and slug, of all three vocabularies in one query."""
    wanted = [
        TERMS[kind]
        .objects.filter(slug__in=[follow.key for follow in follows if follow.kind == kind])
        .order_by()
        .annotate(kind=Value(str(kind), output_field=CharField()))
        .values_list("kind", "slug", "name")
        for kind in TERM_KINDS
        if any(follow.kind == kind for follow in follows)
    ]
    if not wanted:
        return {}
    first, *rest = wanted
    rows = first.union(*rest, all=True) if rest else first
    return {(kind, slug): name for kind, slug, name in rows}


def _visible_members(follows: list[Follow], user) -> dict[int, Profile]:
    members = [follow.member_id for follow in follows if follow.member_id]
    if not members:
        return {}
    visible = Profile.objects.visible_to(user).filter(user_id__in=members).select_related("user")
    return {profile.user_id: profile for profile in visible}
