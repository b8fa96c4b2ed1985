"""Publish the demo's pages as if they had been published in the past."""

from datetime import datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Page, Revision

from network.demo.world import World
from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from network.taxonomy.models import Context, Harm, Nation, Sector, Topic

VOCABULARIES = {
    "sectors": Sector,
    "contexts": Context,
    "harms": Harm,
    "nations": Nation,
    "topics": Topic,
}


def missing(section: Page, content: list[tuple[dict, str]]) -> list[tuple[dict, str]]:
    """The content that has no page under the section yet."""
    present = set(section.get_children().values_list("slug", flat=True))
    return [(matter, body) for matter, body in content if matter["slug"] not in present]


def authors(world: World, credits_: list[str | dict], role: str = "") -> list[PageAuthor]:
    """Authors by the keys of the demo's people: ``"m01"`` or ``{key = "m01", role = "Chair"}``."""
    rows = [{"key": row} if isinstance(row, str) else row for row in credits_]
    return in_order(
        PageAuthor(member=world.people[row["key"]], role=row.get("role", role)) for row in rows
    )


def publish(section: Page, page: Page, matter: dict, *, moment: datetime) -> None:
    """Put ``page`` under the section and publish it as of ``moment``, with its vocabularies.

    Wagtail dates a revision by the clock; the demo's past is written over it.

    :raises ObjectDoesNotExist: when the front matter names a term that does not exist.
    """
    for name, model in VOCABULARIES.items():
        slugs = matter.get(name, [])
        terms = list(model.objects.filter(slug__in=slugs))
        if len(terms) != len(slugs):
            raise ObjectDoesNotExist(f"{page.slug}: {name} names a term that does not exist.")
        manager = getattr(page, name)
        manager.add(*terms) if name == "topics" else manager.set(terms)
    page.live = False
    page.first_published_at = moment
    section.add_child(instance=page)
    revision = page.save_revision()
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    Page.objects.filter(pk=page.pk).update(
        last_published_at=moment,
        latest_revision_created_at=moment + timedelta(seconds=1),
    )
