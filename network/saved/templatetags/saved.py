"""The button that saves the page one is reading."""

from django import template
from django.template.loader import render_to_string

from network.saved.shown import places_of

register = template.Library()


@register.simple_tag(takes_context=True)
def save_button(context, page) -> str:
    """``{% save_button page %}`` for a page of the catalogue.

    Costs one query for somebody signed in and none for visitors, who are led to sign in. Nothing is
    shown in a preview or where there is no request.
    """
    request = getattr(context, "request", None)
    user = getattr(request, "user", None)
    if user is None or not page or page.pk is None or getattr(request, "is_preview", False):
        return ""
    variables = {
        "page_id": page.pk,
        "title": page.title,
        "places": places_of(user, page.pk) if user.is_authenticated else [],
        "way_back": request.get_full_path(),
    }
    return render_to_string("saved/_save_button.html", variables, request=request)
