"""What the lists hold about a person: their choice of pages and their notes."""

from datetime import datetime

from network.privacy.holdings import Holding, full_address, register
from network.saved.models import SavedItem, SavedList
from network.saved.shown import shown_items


def list_rows(user) -> list[dict]:
    return [
        {"name": saved_list.name, "made": saved_list.created_at, "things in it": saved_list.number}
        for saved_list in SavedList.objects.visible_to(user).with_numbers()
    ]


def item_rows(user) -> list[dict]:
    """Title and address as far as the member may see them now; the note always."""
    items = SavedItem.objects.visible_to(user).select_related("saved_list")
    ordered = items.order_by("saved_list__position", "saved_list_id", "position", "pk")
    return [
        {
            "list": row.item.saved_list.name,
            "what": row.title or "Not available any more",
            "address": full_address(row.url),
            "note": row.item.note,
            "saved": row.item.saved_at,
        }
        for row in shown_items(ordered, user)
    ]


def delete_lists(user, now: datetime) -> None:
    """Lists are only their owner's: they go, with what is in them."""
    SavedList.objects.filter(user=user).delete()


def what_goes(user) -> list[str]:
    number = SavedList.objects.filter(user=user).count()
    if not number:
        return []
    lists = "Your list" if number == 1 else f"Your {number} lists"
    return [f"{lists} of saved pages will be deleted, with your notes."]


register(
    Holding(
        "saved.SavedList",
        "Lists of saved pages",
        list_rows,
        on_final=delete_lists,
        order=60,
        says=what_goes,
    ),
    Holding("saved.SavedItem", "Saved pages and your notes on them", item_rows, order=61),
)
