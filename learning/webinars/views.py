from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from learning.webinars.calendar import calendar_file
from learning.webinars.models import WebinarPage
from network.search.findable import findable_pages


@require_safe
def calendar(request, slug: str):
    """The webinar as a file for calendars, for everybody who may open its page; others get 404."""
    pages = findable_pages(request.user, WebinarPage.objects.all())
    webinar = get_object_or_404(pages, slug=slug)
    response = HttpResponse(
        calendar_file(webinar, address=webinar.get_full_url(request)),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{webinar.slug}.ics"'
    return response
