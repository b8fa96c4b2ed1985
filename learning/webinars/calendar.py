"""A webinar as an iCalendar file (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def calendar_file(webinar, *, address: str) -> bytes:
    """One event at London's clock time, with the rules of that clock in the file.

    ``address`` is the full address of the webinar's page. The identifier stays the same when the
    webinar is changed, so that importing the file again moves the entry. How to join is left out:
    it may change, and the page has it.
    """
    from icalendar import Calendar, Event  # two megabytes

    starts_at = webinar.starts_at.astimezone(LONDON)
    event = Event()
    event.add("uid", f"{webinar.translation_key}@{urlsplit(address).hostname}")
    event.add("dtstamp", webinar.last_published_at)
    event.add("dtstart", starts_at)
    event.add("dtend", webinar.ends_at.astimezone(LONDON))
    event.add("summary", webinar.title)
    event.add("description", f"{webinar.summary}\n\n{address}".strip())
    event.add("url", address)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Practitioners' Network//Webinars//EN")
    calendar.add_component(event)
    year = timedelta(days=366)
    calendar.add_missing_timezones((starts_at - year).date(), (starts_at + year).date())
    return calendar.to_ical()
