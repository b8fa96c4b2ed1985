"""Which resources somebody may open, and which of them they may have the files of.

Two questions, each with one answer in the whole site: :func:`find_resource` for pages, and
:func:`may_have_files` for everything that comes out of a file (downloads, previews, text found
inside, packs).
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.models import ReferenceIndex

from network.media.models import SiteDocument
from network.members.roles import (
    COORDINATORS,
    EDITORS,
    is_coordinator,
    is_editor,
    is_verified_member,
    people_in,
)
from network.search.findable import findable_pages
from network.search.kept import Catalogue
from resources.enums import AccessState, FilesFor, FilesReason
from resources.models import AccessRequest, ResourcePage
from resources.models.resource import WITH_FILE_RULES

WORDS = {
    FilesReason.SIGN_IN: "The files are for members of the network. Sign in to have them.",
    FilesReason.MEMBERS: (
        "The files are for members of the network. Your membership is not approved at the moment."
    ),
    FilesReason.ASK: (
        "The files are given on request. Say what you need them for, and the people who look after "
        "the library decide."
    ),
}

ON_REQUEST = "The files are given to members of the network on request. Sign in to ask for them."


@dataclass(frozen=True, slots=True)
class FileAccess:
    """Whether somebody may have the files of a resource; true or false itself.

    ``reason`` is the code, ``words`` a sentence to show when the files stay closed,
    ``opens_at`` the moment from which they are there, when that is why.
    """

    allowed: bool
    reason: FilesReason
    words: str = ""
    opens_at: datetime | None = None

    def __bool__(self) -> bool:
        return self.allowed


def openable_by(user):
    """Live resources whose view restrictions the user passes."""
    return findable_pages(user, ResourcePage.objects.all())


def find_resource(request: HttpRequest, slug: str) -> ResourcePage | HttpResponseBase:
    """Return the resource, or the way to the sign-in page for a visitor who needs it first.

    Cost: two queries for visitors.

    :raises Http404: when there is none, or it stays closed to this person.
    """
    page = ResourcePage.objects.for_detail().filter(slug=slug, live=True).first()
    if page is not None and Catalogue.of(request).may_open(page):
        return page
    if page is not None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    raise Http404("No resource here.")


def keeps_library(user) -> bool:
    """Editors and coordinators: they have every file, before others do too, and decide who gets
    what is given on request. One query, kept for the request."""
    return user.is_authenticated and (user.is_superuser or is_editor(user) or is_coordinator(user))


def keepers_except(user) -> list:
    """Active editors and coordinators, each once, without this person: who is told of requests."""
    people = {person.pk: person for role in (EDITORS, COORDINATORS) for person in people_in(role)}
    if user is not None:
        people.pop(user.pk, None)
    return list(people.values())


def may_have_files(user, page: ResourcePage, now: datetime) -> FileAccess:
    """Whether the user, who may open the page, may have its files at this moment.

    In order: who keeps the library has them; an embargo closes them for everybody else; then
    ``files_for`` decides. Queries: none for files that are for all readers or for visitors, else
    the membership, the groups and the grant, one each.
    """
    is_embargoed = page.files_from is not None and page.files_from > now
    if page.files_for == FilesFor.READERS and not is_embargoed:
        return FileAccess(True, FilesReason.OPEN)
    if keeps_library(user):
        return FileAccess(True, FilesReason.KEEPER)
    if is_embargoed:
        return FileAccess(False, FilesReason.LATER, _from_when(page.files_from), page.files_from)
    return _for_members(user, page, now)


def _for_members(user, page: ResourcePage, now: datetime) -> FileAccess:
    if not user.is_authenticated and page.files_for == FilesFor.REQUEST:
        return FileAccess(False, FilesReason.SIGN_IN, ON_REQUEST)
    if not user.is_authenticated:
        return _closed(FilesReason.SIGN_IN)
    if not is_verified_member(user):
        return _closed(FilesReason.MEMBERS)
    if page.files_for == FilesFor.MEMBERS:
        return FileAccess(True, FilesReason.OPEN)
    if standing_grants(user, now).filter(resource_id=page.pk).exists():
        return FileAccess(True, FilesReason.GRANTED)
    return _closed(FilesReason.ASK)


def files_open(user, now: datetime, prefix: str = "") -> Q:
    """:func:`may_have_files` as a condition on resources, or on what leads to one by ``prefix``,
    such as ``"version__resource__"``. Who may open the page is another question."""
    if keeps_library(user):
        return Q()
    key = prefix.removesuffix("__") if prefix else "pk"
    started = Q(**{f"{prefix}files_from__isnull": True}) | Q(**{f"{prefix}files_from__lte": now})
    for_whom = Q(**{f"{prefix}files_for": FilesFor.READERS})
    if is_verified_member(user):
        granted = standing_grants(user, now).filter(resource_id=OuterRef(key))
        for_whom |= Q(**{f"{prefix}files_for": FilesFor.MEMBERS})
        for_whom |= Q(**{f"{prefix}files_for": FilesFor.REQUEST}) & Q(Exists(granted))
    return started & for_whom


def with_open_files(user, now: datetime) -> QuerySet[ResourcePage]:
    """Resources that the user may open and may have the files of."""
    return openable_by(user).filter(files_open(user, now))


def closed_files(user, now: datetime) -> QuerySet:
    """Ids of the resources whose files the user may *not* have: few among many, read by an index
    that holds only resources with a rule of their own."""
    if keeps_library(user):
        return ResourcePage.objects.none().values_list("pk", flat=True)
    return (
        ResourcePage.objects.filter(WITH_FILE_RULES)
        .exclude(files_open(user, now))
        .order_by()
        .values_list("pk", flat=True)
    )


def standing_grants(user, now: datetime) -> QuerySet[AccessRequest]:
    """What was granted to the user and has not ended; the clock alone ends it."""
    return AccessRequest.objects.filter(
        member_id=user.pk, state=AccessState.GRANTED, expires_at__gt=now
    )


def files_or_refusal(request: HttpRequest, page: ResourcePage) -> HttpResponseBase | None:
    """Nothing when the viewer may have the files of the page; else the answer to send.

    A visitor who only has to sign in is sent there; everybody else gets 403 with the reason in
    kind words and what to do next. No cache keeps either.
    """
    access = may_have_files(request.user, page, timezone.now())
    if access:
        return None
    if access.reason == FilesReason.SIGN_IN:
        return redirect_to_login(request.get_full_path())
    return refused(request, page, access)


def refused(request: HttpRequest, page: ResourcePage, access: FileAccess) -> HttpResponse:
    """The page that says why the files stay closed, as 403."""
    context = {"page": page, "access": access}
    response = render(request, "resources/files_closed.html", context, status=403)
    patch_cache_control(response, private=True, no_store=True)
    return response


def may_have_document(user, document: SiteDocument, now: datetime) -> bool:
    """A document of the library is for those who may have the files of one of the resources that
    offer it.

    One that no resource offers is none of the library's business: True, and the pages that link it
    decide. But one that was taken out of a resource is nobody's, though the index of references
    may not know that yet: False.
    """
    owners = set(document.version_files.values_list("version__resource_id", flat=True))
    if owners:
        return with_open_files(user, now).filter(pk__in=owners).exists()
    was_offered = ReferenceIndex.get_references_to(document).filter(
        model_path__startswith="versions."
    )
    return not was_offered.exists()


def _closed(reason: FilesReason) -> FileAccess:
    return FileAccess(False, reason, WORDS[reason])


def _from_when(moment: datetime) -> str:
    there = timezone.localtime(moment)
    return f"The files will be here from {there.day} {there:%B %Y, %H:%M}. Please come back then."
