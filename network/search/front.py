"""What the home page shows, read in six queries at any size."""

from datetime import datetime

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from network.search.cards import ResourceCard, entry_cards
from network.search.kinds import SECTION_PATHS, Kind
from network.search.models import CatalogueEntry, CatalogueTerm
from network.search.sections import add_authors
from network.taxonomy.models import Context, Sector

LATEST = 3


def term_counts(user, *facets: str) -> dict[tuple[str, str], int]:
    """Number of visible resources by facet and slug: one query for any number of facets."""
    rows = (
        CatalogueTerm.objects.filter(
            facet__in=facets,
            entry__in=CatalogueEntry.objects.of_kind(Kind.RESOURCE).visible_to(user),
        )
        .values_list("facet", "slug")
        .annotate(number=Count("pk"))
        .order_by()
    )
    return {(facet, slug): number for facet, slug, number in rows}


def rings(counts: dict[tuple[str, str], int]) -> list[dict]:
    """The contexts as rings, outermost first, each with its count and its address."""
    return [
        {
            "slug": context.slug,
            "label": context.name,
            # The picture has room for about sixteen letters; the list beside it has the whole name.
            "short_label": context.name.split(" and ")[0] if len(context.name) > 16 else "",
            "count": counts.get(("context", context.slug), 0),
            "url": f"{SECTION_PATHS[Kind.RESOURCE]}?context={context.slug}",
            "description": context.description,
        }
        for context in reversed(Context.objects.all())
    ]


def latest(user, now: datetime) -> dict[str, list[CatalogueEntry]]:
    """The newest entries of each kind, and the next two webinars as "upcoming": two queries.

    The first takes the newest of each kind by a window over the index on kind and date.
    """
    visible = CatalogueEntry.objects.visible_to(user)
    ranked = visible.annotate(
        rank=Window(
            RowNumber(), partition_by="kind", order_by=[F("published_at").desc(), F("pk").desc()]
        )
    ).filter(rank__lte=LATEST)
    by_kind: dict[str, list[CatalogueEntry]] = {kind: [] for kind in Kind.values}
    for entry in ranked.order_by("kind", "rank"):
        by_kind.setdefault(entry.kind, []).append(entry)
    upcoming = visible.of_kind(Kind.WEBINAR).filter(starts_at__gte=now)
    by_kind["upcoming"] = list(upcoming.order_by("starts_at", "pk")[:2])
    return by_kind


def latest_cards(user, now: datetime) -> dict[str, list]:
    """Cards of the newest resources, tips and posts and of the next webinars."""
    entries = latest(user, now)
    add_authors([*entries[Kind.TIP], *entries[Kind.POST]])
    today = timezone.localdate(now)
    return {
        "resources": [ResourceCard.of(entry, today) for entry in entries[Kind.RESOURCE]],
        "tips": entry_cards(entries[Kind.TIP]),
        "posts": entry_cards(entries[Kind.POST]),
        "webinars": entry_cards(entries["upcoming"]),
    }


def sector_url(sector: Sector) -> str:
    """The sector's page where there is one; else the library, narrowed to the sector."""
    page = getattr(sector, "page", None)
    if page is not None and page.live:
        return page.url
    return f"{SECTION_PATHS[Kind.RESOURCE]}?sector={sector.slug}"


def front_page(user) -> dict:
    """Context of the home page."""
    counts = term_counts(user, "context", "sector")
    return {
        "rings": rings(counts),
        "sectors": [
            {
                "label": sector.name,
                "count": counts.get(("sector", sector.slug), 0),
                "url": sector_url(sector),
            }
            for sector in Sector.objects.select_related("page")
        ],
        "latest": latest_cards(user, timezone.now()),
    }
