"""Make the pages of a plan, in one transaction; files that were stored go when it fails."""

import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction
from wagtail.models import PageViewRestriction

from network.media.documents import store_admitted
from network.media.models import SiteDocument
from network.pages.models import PageAuthor
from resources.importing.admitting import Admissions
from resources.importing.columns import MEMBERS
from resources.importing.planning import FilePlan, ResourcePlan, VersionPlan
from resources.models import ResourceIndexPage, ResourcePage, ResourceVersion, VersionFile

logger = logging.getLogger("resources")


def page_of(plan: ResourcePlan, document_of: Callable[[FilePlan], SiteDocument]) -> ResourcePage:
    """The page in memory, with versions and files; ``document_of`` gives each file's document."""
    page = ResourcePage(slug=plan.slug, live=False, **plan.fields)
    for name, terms in plan.terms.items():
        if name == "topics":
            page.topics.add(*terms)
        else:
            getattr(page, name).set(terms)
    page.authors = [PageAuthor(name=name, role=role) for name, role in plan.authors]
    page.versions = [_version(version, document_of) for version in plan.versions.values()]
    return page


def _version(version: VersionPlan, document_of) -> ResourceVersion:
    made = ResourceVersion(number=version.number, change_note=version.change_note)
    if version.released:
        made.released_date = version.released
    made.files = [
        VersionFile(label=file.label, document=document_of(file), sort_order=place)
        for place, file in enumerate(version.files)
    ]
    return made


def store(
    plans: list[ResourcePlan], admissions: Admissions, *, publish: bool, user=None
) -> list[ResourcePage]:
    """Create every page or none. ``user`` is noted as who uploaded the files.

    :raises Exception: whatever went wrong, after the rows were rolled back and the files deleted.
    """
    stored: list[SiteDocument] = []

    def document_of(plan: ResourcePlan, file: FilePlan) -> SiteDocument:
        taken = admissions.taken[file.row]
        document = store_admitted(
            taken.admitted,
            taken.content(),
            name=taken.name,
            title=f"{plan.title}: {file.label}",
            user=user,
        )
        stored.append(document)
        return document

    try:
        with transaction.atomic():
            library = ResourceIndexPage.objects.get()
            pages = []
            for plan in plans:
                page = page_of(plan, partial(document_of, plan))
                page.adapted_from = ResourcePage.objects.filter(slug=plan.adapted_from).first()
                library.add_child(instance=page)
                if plan.open_to:
                    restrict(page, plan)
                revision = page.save_revision(user=user)
                if publish:
                    revision.publish(user=user)
                pages.append(page)
    except BaseException:
        _delete_files(stored)
        raise
    return pages


def _delete_files(stored: list[SiteDocument]) -> None:
    for document in stored:
        try:
            document.file.storage.delete(document.file.name)
        except Exception:
            logger.exception("file of a failed import not deleted")


def restrict(page: ResourcePage, plan: ResourcePlan) -> None:
    """Close the page to all but members, or all but these groups, before anybody can see it."""
    members = plan.open_to == MEMBERS
    restriction = PageViewRestriction(
        page=page,
        restriction_type=PageViewRestriction.LOGIN if members else PageViewRestriction.GROUPS,
    )
    restriction.save()
    if not members:
        restriction.groups.set(plan.open_to)
        restriction.save()
