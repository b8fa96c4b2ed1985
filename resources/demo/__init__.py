"""Fill the demo's library: real files through the upload gate, pages through their own models."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from wagtail.models import Revision

from network.demo.world import World, markdown_blocks
from network.media.documents import store_document
from network.media.models import SiteDocument
from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from network.taxonomy.models import (
    Context,
    Harm,
    Nation,
    PracticeStage,
    ResourceType,
    Sector,
    Topic,
)
from resources.demo import packs, previews, trust, use
from resources.demo.documents import render
from resources.demo.sources import FileSource, ResourceSource, VersionSource, read_resources
from resources.harvesting.records import renew_records
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile

HOUR = 10
LISTS = {
    "contexts": Context,
    "harms": Harm,
    "stages": PracticeStage,
    "sectors": Sector,
    "nations": Nation,
    "topics": Topic,
}


def load(world: World) -> None:
    """Create every resource that is not there yet, each version published in its turn.

    A resource whose address exists is left as it is, so a second run changes nothing.
    """
    library = ResourceIndexPage.objects.get()
    present = set(ResourcePage.objects.values_list("slug", flat=True))
    for source in sources_first(read_resources()):
        if source.slug not in present:
            create(world, library, source)
            world.say(f"Resource: {source.title}")
    packs.load(world)
    previews.load(world)
    trust.load(world)
    # After the rules for files: what cannot be downloaded was not.
    use.load(world)
    renew_records(now=world.now)


def sources_first(resources: list[ResourceSource]) -> list[ResourceSource]:
    """An adaptation comes after what it was adapted from."""
    ordered: list[ResourceSource] = []
    waiting = list(resources)
    while waiting:
        done = {resource.slug for resource in ordered}
        ready = [r for r in waiting if not r.adapted_from or r.adapted_from in done]
        if not ready:
            raise ValueError(f"{waiting[0].slug} is adapted from itself in a circle.")
        ordered += ready
        waiting = [resource for resource in waiting if resource not in ready]
    return ordered


def create(world: World, library: ResourceIndexPage, source: ResourceSource) -> ResourcePage:
    """Create the page with its first version, then publish each later version on top."""
    page = ResourcePage(
        title=source.title,
        slug=source.slug,
        summary=source.summary,
        body=markdown_blocks(source.page_text),
        resource_type=ResourceType.objects.get(slug=source.type),
        organisation=source.organisation,
        licence=source.licence,
        law_or_guidance=source.law,
        how_tested=source.tested,
        published_date=world.date_ago(source.published_days_ago),
        adapted_from=ResourcePage.objects.filter(slug=source.adapted_from).first(),
        live=False,
    )
    for name, model in LISTS.items():
        slugs = getattr(source, name)
        chosen = list(model.objects.filter(slug__in=slugs))
        if len(chosen) != len(slugs):
            raise ObjectDoesNotExist(f"{source.slug}: {name} names a term that does not exist.")
        manager = getattr(page, name)
        manager.set(chosen) if name != "topics" else manager.add(*chosen)
    members = {user.name: user for user in world.people.values() if user.name}
    page.authors = in_order(
        PageAuthor(
            name=author.name,
            role=author.role,
            member=members.get(author.name),
            # The invented library names its teams, and people who have an account.
            is_body=author.name not in members,
        )
        for author in source.authors
    )
    library.add_child(instance=page)
    for version in source.versions:
        publish_version(world, page, source, version)
    return page


def publish_version(
    world: World, page: ResourcePage, source: ResourceSource, version: VersionSource
) -> None:
    """Add one version with its files and publish the page as of that day.

    The review is noted with the last version. Wagtail dates a revision by the clock; the demo's
    past is written over it.
    """
    if version is source.versions[-1]:
        page.reviewed_date = world.date_ago(source.reviewed_days_ago)
        page.review_due_date = world.date_ago(-source.review_due_in_days)
    issue = ResourceVersion(
        number=version.number,
        change_note=version.note,
        released_date=world.date_ago(version.days_ago),
    )
    issue.files = in_order(
        VersionFile(label=file.label, document=document_of(source, file, version))
        for file in source.files
    )
    page.versions.add(issue)
    revision = page.save_revision()
    revision.publish()
    moment = world.ago(version.days_ago, hour=HOUR)
    Revision.objects.filter(pk=revision.pk).update(created_at=moment)
    first = world.ago(source.versions[0].days_ago, hour=HOUR)
    ResourcePage.objects.filter(pk=page.pk).update(
        first_published_at=first,
        last_published_at=moment,
        latest_revision_created_at=moment + timedelta(seconds=1),
    )
    page.refresh_from_db()


def document_of(source: ResourceSource, file: FileSource, version: VersionSource) -> SiteDocument:
    """Write the file and store it. An older version says so under its title."""
    is_old = version is not source.versions[-1]
    subtitle = f"Version {version.number}. {file.subtitle}" if is_old else file.subtitle
    content = render(
        file.text,
        extension=file.extension,
        title=file.title,
        subtitle=subtitle,
        licence=file.licence,
    )
    return store_document(
        content,
        name=file.name,
        title=f"{source.title}: {file.label} (version {version.number})",
    )
