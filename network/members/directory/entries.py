"""Keep the directory in step with the profiles.

A row is made from a :class:`network.members.profile.visibility.ProfileView` and from nothing else,
so what an audience may not see is not in its rows: not in the words that are searched, the terms
that are counted, the name that sorts, or the card.
"""

import unicodedata
from collections.abc import Iterable

from django.db import transaction

from network.members.models import DirectoryEntry, Profile
from network.members.models.profile import Visibility
from network.members.profile.visibility import ProfileView, Word, view_for

CHUNK = 500


def fold(text: str) -> str:
    """Lower case without accents, letters and digits only, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        c if c.isalnum() else "" if unicodedata.combining(c) or c in "'’" else " " for c in plain
    )
    return " ".join(kept.split())


@transaction.atomic
def refresh(profile_ids: Iterable[int]) -> None:
    """Write the rows of these profiles anew, in the caller's transaction.

    The profiles are locked before they are read, so that of two changes at once the later row
    knows both: without it a row could show again what the other change has just hidden. Eight
    queries at any number: the lock, the profiles with what they refer to, the rows there are, one
    deletion, one insertion.
    """
    ids = list(profile_ids)
    list(Profile.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    profiles = list(Profile.objects.for_list().filter(pk__in=ids))
    rows = [row for profile in profiles for row in rows_of(profile)]
    wanted = {(row.profile_id, row.audience) for row in rows}
    present = DirectoryEntry.objects.filter(profile__in=profiles)
    stale = [
        pk
        for pk, profile_id, audience in present.values_list("pk", "profile_id", "audience")
        if (profile_id, audience) not in wanted
    ]
    DirectoryEntry.objects.filter(pk__in=stale).delete()
    DirectoryEntry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["profile", "audience"],
        update_fields=["sort_key", "words", "terms", "card"],
    )


def rebuild() -> int:
    """Write every row anew, in portions of 500 profiles. Returns the number of profiles."""
    ids = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        refresh(ids[start : start + CHUNK])
    return len(ids)


def rows_of(profile: Profile) -> list[DirectoryEntry]:
    """The profile's rows: one for each audience of lists that may see its name.

    Coordinators read the members' rows (:func:`~network.members.profile.visibility.listed_for`).
    """
    views = (view_for(profile, audience) for audience in (Visibility.PUBLIC, Visibility.MEMBERS))
    return [
        DirectoryEntry(
            profile=profile,
            audience=view.audience,
            sort_key=sort_key(view.name),
            words=f" {fold(' '.join(_words(view, profile)))} ",
            terms=" ".join(["", *_terms(view), ""]) if _terms(view) else "",
            card=_card(view),
        )
        for view in views
        if view is not None and profile.user.name
    ]


def sort_key(name: str) -> str:
    """Names in the order of an index: folded, by the name as it is written."""
    return fold(name)[:200]


def _words(view: ProfileView, profile: Profile) -> list[str]:
    """What a search reads: the visible texts, and other words for the visible topics."""
    synonyms = {row.topic.slug: row.topic.synonyms for row in profile.topic_expertise.all()}
    topics = [f"{topic.name} {synonyms.get(topic.slug, '')}" for topic in view.topics]
    terms = [term.name for term in (*view.sectors, *view.contexts, *_one(view.nation, view.area))]
    return [view.name, view.role, view.organisation, view.statement, *topics, *terms]


def _terms(view: ProfileView) -> list[str]:
    facets = {
        "sector": view.sectors,
        "nation": _one(view.nation),
        "area": _one(view.area),
        "topic": view.topics,
        "context": view.contexts,
    }
    return [f"{facet}:{word.slug}" for facet, words in facets.items() for word in words]


def _one(*words: Word | None) -> list[Word]:
    return [word for word in words if word is not None]


def _card(view: ProfileView) -> dict:
    return {
        "public_id": view.public_id,
        "name": view.name,
        "has_photo": view.has_photo,
        "role": view.role,
        "organisation": view.organisation,
        "sectors": [word.slug for word in view.sectors],
        "nation": view.nation.slug if view.nation else "",
        "area": view.area.slug if view.area else "",
        "topics": [word.slug for word in view.topics],
    }
