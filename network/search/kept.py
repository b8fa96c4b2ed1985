"""What each process keeps in memory, and how it notices that it is old.

Every list asks for the :class:`~network.search.models.CatalogueVersion` first, one small query.
While the token is the same, nothing else is read. Otherwise the entries that changed since are
read and put into a copy; everything is read only at the start of a process and after many changes.
Several processes therefore agree from the next request on, without talking to each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Generic, TypeVar

from django.http import HttpRequest
from wagtail.models import Page

from network.search.findable import opens, passed_restrictions, read_rules
from network.search.models import CatalogueEntry, CatalogueTerm, CatalogueVersion
from network.search.models.versions import may_be_rolled_back
from network.search.shelf import Shelf

MOST_CHANGES = 1000
COLUMNS = ("page_id", "restriction_id", "published_at", "title", "used")
TERMS = ("entry__page_id", "facet", "slug")
Value = TypeVar("Value")


class Kept(Generic[Value]):
    """One value, read again when its part of the version has another token.

    The same token always means the same state, so what was read before a change was rolled back
    is never taken for what came instead.
    """

    def __init__(self, part: str, read: Callable[[], Value]) -> None:
        self.part = part
        self.read = read
        self._held: tuple[str, Value] | None = None

    def get(self, version: CatalogueVersion) -> Value:
        """The value at this version: no query while nothing has changed."""
        token = getattr(version, self.part)
        held = self._held
        if held is None or held[0] != token:
            held = self._held = (token, self.read())
        return held[1]

    def forget(self) -> None:
        """Read it again when it is next asked for."""
        self._held = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A shelf with the version it was read at. ``is_final`` when all of it was committed: only
    then can the changes since be told by their numbers."""

    token: str
    number: int
    is_final: bool
    shelf: Shelf


_shelves: dict[str, _Held] = {}
_lock = Lock()


def shelf_of(kind: str, version: CatalogueVersion) -> Shelf:
    """All entries of a kind as bit sets, as they are at this version.

    Cost: no query while nothing has changed; three after a change of up to a thousand entries
    (the entries, their terms, the number of all); two that read everything otherwise.
    """
    held = _shelves.get(kind)
    if held is not None and held.token == version.entries:
        return held.shelf
    with _lock:
        held = _shelves.get(kind)
        if held is None or held.token != version.entries:
            shelf = _patched(kind, held, version) or _read(kind)
            held = _Held(version.entries, version.number, not may_be_rolled_back(), shelf)
            _shelves[kind] = held
    return held.shelf


def _read(kind: str) -> Shelf:
    entries = CatalogueEntry.objects.of_kind(kind).order_by("published_at", "pk")
    terms = CatalogueTerm.objects.filter(entry__kind=kind).values_list(*TERMS)
    return Shelf().with_changes(
        entries.values_list(*COLUMNS).iterator(chunk_size=5000), terms.iterator(chunk_size=5000)
    )


def _patched(kind: str, held: _Held | None, version: CatalogueVersion) -> Shelf | None:
    """The shelf with what has changed since, or None where that cannot be told or is much."""
    if held is None or not held.is_final or held.number >= version.number:
        return None
    entries = CatalogueEntry.objects.of_kind(kind)
    changed = list(
        entries.filter(changed_in__gt=held.number).values_list(*COLUMNS)[: MOST_CHANGES + 1]
    )
    if len(changed) > MOST_CHANGES:
        return None
    shelf = held.shelf
    if changed:
        terms = CatalogueTerm.objects.filter(entry__page__in=[page for page, *_ in changed])
        shelf = shelf.with_changes(changed, terms.values_list(*TERMS))
    if entries.count() != shelf.number:
        shelf = shelf.without_others(entries.values_list("page_id", flat=True))
    return shelf


_rules = Kept("rules", read_rules)


class Catalogue:
    """The catalogue as one viewer sees it at one version: what a request works with."""

    def __init__(self, user, version: CatalogueVersion) -> None:
        self.user = user
        self.version = version

    @classmethod
    def of(cls, request: HttpRequest) -> "Catalogue":
        """The catalogue for this request: one query, on the first call."""
        if not hasattr(request, "_catalogue"):
            request._catalogue = cls(request.user, CatalogueVersion.current())
        return request._catalogue

    @cached_property
    def passed(self) -> frozenset[int]:
        """Ids of the view restrictions that the viewer passes."""
        return passed_restrictions(_rules.get(self.version), self.user)

    def shelf(self, kind: str) -> Shelf:
        return shelf_of(kind, self.version)

    def visible(self, kind: str) -> int:
        """The pages of the shelf that the viewer may open, as a set of bits."""
        return self.shelf(kind).visible(self.passed)

    def may_open(self, page: Page) -> bool:
        """Whether no restriction on a live page or above it stops the viewer, or they edit it."""
        return page.live and opens(self.user, page, _rules.get(self.version))
