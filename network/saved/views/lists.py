"""``/me/saved/``: one person's own lists. Everybody else's are 404."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.buttons import button
from network.members.interrupted import data_for
from network.saved import lists
from network.saved.forms import ListNameForm, NewListForm
from network.saved.models import MAX_ITEMS, MAX_LISTS, SavedItem, SavedList
from network.saved.removals import note_removal, was_removed
from network.saved.shown import shown_items

PAGE_SIZE = 50


def _own_list(request: HttpRequest, public_id) -> SavedList:
    return get_object_or_404(SavedList.objects.visible_to(request.user), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The lists in their order, with a form for a new one."""
    form = NewListForm(data_for(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            saved_list = lists.make_list(
                user=request.user, name=form.cleaned_data["name"], now=timezone.now()
            )
        except lists.ListFullError as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, f"The list “{saved_list.name}” is there.")
            return redirect("saved")
    own = SavedList.objects.visible_to(request.user).with_numbers()
    context = {"form": form, "lists": own, "most": MAX_LISTS}
    return render(request, "saved/lists.html", context)


@require_safe
@login_required
def one_list(request: HttpRequest, public_id) -> HttpResponse:
    """One list, fifty things a page; ``?all=1`` gives all of them, to print."""
    saved_list = _own_list(request, public_id)
    items = SavedItem.objects.filter(saved_list=saved_list)
    show_all = "all" in request.GET
    page = Paginator(items, MAX_ITEMS if show_all else PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "breadcrumbs": [
            {"label": "Saved", "url": reverse("saved")},
            {"label": saved_list.name, "url": ""},
        ],
        "saved_list": saved_list,
        "page_obj": page,
        "rows": shown_items(page.object_list, request.user),
        "most": MAX_ITEMS,
        "today": timezone.localdate(),
    }
    return render(request, "saved/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rename(request: HttpRequest, public_id) -> HttpResponse:
    """Give a list another name."""
    saved_list = _own_list(request, public_id)
    form = ListNameForm(data_for(request), initial={"name": saved_list.name})
    if request.method == "POST" and form.is_valid():
        if lists.rename_list(saved_list=saved_list, name=form.cleaned_data["name"]):
            messages.success(request, "The list has its new name.")
            return redirect(saved_list.get_absolute_url())
        form.add_error("name", "You have another list with this name.")
    return render(request, "saved/rename.html", {"form": form, "saved_list": saved_list})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, public_id) -> HttpResponse:
    """Say what goes with the list, and delete it when the button is pressed."""
    if request.method == "POST" and (gone := was_removed(request, public_id)):
        return redirect(gone)
    saved_list = _own_list(request, public_id)
    if request.method == "POST":
        lists.delete_list(saved_list=saved_list)
        note_removal(request, public_id, reverse("saved"))
        messages.success(request, f"The list “{saved_list.name}” has been deleted.")
        return redirect("saved")
    items = SavedItem.objects.filter(saved_list=saved_list)
    context = {
        "saved_list": saved_list,
        "number": items.count(),
        "notes": items.exclude(note="").count(),
    }
    return render(request, "saved/delete.html", context)


@button("saved")
def shift(request: HttpRequest, public_id) -> HttpResponse:
    """Move a list one place up or down."""
    saved_list = _own_list(request, public_id)
    lists.shift_list(saved_list=saved_list, up=request.POST.get("way") == "up")
    return redirect("saved")
