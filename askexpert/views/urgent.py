"""The page that comes before everything else when somebody is at risk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from network.safeguarding.urgent_help import notice_for


def urgent_page(request) -> HttpResponse:
    """999 and local children's services first; nothing of what was typed."""
    shown = notice_for(request.user, timezone.localdate())
    return render(request, "askexpert/urgent.html", {"shown": shown})
