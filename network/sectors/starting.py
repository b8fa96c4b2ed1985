"""The sectors' pages and their words, as every installation starts with them.

Used by a data migration with historical models. What is there already stays as it is.
"""

import tomllib
from pathlib import Path

from network.pages.roots import add_child_page, add_section

WORDS = Path(__file__).parent / "data" / "sectors.toml"
FOOTER_HEADING = "The network"
TITLE = "Sectors"
SUMMARY = (
    "Peer support within your own field: what is new for it, who works in it, and who looks after "
    "the exchange."
)
INTRO = (
    "Harm outside the home is nobody’s job alone, and every field meets it differently. Find "
    "yours: what is new for it, and who else does your work."
)


def words() -> dict[str, dict[str, str]]:
    """Summary and intro by the sector's slug."""
    with WORDS.open("rb") as file:
        return tomllib.load(file)


def create_sector_pages(apps) -> None:
    """Create ``/sectors/``, a page for each sector that has words, and a link in the footer."""
    index = add_section(
        apps,
        app_label="sectors",
        model_name="SectorIndexPage",
        title=TITLE,
        slug="sectors",
        summary=SUMMARY,
        intro=INTRO,
    )
    parent = apps.get_model("wagtailcore", "Page").objects.get(pk=index.pk)
    texts = words()
    sectors = apps.get_model("taxonomy", "Sector").objects.filter(slug__in=texts)
    for sector in sectors.order_by("sort_order", "name"):
        add_child_page(
            apps,
            parent=parent,
            app_label="sectors",
            model_name="SectorPage",
            title=sector.name,
            slug=sector.slug,
            summary=texts[sector.slug]["summary"],
            intro=texts[sector.slug]["intro"].strip(),
            sector_id=sector.pk,
        )
    _link_in_footer(apps, index.pk)


def _link_in_footer(apps, page_id: int) -> None:
    """Put the section at the end of the footer's first group, unless it is linked already."""
    site = apps.get_model("wagtailcore", "Site").objects.get(is_default_site=True)
    navigation = apps.get_model("pages", "Navigation").objects.filter(site=site).first()
    links = apps.get_model("pages", "NavigationLink").objects.filter(navigation=navigation)
    if navigation is None or links.filter(page_id=page_id).exists():
        return
    last = links.order_by("sort_order").last()
    links.create(
        navigation=navigation,
        footer_heading=FOOTER_HEADING,
        page_id=page_id,
        sort_order=last.sort_order + 1 if last else 0,
    )
