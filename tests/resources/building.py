"""Resources for tests, made and published through the page models."""

from datetime import date

from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

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
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile
from tests.factories.indexing import indexed_once

LISTS = {
    "contexts": Context,
    "harms": Harm,
    "stages": PracticeStage,
    "sectors": Sector,
    "nations": Nation,
    "topics": Topic,
}


def document(name: str = "form.txt", content: bytes = b"A form to fill in.") -> SiteDocument:
    return store_document(content, name=name, title=name)


def make_version(
    number: int, *documents: SiteDocument, note: str = "First published."
) -> ResourceVersion:
    version = ResourceVersion(number=number, change_note=note, released_date=date(2026, 1, number))
    version.files = in_order(VersionFile(label=doc.title, document=doc) for doc in documents)
    return version


def make_resource(
    slug: str = "audit",
    *,
    title: str | None = None,
    kind: str = "briefing",
    versions: list[ResourceVersion] | None = None,
    authors: tuple[PageAuthor, ...] = (),
    publish: bool = True,
    **fields,
) -> ResourcePage:
    """A resource with one text file, unless ``versions`` say otherwise. Terms by slug."""
    terms = {name: fields.pop(name) for name in LISTS if name in fields}
    page = ResourcePage(
        title=title or slug.replace("-", " ").capitalize(),
        slug=slug,
        summary=fields.pop("summary", "What it is, in a sentence."),
        resource_type=ResourceType.objects.get(slug=kind),
        published_date=fields.pop("published_date", date(2026, 1, 1)),
        live=False,
        **fields,
    )
    for name, slugs in terms.items():
        chosen = LISTS[name].objects.filter(slug__in=slugs)
        assert len(chosen) == len(slugs), f"unknown term in {slugs}"
        manager = getattr(page, name)
        if name == "topics":
            manager.add(*chosen)
        else:
            manager.set(chosen)
    page.authors = in_order(authors)
    page.versions = [make_version(1, document())] if versions is None else versions
    with indexed_once():
        ResourceIndexPage.objects.get().add_child(instance=page)
        if publish:
            page.save_revision().publish()
            page.refresh_from_db()
    return page


def restrict(page, *groups: str) -> None:
    """Close the page to all but members signed in, or to all but these groups."""
    restriction = PageViewRestriction(
        page=page,
        restriction_type=PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN,
    )
    restriction.save()
    restriction.groups.set(Group.objects.filter(name__in=groups))
    restriction.save()
