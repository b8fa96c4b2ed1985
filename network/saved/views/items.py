"""One saved thing: its note, its list, its place. Everybody else's are 404."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from network.buttons import button, way_back
from network.members.interrupted import data_for
from network.saved import lists
from network.saved.forms import ItemForm
from network.saved.models import SavedItem
from network.saved.removals import note_removal, was_removed
from network.saved.shown import shown_items


def _own_item(request: HttpRequest, public_id) -> SavedItem:
    own = SavedItem.objects.visible_to(request.user).select_related("saved_list")
    return get_object_or_404(own, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, public_id) -> HttpResponse:
    """Write a note, or move the thing to another list."""
    item = _own_item(request, public_id)
    form = ItemForm(data_for(request), item=item, user=request.user)
    if request.method == "POST" and form.is_valid():
        saved_list = form.cleaned_data["saved_list"]
        try:
            lists.change_item(item=item, note=form.cleaned_data["note"], saved_list=saved_list)
        except lists.ListFullError as full:
            form.add_error("saved_list", str(full))
        else:
            messages.success(request, "Your change has been kept.")
            return redirect(saved_list.get_absolute_url())
    context = {"form": form, "row": shown_items([item], request.user)[0]}
    return render(request, "saved/item.html", context)


@button("saved")
def remove(request: HttpRequest, public_id) -> HttpResponse:
    """Take one thing out of its list. Where a note would be lost, its page says so first."""
    if gone := was_removed(request, public_id):
        return redirect(gone)
    item = _own_item(request, public_id)
    if item.note and "with_note" not in request.POST:
        return redirect("saved_item", public_id=item.public_id)
    lists.remove_item(item=item)
    note_removal(request, public_id, item.saved_list.get_absolute_url())
    messages.success(request, f"Removed from “{item.saved_list.name}”.")
    return redirect(item.saved_list)


@button("saved")
def shift(request: HttpRequest, public_id) -> HttpResponse:
    """Move the thing one place up or down in its list."""
    item = _own_item(request, public_id)
    lists.shift_item(item=item, up=request.POST.get("way") == "up")
    return redirect(way_back(request, item.saved_list.get_absolute_url()))
