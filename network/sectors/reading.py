"""What the pages of the sectors show, at the same cost for any number of entries and members."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from network.members.models import DirectoryEntry
from network.members.models.profile import Visibility
from network.members.profile.visibility import listed_for
from network.members.roles import is_verified_member
from network.search.cards import ResourceCard, entry_cards
from network.search.kinds import SECTION_PATHS, Kind
from network.search.models import CatalogueEntry
from network.search.sections import add_authors
from network.sectors.models import SectorCoordinator, SectorIndexPage, SectorPage

LATEST = 4
MEMBERS_SHOWN = 6
# Headings of the lists, in the order of the page; resources and webinars have their own.
LISTS = {
    Kind.TIP: "Tips",
    Kind.ANSWER: "Answered questions",
    Kind.POST: "From the blog",
    Kind.PROJECT: "Learning projects",
}


def sector_list(index: SectorIndexPage, user) -> dict:
    """The sectors' pages in the order of the vocabulary, each with its number of entries: two
    queries."""
    pages = (
        SectorPage.objects.live()
        .public()
        .child_of(index)
        .select_related("sector")
        .order_by("sector__sort_order", "sector__name")
    )
    numbers = dict(
        CatalogueEntry.objects.visible_to(user)
        .filter(terms__facet="sector")
        .values_list("terms__slug")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return {
        "sectors": [{"page": page, "number": numbers.get(page.sector.slug, 0)} for page in pages]
    }


def sector_context(page: SectorPage, user, now: datetime) -> dict:
    """Everything on a sector's page, for this person.

    Seven queries and the restrictions of somebody signed in: the newest of each kind, the
    webinars, the authors, the number of members, some of them, the coordinators, how many there
    are.
    """
    slug = page.sector.slug
    visible = CatalogueEntry.objects.visible_to(user).with_term("sector", slug)
    by_kind = newest(visible)
    upcoming = webinars(visible, now)
    listed = [entry for kind in LISTS for entry in by_kind.get(kind, [])]
    add_authors(listed)
    today = timezone.localdate(now)
    return {
        "sector": page.sector,
        "resources": [ResourceCard.of(entry, today) for entry in by_kind.get(Kind.RESOURCE, [])],
        "resources_url": f"{SECTION_PATHS[Kind.RESOURCE]}?sector={slug}",
        "webinars": entry_cards(upcoming),
        "webinars_heading": webinars_heading(upcoming, now),
        "lists": [
            {
                "slug": kind.value,
                "heading": heading,
                "cards": entry_cards(by_kind[kind]),
                "url": SECTION_PATHS[kind],
            }
            for kind, heading in LISTS.items()
            if by_kind.get(kind)
        ],
        **people(slug, user),
    }


def newest(visible) -> dict[str, list[CatalogueEntry]]:
    """The four newest entries of each kind but webinars: one query."""
    ranked = (
        visible.exclude(kind=Kind.WEBINAR)
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by="kind",
                order_by=[F("published_at").desc(), F("pk").desc()],
            )
        )
        .filter(rank__lte=LATEST)
    )
    by_kind: dict[str, list[CatalogueEntry]] = {}
    for entry in ranked.order_by("kind", "rank"):
        by_kind.setdefault(entry.kind, []).append(entry)
    return by_kind


def webinars(visible, now: datetime) -> list[CatalogueEntry]:
    """Four webinars: those to come, the next first; then the latest of the past. One query."""
    return list(
        visible.of_kind(Kind.WEBINAR)
        .annotate(
            is_past=Case(
                When(starts_at__gte=now, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            ),
            comes=Case(When(starts_at__gte=now, then=F("starts_at"))),
        )
        .order_by("is_past", "comes", "-starts_at", "pk")[:LATEST]
    )


def webinars_heading(entries: list[CatalogueEntry], now: datetime) -> str:
    comes = any(entry.starts_at and entry.starts_at >= now for entry in entries)
    return "Webinars" if comes else "Webinars that were"


def people(slug: str, user) -> dict:
    """Members and coordinators of the sector, as far as this person may see them: four queries.

    Both come from the rows that the directory keeps for each audience, so visitors find only those
    who show their name and their sector to everybody.
    """
    audience = listed_for(user)
    found = DirectoryEntry.objects.for_audience(audience)
    members = found.with_term("sector", slug)
    coordinators = (
        found.filter(profile__user__sectors_coordinated__sector__slug=slug)
        .annotate(since=F("profile__user__sectors_coordinated__since"))
        .order_by("since", "sort_key")
    )
    shown = [_person(entry) | {"since": entry.since} for entry in coordinators]
    acting = SectorCoordinator.objects.acting().filter(sector__slug=slug).count()
    return {
        "members": [_person(entry) for entry in members.by_name()[:MEMBERS_SHOWN]],
        "member_count": members.count(),
        "coordinators": shown,
        "hidden_coordinators": acting - len(shown),
        "sees_members": audience != Visibility.PUBLIC,
        "can_write": is_verified_member(user),
        "own_id": "" if isinstance(user, AnonymousUser) else str(user.public_id),
    }


def _person(entry: DirectoryEntry) -> dict:
    card = entry.card
    return {
        "public_id": card["public_id"],
        "name": card["name"],
        "work": ", ".join(part for part in (card["role"], card["organisation"]) if part),
    }
