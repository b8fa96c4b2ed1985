"""Who gets to the library's part of the desk."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from resources.access import keeps_library


def keepers_only(view: Callable) -> Callable:
    """Sign in first; then 404 for everybody but editors and coordinators."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not keeps_library(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
