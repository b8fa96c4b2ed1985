from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.search.results import search_context


@require_safe
def search(request):
    """The search page of the whole site."""
    return render(request, "search/search.html", search_context(request))
