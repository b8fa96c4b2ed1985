"""The packs of the library, kept in memory: for the section, the library's front, and the pages of
the resources that they use."""

from dataclasses import dataclass

from django.http import HttpRequest

from network.search.findable import published
from network.search.kept import Catalogue, Kept
from resources.models import PackItem, PackPage, PackSession


@dataclass(frozen=True, slots=True)
class ListedPack:
    """One published pack. ``live``, ``path`` and ``owner_id`` are what the catalogue judges
    by."""

    pk: int
    title: str
    summary: str
    url: str
    path: str
    owner_id: int | None
    sessions: int
    minutes: int
    resources: frozenset[int]
    live: bool = True


def read_packs() -> list[ListedPack]:
    """Every live pack, newest first: three queries, only after something was published."""
    pages = published(PackPage.objects.all()).order_by("-first_published_at", "-pk")
    sessions, used = {}, {}
    for pack, minutes in PackSession.objects.values_list("pack_id", "minutes"):
        sessions.setdefault(pack, []).append(minutes)
    for pack, resource in PackItem.objects.values_list("session__pack_id", "resource_id"):
        used.setdefault(pack, set()).add(resource)
    return [
        ListedPack(
            pk=page.pk,
            title=page.title,
            summary=page.summary,
            url=page.get_url() or "",
            path=page.path,
            owner_id=page.owner_id,
            sessions=len(sessions.get(page.pk, ())),
            minutes=sum(sessions.get(page.pk, ())),
            resources=frozenset(used.get(page.pk, ())),
        )
        for page in pages
    ]


_packs = Kept("texts", read_packs)


def packs_for(request: HttpRequest) -> list[ListedPack]:
    """The packs that the viewer may open. One query for all of the request's lists."""
    catalogue = Catalogue.of(request)
    return [pack for pack in _packs.get(catalogue.version) if catalogue.may_open(pack)]


def packs_with(request: HttpRequest, resource_id: int) -> list[ListedPack]:
    """Those of them that use a resource."""
    return [pack for pack in packs_for(request) if resource_id in pack.resources]
