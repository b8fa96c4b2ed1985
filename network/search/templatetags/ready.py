"""Parts of lists that are the same words again and again, written once.

They are remembered by everything that they show, so what is remembered is never old: something
that changed is another part. Each process remembers as many as are named here.
"""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from network.search.cards import ResourceCard

register = template.Library()
# A card has some two thousand letters, a facet some five thousand.
CARDS, FACETS = 1000, 300


@register.simple_tag
def resource_card(item: ResourceCard, heading_level: int = 3) -> SafeString:
    """``components/resource_card.html``; one with a passage is of one search and not remembered."""
    return (_card if item.passage is None else _card.__wrapped__)(item, heading_level)


@lru_cache(CARDS)
def _card(item: ResourceCard, heading_level: int) -> SafeString:
    card = get_template("components/resource_card.html")
    return card.render({"item": item, "heading_level": heading_level})


@register.simple_tag
def facet_options(facet: dict, form_id: str = "") -> SafeString:
    """``components/facet_options.html``."""
    options = tuple(tuple(option.items()) for option in facet["options"])
    return _options(facet["key"], facet["label"], options, form_id)


@lru_cache(FACETS)
def _options(key: str, label: str, options: tuple, form_id: str) -> SafeString:
    facet = {"key": key, "label": label, "options": [dict(option) for option in options]}
    page = get_template("components/facet_options.html")
    return page.render({"facet": facet, "form_id": form_id})
