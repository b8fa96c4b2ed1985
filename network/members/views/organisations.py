"""Organisations to choose from, while somebody writes theirs."""

import re

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.members.organisations.search_allowance import may_search
from network.members.permissions import has_confirmed_email
from network.taxonomy.organisations import search

FIELD = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")


@never_cache
@require_safe
@login_required
def suggestions(request: HttpRequest) -> HttpResponse:
    """Up to eight organisations for the words in the field that ``field`` names, as a fragment.

    For accounts with a confirmed address: members, applicants, and who is about to apply. 429 for
    somebody who asks more than a person can write.

    :raises Http404: for a field name that is none, and without a confirmed address.
    """
    field = request.GET.get("field", "organisation")
    if not FIELD.match(field) or not has_confirmed_email(request.user):
        raise Http404
    if not may_search(request.user, now=timezone.now()):
        return HttpResponse(status=429)
    words = request.GET.get(field, "")
    context = {
        "name": field,
        "suggestions": search(words),
        "words": words.strip(),
        "pick": "",
        "listed": "listed" in request.GET,
    }
    return render(request, "members/_organisation_choices.html", context)
