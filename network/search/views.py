from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.search.results import search_context


@require_safe
def search(request):
    """The search page of the whole site."""
    context = search_context(
        request.user,
        typed=request.GET.get("q", "").strip(),
        kind=request.GET.get("kind", ""),
        page_number=request.GET.get("page", "1"),
    )
    return render(request, "search/search.html", context)
