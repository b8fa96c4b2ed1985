"""For the page of contents in a pack's ZIP."""

from django import template

register = template.Library()


@register.simple_tag
def path_of(paths: dict[str, str], url: str) -> str:
    """Where in the ZIP the file of this address is; empty when it is not in it."""
    return paths.get(url, "")
