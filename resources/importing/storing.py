"""Make the pages of a plan: all of them, or none with a trace."""

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from network.media.documents import store_screened
from network.media.marks import look, marks_of, not_looked_at
from network.media.models import SiteDocument
from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from network.search.catalogue import changed_together
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
    page.authors = in_order(
        PageAuthor(name=author.name, role=author.role, is_body=author.is_body)
        for author in plan.authors
    )
    page.versions = [_version(version, document_of) for version in plan.versions.values()]
    return page


def _version(version: VersionPlan, document_of) -> ResourceVersion:
    made = ResourceVersion(number=version.number, change_note=version.change_note)
    if version.released:
        made.released_date = version.released
    made.files = in_order(
        VersionFile(label=file.label, document=document_of(file)) for file in version.files
    )
    return made


def store(
    plans: list[ResourcePlan],
    admissions: Admissions,
    *,
    publish: bool,
    marks_looked_at: bool = False,
    user=None,
) -> list[ResourcePage]:
    """Create every page or none. ``user`` is noted as who uploaded the files, and with
    ``marks_looked_at`` as who has looked at what is marked in them.

    In order: the files; a draft of each page, in a transaction of its own; then, with ``publish``,
    all of them in one, which only at its end takes hold of what other changes of the catalogue wait
    for. So a page can be taken down at any moment of an import.

    :raises Exception: whatever went wrong, after all that was made has been deleted. A process
        that is killed leaves drafts, and nothing that is public.
    """
    made = _Made()
    try:
        documents = {
            file.row: made.document(_stored(plan, file, admissions, user))
            for plan in plans
            for version in plan.versions.values()
            for file in version.files
        }
        pages = [made.page(_draft(plan, documents, user)) for plan in plans]
        with changed_together():
            if marks_looked_at:
                _looked_at(documents.values(), user)
            for page in pages if publish else ():
                page.latest_revision.publish(user=user)
    except BaseException:
        made.undo()
        raise
    return pages


def _stored(plan: ResourcePlan, file: FilePlan, admissions: Admissions, user) -> SiteDocument:
    taken = admissions.taken[file.row]
    title = f"{plan.title}: {file.label}"
    with taken.path.open("rb") as content:
        return store_screened(taken.admitted, content, name=taken.name, title=title, user=user)


def _looked_at(documents: Iterable[SiteDocument], user) -> None:
    stored = {document.pk: document for document in documents}
    for pk in not_looked_at(marks_of(stored.values())):
        document = stored[pk]
        look(document, sha256=document.sha256, user=user, now=timezone.now(), by_command=True)


@transaction.atomic
def _draft(plan: ResourcePlan, documents: dict[int, SiteDocument], user) -> ResourcePage:
    page = page_of(plan, lambda file: documents[file.row])
    page.adapted_from = ResourcePage.objects.filter(slug=plan.adapted_from).first()
    ResourceIndexPage.objects.get().add_child(instance=page)
    if plan.open_to:
        restrict(page, plan)
    page.save_revision(user=user)
    return page


class _Made:
    """What an import has made so far, to be deleted when it fails."""

    def __init__(self) -> None:
        self.documents: list[SiteDocument] = []
        self.pages: list[ResourcePage] = []

    def document(self, document: SiteDocument) -> SiteDocument:
        self.documents.append(document)
        return document

    def page(self, page: ResourcePage) -> ResourcePage:
        self.pages.append(page)
        return page

    def undo(self) -> None:
        """Delete pages, then documents with their files; what cannot be deleted is logged."""
        for page in reversed(self.pages):
            self._delete(ResourcePage.objects.filter(pk=page.pk).first())
        for document in self.documents:
            self._delete(document)
            try:
                document.file.storage.delete(document.file.name)
            except Exception:
                logger.exception("file of a failed import not deleted")

    @staticmethod
    def _delete(thing) -> None:
        try:
            if thing is not None:
                thing.delete()
        except Exception:
            logger.exception("%s of a failed import not deleted", type(thing).__name__)


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
