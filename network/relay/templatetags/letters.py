"""Letters on other apps' pages: the form that blocks somebody, or takes their letters again."""

from django import template

from network.relay.models import Block

register = template.Library()


@register.inclusion_tag("relay/_block_form.html", takes_context=True)
def block_form(context, *, public_id: str, name: str) -> dict:
    """Block a member from their own page; one query. ``name`` is how the page calls them."""
    blocks = Block.objects.visible_to(context["user"]).filter(blocked__public_id=public_id)
    return {
        "public_id": public_id,
        "name": name,
        "is_blocked": blocks.exists(),
        "csrf_token": context.get("csrf_token"),
    }
