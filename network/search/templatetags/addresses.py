from django import template

from network.search.words import search_words

register = template.Library()


@register.filter
def address_words(path: str) -> str:
    """The words of an address's last part, to search for: "/tips/walk-home/" gives "walk home"."""
    parts = [part for part in path.split("/") if part]
    return search_words(parts[-1]) if parts else ""
