"""Who gets to the desk, and to the pages of some of its people."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from network.members.roles import has_desk_access, is_safeguarding_lead


def only_for(may_enter: Callable) -> Callable:
    """Guard views: sign in first; then 404 unless ``may_enter(user)``, as if nothing were there."""

    def guard(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not may_enter(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


desk_only = only_for(has_desk_access)
leads_only = only_for(is_safeguarding_lead)
