"""Save a page, or take it out again, from the page itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from network.buttons import button, way_back
from network.saved import lists
from network.saved.forms import ChooseListsForm
from network.saved.shown import entry_to_save, places_of
from network.search.models import CatalogueEntry


def _entry_or_404(request: HttpRequest, page_id: int) -> CatalogueEntry:
    """The page, if this person may open it."""
    entry = entry_to_save(request.user, page_id)
    if entry is None:
        raise Http404("There is nothing here to save.")
    return entry


@button("saved")
def save(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put the page into the member's first list. A second press changes nothing."""
    entry = _entry_or_404(request, page_id)
    now = timezone.now()
    try:
        saved_list = lists.first_list(user=request.user, now=now)
        lists.save_page(saved_list=saved_list, page_id=entry.page_id, now=now)
    except lists.ListFullError as full:
        messages.error(request, str(full))
        choose_page = reverse("saved_choose", args=[page_id])
        return HttpResponseClientRedirect(choose_page) if request.htmx else redirect(choose_page)
    return _answer(request, entry, f"Saved in “{saved_list.name}”.")


@button("saved")
def take_out(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take the page out of every list. Where a note would be lost, ask first."""
    if lists.take_out(user=request.user, page_id=page_id):
        messages.info(
            request, "You wrote a note on this. Untick the list to remove both, or keep them."
        )
        choose_page = reverse("saved_choose", args=[page_id])
        return HttpResponseClientRedirect(choose_page) if request.htmx else redirect(choose_page)
    entry = entry_to_save(request.user, page_id)
    if entry is None:
        messages.success(request, "Removed from your lists.")
        return redirect("saved")
    return _answer(request, entry, "Removed from your lists.")


def _answer(request: HttpRequest, entry: CatalogueEntry, words: str) -> HttpResponse:
    """The button as it is now for htmx; for everybody else a message and the way back."""
    page = way_back(request, entry.url)
    if request.htmx:
        variables = {
            "page_id": entry.page_id,
            "title": entry.title,
            "places": places_of(request.user, entry.page_id),
            "way_back": page,
            "is_answer": True,
        }
        return render(request, "saved/_save_button.html", variables)
    messages.success(request, words)
    return redirect(page)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose the lists that hold a page, or name a new one."""
    entry = _entry_or_404(request, page_id)
    form = ChooseListsForm(
        request.POST if request.method == "POST" else None, user=request.user, page_id=page_id
    )
    if request.method == "POST" and form.is_valid():
        try:
            form.keep(now=timezone.now())
        except lists.ListFullError as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, _where(form))
            return redirect(entry.url)
    return render(request, "saved/choose.html", {"form": form, "entry": entry})


def _where(form: ChooseListsForm) -> str:
    names = form.names()
    if not names:
        return "This stands in none of your lists now."
    return f"Saved in {', '.join(f'“{name}”' for name in names)}."
