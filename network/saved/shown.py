"""What lists of saved pages show: read from the catalogue, as far as the owner may see it now."""

from collections.abc import Iterable
from dataclasses import dataclass

from network.saved.models import SavedItem
from network.search.kinds import Kind
from network.search.models import CatalogueEntry

KIND_NAMES = dict(Kind.choices)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A row of a list. Without ``url`` the page is not available any more, and has no title."""

    item: SavedItem
    title: str = ""
    url: str = ""
    kind: str = ""


def entry_to_save(user, page_id: int) -> CatalogueEntry | None:
    """The catalogue's entry of a page that this person may open, or ``None``.

    One query for visitors, up to four for somebody signed in.
    """
    return CatalogueEntry.objects.visible_to(user).filter(page_id=page_id).first()


def shown_items(items: Iterable[SavedItem], user) -> list[ShownItem]:
    """The rows in the order of ``items``: one query, and those for the viewer's restrictions.

    A page that was taken down, deleted, or closed to this person has neither title nor address.
    """
    items = list(items)
    wanted = [item.page_id for item in items if item.page_id is not None]
    entries = {
        entry.page_id: entry
        for entry in CatalogueEntry.objects.visible_to(user).filter(page_id__in=wanted)
    }
    return [_shown(item, entries.get(item.page_id)) for item in items]


def _shown(item: SavedItem, entry: CatalogueEntry | None) -> ShownItem:
    if entry is None:
        return ShownItem(item)
    return ShownItem(item, entry.title, entry.url, KIND_NAMES.get(entry.kind, ""))


@dataclass(frozen=True, slots=True)
class Place:
    """A list in which a page stands."""

    name: str
    url: str


def places_of(user, page_id: int) -> list[Place]:
    """The user's lists that hold the page: one query."""
    items = SavedItem.objects.visible_to(user).filter(page_id=page_id)
    lists = items.order_by("saved_list__position", "saved_list_id").select_related("saved_list")
    return [Place(item.saved_list.name, item.saved_list.get_absolute_url()) for item in lists]
