"""The two lists of the webinars' section."""

from django.http import HttpRequest
from django.utils import timezone

from network.pages.models import SectionPage
from network.search.cards import entry_cards
from network.search.kinds import Kind
from network.search.sections import add_authors, narrowed


def webinar_lists(section: SectionPage, request: HttpRequest) -> dict:
    """All webinars to come, soonest first, and one page of the past ones, latest first.

    A webinar is past from the minute it begins.
    """
    now = timezone.now()
    entries, topics = narrowed(request, Kind.WEBINAR)
    upcoming = list(entries.filter(starts_at__gte=now).order_by("starts_at", "pk"))
    past = section.paginate(
        entries.filter(starts_at__lt=now).order_by("-starts_at", "-pk"), request
    )
    # One look-up of names for both lists.
    add_authors([*upcoming, *past])
    return {
        "upcoming": entry_cards(upcoming),
        "past": entry_cards(past),
        "page_obj": past,
        "number": len(upcoming) + past.paginator.count,
        **topics,
    }
