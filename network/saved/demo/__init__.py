"""What people of the demo have saved."""

import tomllib
from pathlib import Path

from network.demo.world import World
from network.saved import lists
from network.saved.models import SavedItem, SavedList
from network.search.models import CatalogueEntry

# After the pages that the lists hold.
ORDER = 84

SOURCE = Path(__file__).parent / "lists.toml"


def load(world: World) -> None:
    """Make the lists of ``lists.toml``; a list that is there already stays as it is."""
    with SOURCE.open("rb") as file:
        rows = tomllib.load(file)["lists"]
    pages = dict(CatalogueEntry.objects.values_list("page__slug", "page_id"))
    for row in rows:
        user = world.people[row["who"]]
        if not SavedList.objects.filter(user=user, name=row["name"]).exists():
            _make(user, row, pages, world)


def _make(user, row: dict, pages: dict[str, int], world: World) -> None:
    began = row["days_ago"]
    saved_list = lists.make_list(user=user, name=row["name"], now=world.ago(began, hour=12))
    # Each is put on top of the list, so the last of the file comes first.
    for number, item in enumerate(reversed(row["items"])):
        page_id = pages[item["slug"]]
        moment = world.ago(began - number * 3, hour=12, minute=number)
        lists.save_page(saved_list=saved_list, page_id=page_id, now=moment)
        saved = SavedItem.objects.get(saved_list=saved_list, page_id=page_id)
        lists.change_item(item=saved, note=item.get("note", ""), saved_list=saved_list)
