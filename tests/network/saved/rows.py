"""Lists and items for tests, made through the verbs."""

from datetime import UTC, datetime

from network.saved import lists
from network.saved.models import SavedItem, SavedList

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def make_list(user, name: str = "Saved", *pages) -> SavedList:
    """A list with these pages, the first one on top."""
    saved_list = lists.make_list(user=user, name=name, now=NOW)
    for page in reversed(pages):
        lists.save_page(saved_list=saved_list, page_id=page.pk, now=NOW)
    return saved_list


def note_on(saved_list: SavedList, page, words: str) -> SavedItem:
    item = SavedItem.objects.get(saved_list=saved_list, page=page)
    lists.change_item(item=item, note=words, saved_list=saved_list)
    return item


def titles(saved_list: SavedList) -> list[str]:
    """What stands in the list, in its order."""
    items = SavedItem.objects.filter(saved_list=saved_list).select_related("page")
    return [item.page.title for item in items]


def names(user) -> list[str]:
    return [saved_list.name for saved_list in SavedList.objects.filter(user=user)]
