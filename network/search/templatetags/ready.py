"""Parts of lists that are the same words again and again, written once.

They are remembered by everything that they show, so what is remembered is never old: something
that changed is another part. Each process remembers as many as are named here.
"""

from dataclasses import replace
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from network.search.cards import ResourceCard
from network.search.fulltext.hits import Snippet

register = template.Library()
# A card has some two thousand letters, a facet some five thousand.
CARDS, FACETS = 1000, 300
# No text has this sign.
_PLACE_OF_PASSAGE = Snippet("\0", "", ())


@register.simple_tag
def resource_card(item: ResourceCard, heading_level: int = 3) -> SafeString:
    """``components/resource_card.html``. What is around a passage is remembered, the passage not:
    it is of one search."""
    if item.passage is None:
        return _card(item, heading_level)
    before, after = _around(replace(item, passage=None), heading_level)
    return SafeString(before + _passage(item.passage) + after)


@lru_cache(CARDS)
def _card(item: ResourceCard, heading_level: int) -> SafeString:
    card = get_template("components/resource_card.html")
    return card.render({"item": item, "heading_level": heading_level})


@lru_cache(CARDS)
def _around(item: ResourceCard, heading_level: int) -> tuple[str, str]:
    """The card before and after its passage."""
    card = _card.__wrapped__(replace(item, passage=_PLACE_OF_PASSAGE), heading_level)
    before, after = card.split(_passage(_PLACE_OF_PASSAGE))
    return before, after


def _passage(passage: Snippet) -> SafeString:
    return get_template("components/passage.html").render({"passage": passage})


@register.simple_tag
def facet_options(facet: dict, form_id: str = "") -> SafeString:
    """``components/facet_options.html``."""
    return _facet("components/facet_options.html", _known(facet), form_id=form_id)


@register.simple_tag
def folded_facet(facet: dict, form_id: str, number: int, open_first: int) -> SafeString:
    """``components/facet.html``: open when something of it is chosen or among the first few."""
    is_open = bool(facet["selected_count"]) or number <= open_first
    return _facet("components/facet.html", _known(facet), form_id=form_id, is_open=is_open)


def _known(facet: dict) -> tuple:
    options = tuple(tuple(option.items()) for option in facet["options"])
    return (*(item for item in facet.items() if item[0] != "options"), options)


@lru_cache(FACETS)
def _facet(name: str, known: tuple, **variables) -> SafeString:
    *items, options = known
    facet = {**dict(items), "options": [dict(option) for option in options]}
    return get_template(name).render({"facet": facet, **variables})
