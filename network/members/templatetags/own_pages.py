"""The navigation of one's own pages, for templates."""

from django import template

from network.members.my_pages import needs_of, own_pages_for

register = template.Library()


@register.simple_tag(takes_context=True)
def own_pages(context) -> dict:
    """Pages by heading for the person signed in; nothing for anybody else.

    Costs one query, for the membership, unless the request has asked for it already.
    """
    user = getattr(context.get("request"), "user", None)
    return own_pages_for(user) if user is not None and user.is_authenticated else {}


@register.simple_tag(takes_context=True)
def own_needs(context) -> list[dict]:
    """What waits for the person signed in: a query for each page that can have something."""
    return needs_of(context["request"].user)
