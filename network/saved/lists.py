"""What one may do with lists of saved pages. The only writer of both models.

Every function takes the owner's own list or item; views find them through ``visible_to`` only.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Min

from network.saved.models import MAX_ITEMS, MAX_LISTS, SavedItem, SavedList

FIRST_NAME = "Saved"


class ListFullError(Exception):
    """No more lists, or no more items in a list. Its text is for the reader."""


@transaction.atomic
def make_list(*, user, name: str, now: datetime) -> SavedList:
    """A new list at the end, or the one that has this name already, in whatever case.

    :raises ListFullError: at the greatest number of lists.
    """
    _lock(user)
    present = list(SavedList.objects.filter(user=user))
    for saved_list in present:
        if saved_list.name.lower() == name.lower():
            return saved_list
    if len(present) >= MAX_LISTS:
        raise ListFullError(
            f"You have {MAX_LISTS} lists, and there is no room for more. "
            "Delete one that you no longer need."
        )
    last = present[-1].position if present else -1
    return SavedList.objects.create(user=user, name=name, position=last + 1, created_at=now)


def first_list(*, user, now: datetime) -> SavedList:
    """The list that takes what is saved in one step; made when somebody first saves something."""
    found = SavedList.objects.filter(user=user).first()
    return found or make_list(user=user, name=FIRST_NAME, now=now)


@transaction.atomic
def save_page(*, saved_list: SavedList, page_id: int, now: datetime) -> bool:
    """Put the page on top of the list. False when it was there already.

    :raises ListFullError: at the greatest number of items.
    """
    # The lock makes the number true and a second press of the button wait for the first.
    SavedList.objects.select_for_update().get(pk=saved_list.pk)
    items = SavedItem.objects.filter(saved_list=saved_list)
    if items.filter(page_id=page_id).exists():
        return False
    if items.count() >= MAX_ITEMS:
        raise ListFullError(
            f"The list “{saved_list.name}” holds {MAX_ITEMS} things and is full. "
            "Choose another list, or take something out."
        )
    top = items.aggregate(top=Min("position"))["top"]
    SavedItem.objects.create(
        saved_list=saved_list,
        page_id=page_id,
        position=0 if top is None else top - 1,
        saved_at=now,
    )
    return True


@transaction.atomic
def keep_in(*, user, page_id: int, lists: Iterable[SavedList], now: datetime) -> None:
    """Let the page stand in exactly these of the user's lists.

    It keeps its note where it stays; where it is taken out, the note goes with it.

    :raises ListFullError: when one of them has no room; then nothing is changed.
    """
    # Locked in one order everywhere, so that two presses cannot wait for each other.
    wanted = sorted(lists, key=lambda saved_list: saved_list.pk)
    items = SavedItem.objects.filter(saved_list__user=user, page_id=page_id)
    items.exclude(saved_list__in=wanted).delete()
    for saved_list in wanted:
        save_page(saved_list=saved_list, page_id=page_id, now=now)


def take_out(*, user, page_id: int) -> int:
    """Take the page out of all the user's lists, if no note would be lost; how many were left."""
    items = SavedItem.objects.filter(saved_list__user=user, page_id=page_id)
    items.filter(note="").delete()
    return items.count()


def remove_item(*, item: SavedItem) -> None:
    """Take one thing out of its list; its note goes with it. Again, it does nothing."""
    SavedItem.objects.filter(pk=item.pk).delete()


@transaction.atomic
def change_item(*, item: SavedItem, note: str, saved_list: SavedList) -> None:
    """Write the note, and move the item to the top of another list of the same owner.

    When the page stands in that list already, the two become one, and the note written now stays.

    :raises ListFullError: when the other list has no room; then nothing is changed.
    """
    if saved_list.pk != item.saved_list_id:
        SavedList.objects.select_for_update().get(pk=saved_list.pk)
        there = SavedItem.objects.filter(saved_list=saved_list)
        if item.page_id is not None:
            there.filter(page_id=item.page_id).delete()
        if there.count() >= MAX_ITEMS:
            raise ListFullError(f"The list “{saved_list.name}” is full. Choose another one.")
        top = there.aggregate(top=Min("position"))["top"]
        item.saved_list, item.position = saved_list, 0 if top is None else top - 1
    item.note = note
    item.save(update_fields=["saved_list", "position", "note"])


@transaction.atomic
def rename_list(*, saved_list: SavedList, name: str) -> bool:
    """Give the list another name. False when another list of the owner has it."""
    _lock(saved_list.user)
    others = SavedList.objects.filter(user_id=saved_list.user_id).exclude(pk=saved_list.pk)
    if others.filter(name__iexact=name).exists():
        return False
    saved_list.name = name
    saved_list.save(update_fields=["name"])
    return True


def delete_list(*, saved_list: SavedList) -> None:
    """Delete the list with its items and notes. The pages themselves are not touched."""
    SavedList.objects.filter(pk=saved_list.pk).delete()


@transaction.atomic
def shift_list(*, saved_list: SavedList, up: bool) -> None:
    """Move the list one place up or down among its owner's; at the end it stays where it is."""
    _lock(saved_list.user)
    _shift(SavedList.objects.filter(user_id=saved_list.user_id), saved_list, up)


@transaction.atomic
def shift_item(*, item: SavedItem, up: bool) -> None:
    """Move the item one place up or down in its list; at the end it stays where it is."""
    SavedList.objects.select_for_update().get(pk=item.saved_list_id)
    _shift(SavedItem.objects.filter(saved_list_id=item.saved_list_id), item, up)


def _shift(rows, row, up: bool) -> None:
    """Change places with the neighbour: four queries, or two at the end of the list."""
    row.refresh_from_db(fields=["position"])
    here = row.position
    if up:
        neighbor = rows.filter(position__lt=here).order_by("-position").first()
    else:
        neighbor = rows.filter(position__gt=here).order_by("position").first()
    if neighbor is not None:
        rows.filter(pk=row.pk).update(position=neighbor.position)
        rows.filter(pk=neighbor.pk).update(position=here)


def _lock(user) -> None:
    """Let changes to one member's set of lists happen one after the other."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
