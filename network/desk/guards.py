"""Who gets to the desk."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse

from network.members.roles import has_desk_access


def desk_only(view: Callable) -> Callable:
    """Sign in first; then 404 unless the person works at the desk: its address tells nothing."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not has_desk_access(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
