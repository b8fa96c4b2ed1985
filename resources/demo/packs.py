"""The demo's pack: sessions around the library's own resources."""

from pathlib import Path

from network.demo.world import World, markdown_blocks, read_content
from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from network.taxonomy.models import Context, Nation, Sector, Topic
from resources.models import PackIndexPage, PackItem, PackPage, PackSession, ResourcePage

CONTENT = Path(__file__).parent / "content" / "packs"
LISTS = {"contexts": Context, "sectors": Sector, "nations": Nation}
HOUR = 11


def load(world: World) -> None:
    """Publish each pack that is not there yet, as of its day."""
    section = PackIndexPage.objects.get()
    present = set(PackPage.objects.values_list("slug", flat=True))
    resources = {page.slug: page for page in ResourcePage.objects.all()}
    for source, text in read_content(CONTENT):
        if source["slug"] not in present and _material(source) <= resources.keys():
            create(world, section, resources, source, text)
            world.say(f"Pack: {source['title']}")


def _material(source: dict) -> set[str]:
    """Slugs of the resources that a pack is made of."""
    items = [item for session in source["sessions"] for item in session["items"]]
    return {item.get("resource", source["slug"]) for item in items}


def create(world: World, section: PackIndexPage, resources: dict, source: dict, text: str) -> None:
    """Add the page with its sessions and their material, and publish it."""
    page = PackPage(
        title=source["title"],
        slug=source["slug"],
        summary=source["summary"],
        body=markdown_blocks(text),
        live=False,
    )
    for name, model in LISTS.items():
        getattr(page, name).set(model.objects.filter(slug__in=source[name]))
    page.topics.add(*Topic.objects.filter(slug__in=source["topics"]))
    page.authors = in_order(
        PageAuthor(name=author["name"], role=author["role"], is_body=True)
        for author in source["authors"]
    )
    page.sessions = in_order(
        _session(session, resources, default=source["slug"]) for session in source["sessions"]
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    moment = world.ago(source["published_days_ago"], hour=HOUR)
    PackPage.objects.filter(pk=page.pk).update(
        first_published_at=moment, last_published_at=moment, latest_revision_created_at=moment
    )


def _session(source: dict, resources: dict, *, default: str) -> PackSession:
    session = PackSession(
        title=source["title"],
        minutes=source["minutes"],
        aims=source["aims"].strip(),
        facilitator_notes=source["notes"].strip(),
    )
    session.items = in_order(
        PackItem(
            part=item["part"],
            resource=resources[item.get("resource", default)],
            file_label=item.get("file_label", ""),
            minutes=item.get("minutes"),
        )
        for item in source["items"]
    )
    return session
