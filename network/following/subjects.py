"""What can be followed: found by kind and key, named, and with its address."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.urls import reverse

from network.following.models import TERM_KINDS, Follow, FollowKind
from network.members.models import Profile, User
from network.members.models.profile import Visibility
from network.members.roles import is_verified_member
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
    if profile is None or profile.user_id not in followable_members([profile.user_id]):
        return None
    return Subject(
        FollowKind.MEMBER,
        str(public_id),
        str(profile.user),
        profile.get_absolute_url(),
        member=profile.user,
    )


def followable_members(user_ids: Iterable[int]) -> dict[int, bool]:
    """Those of these accounts that others may follow, and whether everybody may: one query.

    Approved members who have not chosen "coordinators only"; True for those whom everybody sees,
    False for those whom members see. What the desk sees besides is for its work, not for following.
    """
    rows = Profile.objects.approved().filter(
        user_id__in=list(user_ids),
        user__is_active=True,
        name_visibility__in=[Visibility.PUBLIC, Visibility.MEMBERS],
    )
    return {
        user_id: visibility == Visibility.PUBLIC
        for user_id, visibility in rows.values_list("user_id", "name_visibility")
    }


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


def named(follows: Iterable[Follow]) -> list[tuple[Follow, Subject | None]]:
    """Each follow with what it is called now, in the order given: two queries at most, for the
    follows of any number of people (``for_list`` has loaded who they are).

    ``None`` stands for a term that editors have removed, and for a member whom the follower may
    not follow any more.
    """
    follows = list(follows)
    names = term_names(follows)
    members = [follow.member_id for follow in follows if follow.member_id]
    followable = followable_members(members) if members else {}
    return [(follow, _subject_of(follow, names, followable)) for follow in follows]


def may_be_named(follow: Follow, followable: dict[int, bool]) -> bool:
    """Whether the follower may (still) follow this member: one whom everybody sees, or one whom
    members see, if they are a verified member themselves."""
    is_for_all = followable.get(follow.member_id)
    return is_for_all is not None and (is_for_all or is_verified_member(follow.user))


def _subject_of(follow: Follow, names: dict, followable: dict[int, bool]) -> Subject | None:
    if follow.kind == FollowKind.FILTER:
        url = f"{SECTION_PATHS[Kind.RESOURCE]}?{follow.key}"
        return Subject(follow.kind, follow.key, follow.label, url)
    if follow.kind == FollowKind.MEMBER:
        if not may_be_named(follow, followable):
            return None
        url = reverse("member", args=[follow.member.public_id])
        return Subject(follow.kind, follow.key, str(follow.member), url)
    name = names.get((follow.kind, follow.key))
    return (
        Subject(follow.kind, follow.key, name, term_url(follow.kind, follow.key)) if name else None
    )


def term_names(follows: Iterable[Follow]) -> dict[tuple[str, str], str]:
    """The present names of the terms followed, by kind and slug: one query for all three lists."""
    follows = list(follows)
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
